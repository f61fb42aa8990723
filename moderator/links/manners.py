"""How the link checker behaves towards the sites that it visits."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Manners:
    """How the checker behaves: who it says it is, and how hard it tries. Times in seconds.

    `deadline` is a visit's own time: it runs while a turn at a host is held, not
    while one is waited for. `again_after` is how long what looks dead is left
    alone before it is visited once more; answers hold for `keep`.
    """

    contact: str = ""
    deadline: float = 15.0
    again_after: float = 30.0
    keep: float = 300.0
    spacing: float = 0.5
    per_host: int = 2
    at_once: int = 32

    @property
    def agent(self) -> str:
        """What the checker calls itself."""
        contact = f"; {self.contact}" if self.contact else ""
        return f"Moderator/0.1 (link check for a job fair{contact})"
