"""What a run came to, and what of it is wrong."""

from collections import Counter
from dataclasses import asdict, dataclass, field

from feeds.post import Post
from feeds.recordings.recording import open_recording
from moderator.shelf.places import journal_of, recording_of
from moderator.store.sqlite import read_journal
from moderator.study import recall
from tests.soak.platforms import TAG


@dataclass
class Figures:
    """What a run came to."""

    seconds: float = 0.0
    published: int = 0
    rate: float = 0.0
    kills: int = 0
    faults: Counter = field(default_factory=Counter)
    on_the_board: int = 0
    lost: int = 0
    doubled: int = 0
    strangers: int = 0
    accounting: dict = field(default_factory=dict)
    missing: int = 0
    gaps_filled: int = 0
    gaps_open: int = 0
    not_recorded: int = 0
    rules_left: int = 0
    secrets_told: int = 0
    catching_up_seconds: float = 0.0
    most_mib: float = 0.0
    wrong: list = field(default_factory=list)

    def judge(self):
        """Note what is not as it has to be."""
        nil = (
            "lost",
            "doubled",
            "strangers",
            "missing",
            "not_recorded",
            "rules_left",
            "secrets_told",
        )
        for name in nil:
            if getattr(self, name):
                self.wrong.append(f"{name}: {getattr(self, name)}")


def compare(config, texts, figures):
    """Compare what was published with the board, the accounting and the recording."""
    with read_journal(journal_of(config)) as journal:
        studied = recall(journal, config.to_fair())
    lines = studied.engine.stream(0, studied.engine.stream_length())
    board = Counter(line.post.text.removesuffix(f" {TAG}") for line in lines)
    figures.on_the_board = board.total()
    figures.lost = len(set(texts) - board.keys())
    figures.doubled = sum(count - 1 for count in board.values())
    figures.strangers = len(board.keys() - set(texts))
    figures.accounting = asdict(studied.accounting)
    figures.missing = studied.accounting.missing
    figures.gaps_filled = sum(each.gap.filled for each in studied.gaps)
    figures.gaps_open = sum(not each.gap.filled for each in studied.gaps)
    with open_recording(recording_of(config)) as recording:
        recorded = {
            event.text.removesuffix(f" {TAG}") for event in recording if isinstance(event, Post)
        }
    figures.not_recorded = len(set(texts) - recorded)


def told(folder, secrets):
    """In how many of the files that were written a token stands."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return sum(secret.encode() in path.read_bytes() for path in files for secret in secrets)
