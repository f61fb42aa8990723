"""Where a fair's journal and recording lie: in the user's data folder, or where the config says."""

from pathlib import Path

from moderator.config.models import Config
from moderator.store.file import journal_path
from moderator.store.private import own_folder


def data_folder(config: Config) -> Path:
    """The folder of all journals, with the recordings in a folder of their own."""
    if config.store.path:
        return Path(config.store.path).expanduser()
    return own_folder()


def recordings_folder(config: Config) -> Path:
    """The folder in which recordings of live feeds lie."""
    return data_folder(config) / "recordings"


def reports_folder(config: Config) -> Path:
    """The folder for reports that are to be kept no longer than the fairs themselves."""
    return data_folder(config) / "reports"


def scenarios_folder(config: Config) -> Path:
    """The folder for scenarios of one's own."""
    return data_folder(config) / "scenarios"


def archive_folder(config: Config) -> Path:
    """The folder of what the organiser itself posted and decided, which outlasts the fairs."""
    return data_folder(config) / "archive"


def practice_folder(config: Config) -> Path:
    """The folder of what trainees did."""
    return data_folder(config) / "practice"


def desks_folder(config: Config) -> Path:
    """The folder of what desks keep whose fair goes on elsewhere."""
    return data_folder(config) / "desks"


def journal_of(config: Config, recording: str = "") -> Path:
    """The journal of the live fair, or of what was done with a recording of it."""
    if not recording:
        return live_journal(config, config.fair.name, config.fair.hashtag)
    origin = str(Path(recording).resolve()) if Path(recording).exists() else ""
    name = f"{config.fair.name} {Path(recording).name}"
    return journal_path(data_folder(config), name, origin=origin)


def live_journal(config: Config, name: str, hashtag: str) -> Path:
    """The journal of a live fair of that name and hashtag."""
    return journal_path(data_folder(config), f"{name} #{hashtag}")


def desk_of(journal: Path) -> Path:
    """Where the desk remembers how it was left: beside the journal."""
    return journal.with_suffix(".desk.json")


def failures_of(desk: Path) -> Path:
    """Where it is kept what went wrong in the program at a desk: beside what that remembers."""
    return desk.with_suffix(".failed.txt")


def put_aside(failures: Path) -> Path:
    """Where that file is put once it is too large."""
    return failures.with_name(f"{failures.name}.1")


def recording_of(config: Config) -> Path:
    """The recording of the live fair: one folder, however often the program is started."""
    return recordings_folder(config) / journal_of(config).stem
