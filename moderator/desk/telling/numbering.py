"""Short numbers, for a moderator who types."""


class Numbers:
    """Short numbers for long names, from 1 on."""

    def __init__(self) -> None:
        self._given: dict[str, int] = {}
        self._names: list[str] = [""]

    def of(self, name: str) -> int:
        """Give a name's number; the next free one where it has none yet."""
        if name not in self._given:
            self._given[name] = len(self._names)
            self._names.append(name)
        return self._given[name]

    def pass_on(self, old: str, new: str) -> None:
        """Let what goes on under another name keep its number."""
        self._given[new] = self.of(old)
        self._names[self._given[new]] = new

    def having(self, number: int) -> str:
        """Give the name that has that number; an empty one where none has."""
        return self._names[number] if 0 < number < len(self._names) else ""
