"""Writes the card of all keys, from the bindings themselves: `python docs/keycard.py docs/key-card.md`."""  # noqa: INP001, E501

import sys
from collections.abc import Iterator
from pathlib import Path

from textual.binding import Binding

from moderator.desk.keys.keys import GROUPS, MOVES, shown

HEAD = """# Key card

Made from the program's own keys by `make pictures`. `?` shows the same on the
screen, in its language; `Ctrl+P` finds every act by its name.
"""


def card() -> str:
    """The card as a page."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield HEAD
    for group, bindings in GROUPS:
        yield from _table(group, [(_keys(one), one.tooltip) for one in bindings])
    yield from _table("Moving about", [(f"`{keys}`", meaning) for keys, meaning in MOVES])


def _keys(binding: Binding) -> str:
    return " ".join(f"`{key}`" for key in shown(binding).split())


def _table(title: str, rows: list[tuple[str, str]]) -> Iterator[str]:
    yield f"## {title}\n"
    yield "| key | |\n|---|---|"
    yield from (f"| {keys} | {meaning} |" for keys, meaning in rows)
    yield ""


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(card(), encoding="utf-8")
