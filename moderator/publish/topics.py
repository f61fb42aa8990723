"""The topics of a fair at a broker: pure, and never made of a post's text.

moderator/FAIR/fair                 kept: how the fair is set up
               cases/DIGEST         kept: a case as it is now, with its conversation; empty: none
               stream/SLOT          kept: the last posts, in a ring; empty: none there
               gone                 keys of posts that were deleted
               status/engine        kept: how the engine does; a will says lost
               status/desks/MODERATOR/DESK, status/workers/WORKER    the same of these
               activity             kept: posts per minute
               posts/SOURCE         posts from other programs (feeds.mqtt)
               acts/MODERATOR       what a moderator wants done
               links/MODERATOR      a case or post whose links a moderator wants checked at once
               answers/MODERATOR    what became of it; to a desk that opened: what may be undone
               lessons              kept: the corrections by which workers judge, with their posts
               readings             posts to be judged, shared among the workers
               verdicts/COMPONENT   the workers' verdicts
"""

import re
import unicodedata
from dataclasses import dataclass
from hashlib import blake2b

from feeds.said import said

RING = 500
"""How many of the last posts are kept for a desk that attaches."""

ENGINE = "engine"
_DESKS, _WORKERS = "desks", "workers"
_LONGEST = 64


@dataclass(frozen=True, slots=True)
class Topics:
    """The topics of one fair, by its name there."""

    name: str

    @property
    def fair(self) -> str:
        """How the fair is set up."""
        return self._under("fair")

    def case(self, id_: str) -> str:
        """One case, whatever its id holds."""
        return self._under(f"cases/{blake2b(id_.encode(), digest_size=12).hexdigest()}")

    @property
    def cases(self) -> str:
        """All cases."""
        return self._under("cases/+")

    def place(self, position: int) -> str:
        """The place in the ring of a post of the stream."""
        return self._under(f"stream/{position % RING}")

    @property
    def stream(self) -> str:
        """The whole ring."""
        return self._under("stream/+")

    @property
    def gone(self) -> str:
        """Posts that were deleted."""
        return self._under("gone")

    @property
    def activity(self) -> str:
        """Posts per minute."""
        return self._under("activity")

    def status(self, component: str) -> str:
        """How one component does."""
        return self._under(f"status/{component}")

    @property
    def statuses(self) -> str:
        """How all components do."""
        return self._under("status/#")

    def acts(self, moderator: str) -> str:
        """What a moderator wants done; "+" for all."""
        return self._under(f"acts/{moderator}")

    def links(self, moderator: str) -> str:
        """Whose links a moderator wants checked at once; "+" for all."""
        return self._under(f"links/{moderator}")

    def answers(self, moderator: str) -> str:
        """What became of a moderator's acts."""
        return self._under(f"answers/{moderator}")

    @property
    def lessons(self) -> str:
        """The corrections by which the workers' classifiers go."""
        return self._under("lessons")

    @property
    def readings(self) -> str:
        """Posts that want a verdict."""
        return self._under("readings")

    @property
    def shared_readings(self) -> str:
        """The same, of which each goes to one worker."""
        return f"$share/classifiers/{self.readings}"

    def verdicts(self, component: str) -> str:
        """The verdicts that a component asked for."""
        return self._under(f"verdicts/{component}")

    @property
    def everything(self) -> str:
        """All topics of the fair."""
        return self._under("#")

    def _under(self, rest: str) -> str:
        return f"moderator/{self.name}/{rest}"


def desk_of(moderator: str, name: str) -> str:
    """The component that a moderator's desk is; `name` tells it from others of the same."""
    return f"{_DESKS}/{moderator}/{name}"


def worker_of(name: str) -> str:
    """The component that a worker is."""
    return f"{_WORKERS}/{name}"


def component_of(topic: str) -> str:
    """The component whose status is told there."""
    return "/".join(topic.split("/")[3:])


def moderator_of(component: str) -> str:
    """The moderator whose desk a component is; empty where it is none."""
    kind, _, rest = component.partition("/")
    return rest.partition("/")[0] if kind == _DESKS else ""


def is_worker(component: str) -> bool:
    """Whether a component is a worker."""
    return component.startswith(f"{_WORKERS}/")


def called(component: str) -> str:
    """What the screen calls a component: a moderator by their name, a worker as such."""
    return moderator_of(component) or component.replace(f"{_WORKERS}/", "worker ", 1)


def last(topic: str) -> str:
    """The last part of a topic."""
    return topic.rpartition("/")[2]


def name_of(fair: str) -> str:
    """A fair's name in topics: a-z, 0-9 and -."""
    plain = unicodedata.normalize("NFKD", fair).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain)[:_LONGEST].strip("-") or "fair"


def part(name: str) -> str:
    """A person's or machine's name as a part of a topic; ValueError where it cannot be one.

    Letters and digits of any language, and `.`, `_`, `-` and `@` between them.
    """
    if not re.fullmatch(r"[^\W_][\w.@-]*", name) or len(name) > _LONGEST:
        why = said("letters and digits, with . _ - or @ between them, 64 at most")
        raise ValueError(said("not a name that can be used over MQTT: {why}", why=why))
    return name
