"""The keys by which a post goes: its own, and those of its versions and reposts."""

from collections.abc import Collection

from moderator.core.posts.small_sets import joined


class Aliases:
    """Which keys stand for a post that is kept under another."""

    def __init__(self) -> None:
        self._keys: dict[str, str] = {}
        self._others: dict[str, Collection[str]] = {}

    def __contains__(self, key: str) -> bool:
        """Whether a key stands for a post that is kept under another."""
        return key in self._keys

    def key(self, name: str) -> str:
        """The key that a post is kept under: that of its first version, or of what it reposts."""
        while (key := self._keys.get(name)) is not None:
            name = key
        return name

    def of(self, key: str) -> list[str]:
        """The keys that a post goes by, the one that it is kept under first."""
        return [key, *sorted(self._others.get(key, ()))]

    def add(self, name: str, key: str) -> str:
        """Let two keys be of one post; gives the one that is no post's own any more, if any.

        Where one stands for another post already, these are one from then on: claims that
        contradict each other make neither a circle nor a post that is kept under two keys.
        """
        name, key = self.key(name), self.key(key)
        if name == key:
            return ""
        self._keys[name] = key
        for other in (name, *self._others.pop(name, ())):
            self._others[key] = joined(self._others.get(key, ()), other)
        return name
