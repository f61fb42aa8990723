"""What in a configuration cannot be read at all, in a moderator's words: where, and why."""

import re
from tomllib import TOMLDecodeError

from feeds.said import said

_LINE = re.compile(r"line (\d+)")

_TWICE = said("it is there twice; keep one")
WHY = {
    "Invalid value (at end": said("a list or table lacks the bracket at its end"),
    "Invalid value": said("after = comes text in quotes, a number, true, false or a list"),
    "Cannot declare": _TWICE,
    "Cannot overwrite": _TWICE,
    "Unterminated string": said("a text lacks the quote at its end"),
    "Illegal character": said("a text lacks the quote at its end"),
    "Expected '='": said("a key has = after it"),
    "Expected ']'": said("the name of a table has [ before and ] after it"),
    "Expected newline": said("text goes in quotes, and each key on a line of its own"),
    "Unescaped '\\'": said("in quotes, write / instead of \\"),
}
"""By how the reader's own complaint begins."""

_ELSE = said("it is neither key = value nor [table]")


def broken(error: TOMLDecodeError) -> str:
    """Give the line that cannot be read, and what would be right there."""
    complaint = str(error)
    line = _LINE.search(complaint)
    why = next((why for begins, why in WHY.items() if complaint.startswith(begins)), _ELSE)
    if line:
        return said("line {line}: {why}", line=line[1], why=why)
    return said("before the end: {why}", why=why)
