"""By what needs make one case: who asked where, or what is broken."""

from typing import NamedTuple, Self

from moderator.core.posts.node import Node


class CaseKey(NamedTuple):
    """What the needs of one case have in common.

    Of a question (`asks`) that is its asker (`who`) and its thread (`about`). Of a report it is
    what is broken: `about` is a vacancy's key or a link; or, where nothing tells what it is, a
    thread, and `who` the party that owes the word. `apart` has the ids of the acts by which
    moderators set the case apart from the one that it would be by itself.
    """

    asks: bool
    about: str
    who: str = ""
    apart: tuple[str, ...] = ()

    @property
    def is_of_link(self) -> bool:
        """Whether it is about a link as such, not about some report that stands apart."""
        return not (self.asks or self.who or self.apart)

    def set_apart(self, act: str) -> Self:
        """The key of the case that an act of that id makes of a part of this one."""
        return self._replace(apart=(*self.apart, act))

    def is_part_of(self, whole: "CaseKey") -> bool:
        """Whether it is that case, or was set apart from it."""
        return self[:3] == whole[:3] and self.apart[: len(whole.apart)] == whole.apart


def asked(asker: str, thread: Node) -> CaseKey:
    """The case of what an account asks in a thread."""
    return CaseKey(asks=True, about=thread.key, who=asker)


def broken(target: str) -> CaseKey:
    """The case of a link that is broken: a vacancy's, by its key, or another."""
    return CaseKey(asks=False, about=target)


def broken_in(thread: Node, party: str) -> CaseKey:
    """The case of what is broken of a party in a thread, where nothing tells what it is."""
    return CaseKey(asks=False, about=thread.key, who=party)
