"""What in a configuration cannot be read at all, in a moderator's words: where, and why."""

import re
from tomllib import TOMLDecodeError

_LINE = re.compile(r"line (\d+)")

_TWICE = "it is there twice; keep one"
WHY = {
    "Invalid value (at end": "a list or table lacks the bracket at its end",
    "Invalid value": "after = comes text in quotes, a number, true, false or a list",
    "Cannot declare": _TWICE,
    "Cannot overwrite": _TWICE,
    "Unterminated string": "a text lacks the quote at its end",
    "Illegal character": "a text lacks the quote at its end",
    "Expected '='": "a key has = after it",
    "Expected ']'": "the name of a table has [ before and ] after it",
    "Expected newline": "text goes in quotes, and each key on a line of its own",
    "Unescaped '\\'": "in quotes, write / instead of \\",
}
"""By how the reader's own complaint begins."""

_ELSE = "it is neither key = value nor [table]"


def broken(error: TOMLDecodeError) -> str:
    """Give the line that cannot be read, and what would be right there."""
    said = str(error)
    line = _LINE.search(said)
    why = next((why for begins, why in WHY.items() if said.startswith(begins)), _ELSE)
    return f"line {line[1]}: {why}" if line else f"before the end: {why}"
