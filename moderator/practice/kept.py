"""The attempts that are kept, each in a folder of its own: journal, log, scenario, result.

They are the trainee's own: nobody else can read the folder, attempts are compared with
those of the same trainee only, and never ranked.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from moderator.practice.debrief import Debrief
from moderator.practice.log import Log, What, of
from moderator.practice.marking import Slip
from moderator.practice.outcome import Outcome
from moderator.practice.scenario import Want
from moderator.practice.score import middle

_PRIVATE = 0o700


class Result(BaseModel):
    """What came of an attempt, in figures; no words of anybody."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    began: datetime
    trainee: str
    total: int | None
    found: int = 0
    late: int = 0
    missed: int = 0
    mistaken: int = 0
    false_alarms: int = 0
    confident_mistakes: int = 0
    notice_seconds: float | None = None
    nudge_seconds: float | None = None
    pauses: int = 0
    clock: datetime


@dataclass(frozen=True, slots=True)
class AttemptFolder:
    """The folder of one attempt."""

    folder: Path

    @property
    def journal(self) -> Path:
        """The trainee's acts, with all posts of the day."""
        return self.folder / "journal.sqlite"

    @property
    def log(self) -> Path:
        """What happened besides acts."""
        return self.folder / "log.jsonl"

    @property
    def result(self) -> Path:
        """What came of it, in figures."""
        return self.folder / "result.json"

    def keep(self, result: Result) -> None:
        """Write down what came of it."""
        self.result.write_text(result.model_dump_json() + "\n", encoding="utf-8")

    def is_by(self, trainee: str) -> bool:
        """Whether this trainee sat there."""
        said = [one.text for one in of(Log(self.log).entries, What.BEGAN)]
        return [*said, *(one.trainee for one in _read(self.result))][:1] == [trainee]

    def has_ended(self) -> bool:
        """Whether it was brought to its end."""
        return bool(of(Log(self.log).entries, What.ENDED))


def home(folder: Path, scenario: str) -> Path:
    """Where all attempts at a scenario lie: by its name, and by where its file is."""
    name = Path(scenario).stem
    readable = re.sub(r"[^a-z0-9]+", "-", name.lower())[:40].strip("-") or "scenario"
    digest = blake2b(str(scenario).encode("utf-8", "surrogatepass"), digest_size=4).hexdigest()
    return folder / f"{readable}-{digest}"


def begin(at: Path, wall: datetime) -> AttemptFolder:
    """A new attempt's folder, which only its owner can read. Raises OSError."""
    at.parent.mkdir(parents=True, exist_ok=True, mode=_PRIVATE)
    at.mkdir(exist_ok=True, mode=_PRIVATE)
    stamp = f"{wall:%Y%m%d-%H%M%S}"
    names = [stamp, *(f"{stamp}-{number}" for number in range(2, 100))]
    folder = next(at / name for name in names if not (at / name).exists())
    folder.mkdir(mode=_PRIVATE)
    return AttemptFolder(folder)


def attempts(at: Path, trainee: str) -> list[AttemptFolder]:
    """A trainee's own attempts at a scenario, the oldest first."""
    folders = sorted(at.iterdir()) if at.is_dir() else []
    return [one for one in map(AttemptFolder, folders) if one.is_by(trainee)]


def results(kept: list[AttemptFolder]) -> list[Result]:
    """What came of these attempts; of those that never came to an end, nothing."""
    return [result for one in kept for result in _read(one.result)]


def summary(of_attempt: Debrief, began: datetime) -> Result:
    """An attempt in figures."""
    wanted = [one.mark for one in of_attempt.cases if one.mark.reference.want is not Want.WAIT]
    outcomes, slips = of_attempt.score.outcomes, of_attempt.score.slips
    notice = middle(one.after(one.noticed_at) for one in wanted)
    nudge = middle(one.after(one.nudged_at) for one in wanted)
    return Result(
        began=began,
        trainee=of_attempt.trainee,
        total=of_attempt.score.total,
        found=outcomes.get(Outcome.FOUND, 0),
        late=outcomes.get(Outcome.LATE, 0),
        missed=outcomes.get(Outcome.MISSED, 0),
        mistaken=outcomes.get(Outcome.MISTAKEN, 0),
        false_alarms=slips.get(Slip.FALSE_ALARM, 0),
        confident_mistakes=slips.get(Slip.CONFIDENT_MISTAKE, 0),
        notice_seconds=notice.total_seconds() if notice is not None else None,
        nudge_seconds=nudge.total_seconds() if nudge is not None else None,
        pauses=of_attempt.count(What.PAUSED),
        clock=of_attempt.clock,
    )


def _read(path: Path) -> Iterator[Result]:
    try:
        yield Result.model_validate_json(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return
