"""Who is there, as components say over the broker."""

from collections.abc import Mapping

from moderator.publish.topics import moderator_of
from moderator.publish.wire import Presence, StatusSaid


def is_here(said: StatusSaid) -> bool:
    """Whether a component is there now."""
    return said.presence is Presence.HERE


def looks_of(components: Mapping[str, StatusSaid]) -> dict[str, str]:
    """Which case each moderator who is there looks at, empty for none, by what components say."""
    return {
        moderator: said.looks_at
        for name, said in components.items()
        if (moderator := moderator_of(name)) and is_here(said)
    }
