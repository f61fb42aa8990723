"""Brings the Dutch catalog in line with the source, and compiles it: `python docs/catalog.py`."""  # noqa: INP001

import ast
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import typer
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from typer import _click as click

from moderator.cli import app

ROOT = Path(__file__).parents[1]
WRITTEN = ROOT / "moderator/data/locale/nl/LC_MESSAGES/moderator.po"
COMPILED = WRITTEN.with_suffix(".mo")
SAID = ROOT / "moderator/data/locale/said.txt"
SOURCES = [path for name in ("feeds", "moderator") for path in (ROOT / name).rglob("*.py")]
KEYWORDS = {"_": None, "N_": None, "plural": (1, 2), "many": (2, 3)}
"""The calls in which sentences of the screen stand, and which arguments they are."""

METHODS = [("**.py", "python"), ("data/page/**.html", "jinja2")]

HEADER = {
    "Language": "nl",
    "Plural-Forms": "nplurals=2; plural=(n != 1);",
    "Content-Type": "text/plain; charset=utf-8",
    "Content-Transfer-Encoding": "8bit",
}

MARK = "from feeds.said import said"
"""What brings in the call in which the other sentences stand."""

UNDATED = datetime(1970, 1, 1, tzinfo=UTC)
"""Equal catalogs are equal files, whenever they were made."""


def in_the_source() -> Catalog:
    """Give every sentence of the program's own that can come on a screen."""
    catalog = Catalog()
    for sentence in all_said():
        catalog.add(sentence)
    for _file, _line, sentence, _comments, _context in extract_from_dir(
        ROOT / "moderator", method_map=METHODS, keywords=KEYWORDS
    ):
        catalog.add(sentence)
    for sentence in helps(typer.main.get_command(app)):
        catalog.add(sentence)
    return catalog


def all_said() -> list[str]:
    """Give every sentence that goes around in English, as those who show it know it again."""
    return sorted({ast.literal_eval(call.args[0]) for call in marks()})


def marks() -> Iterator[ast.Call]:
    """Give the calls by which sentences are marked in the source."""
    for path in SOURCES:
        text = path.read_text(encoding="utf-8")
        for node in ast.walk(ast.parse(text, path)) if MARK in text else ():
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "said":
                yield node


def helps(command: click.Command) -> Iterator[str]:
    """Give the help of a command, of all that can follow it, and of those under it."""
    yield command.help or ""
    for parameter in command.get_params(typer.Context(command)):
        yield parameter.help or ""
    for each in getattr(command, "commands", {}).values():
        yield from helps(each)


def translated() -> Catalog:
    """Give the catalog as it is written down."""
    return read_po(BytesIO(WRITTEN.read_bytes()), locale="nl")


def compiled(catalog: Catalog) -> bytes:
    """Give the catalog as the program reads it."""
    catalog.creation_date = catalog.revision_date = UNDATED
    output = BytesIO()
    write_mo(output, catalog)
    return output.getvalue()


def written(catalog: Catalog) -> bytes:
    """Give the catalog as a translator reads it: sorted, and without dates or names."""
    output = BytesIO()
    write_po(output, catalog, width=0, omit_header=True, sort_output=True, ignore_obsolete=True)
    header = "".join(f'"{name}: {value}\\n"\n' for name, value in HEADER.items())
    return f'msgid ""\nmsgstr ""\n{header}\n'.encode() + output.getvalue()


def listed() -> bytes:
    """Give the list of what is said, one sentence a line."""
    return "".join(f"{sentence}\n" for sentence in all_said()).encode()


def main() -> int:
    """Write all files; gives how many sentences still want a translation."""
    catalog = translated()
    catalog.update(in_the_source(), no_fuzzy_matching=True)
    WRITTEN.write_bytes(written(catalog))
    COMPILED.write_bytes(compiled(catalog))
    SAID.write_bytes(listed())
    missing = [message.id for message in catalog if message.id and not _holds(message)]
    for sentence in missing:
        print(f"not translated: {sentence}", file=sys.stderr)
    return len(missing)


def _holds(message: Message) -> bool:
    """Whether a sentence is translated, and nobody is to look at it first: then it is compiled."""
    return bool(message.string) and all(message.string) and not message.fuzzy


if __name__ == "__main__":
    sys.exit(min(main(), 1))
