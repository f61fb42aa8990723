"""A report without the words of posts that were deleted after it was made.

Beside each post's words a report says whose key they are of: in a page as the
attribute `data-post`, in tables and JSON in a column or field of its own.
"""

import csv
import html
import json
import re
from collections.abc import Collection
from io import StringIO
from typing import Any

_MARKED = re.compile(r'(<(\w+) data-post="([^"]*)"[^>]*>)(.*?)(</\2>)', re.DOTALL)
_WORDS = {
    "asked_post": ("asked", "askers"),
    "about_post": ("about", "link"),
    "post": ("text", "handle", "vacancy", "hints", "phrase", "question"),
}
"""Which fields hold the words of the post that a field names."""


def without(text: str, gone: Collection[str], kind: str) -> str:
    """The report's text without the words of those posts, by its kind: .html, .csv or .json.

    It is as it was where none is in it, and where it is no report.
    """
    match kind:
        case ".html":
            return _MARKED.sub(lambda found: _bare(found, gone), text)
        case ".csv":
            return _table_without(text, gone)
        case ".json":
            return _document_without(text, gone)
        case _:
            return text


def _bare(found: re.Match[str], gone: Collection[str]) -> str:
    """What is marked, without its words where all posts that have them, one a line, are gone."""
    keys = html.unescape(found[3]).split("\n")
    return found[1] + found[5] if all(key in gone for key in keys) else found[0]


def _table_without(text: str, gone: Collection[str]) -> str:
    rows = list(csv.reader(StringIO(text, newline="")))
    names = [name.removeprefix("\ufeff").replace(" ", "_") for name in rows[0]] if rows else []
    if not _WORDS.keys() & set(names):
        return text
    changed = False
    for row in rows[1:]:
        record = dict(zip(names, row, strict=False))
        for field in _lost(record, gone) & set(names):
            place = names.index(field)
            changed |= bool(row[place])
            row[place] = ""
    return _written(rows) if changed else text


def _written(rows: list[list[str]]) -> str:
    text = StringIO(newline="")
    csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerows(rows)
    return text.getvalue()


def _document_without(text: str, gone: Collection[str]) -> str:
    try:
        whole = json.loads(text)
    except (ValueError, RecursionError):
        return text
    after = _value_without(whole, gone)
    return json.dumps(after, indent=2) + "\n" if after != whole else text


def _value_without(value: Any, gone: Collection[str]) -> Any:  # noqa: ANN401
    if isinstance(value, list):
        return [_value_without(each, gone) for each in value]
    if not isinstance(value, dict):
        return value
    lost = _lost(value, gone)
    return {
        key: type(each)() if key in lost and each else _value_without(each, gone)
        for key, each in value.items()
    }


def _lost(record: dict[str, Any], gone: Collection[str]) -> set[str]:
    """The fields of a record that hold words of those posts."""
    named = (words for field, words in _WORDS.items() if str(record.get(field, "")) in gone)
    return set[str]().union(*named)
