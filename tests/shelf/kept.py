"""A fair as it is kept, for tests: its posts, the commands about it, and every byte of it."""

import asyncio
import gzip
import json
from datetime import UTC, datetime, timedelta

import zstandard
from typer.testing import CliRunner

from feeds.post import Author, Kind, Post
from feeds.recordings.parts import pieces
from moderator.cli import app

NINE = datetime(2026, 5, 12, 7, tzinfo=UTC)
HANDLE, NAME, WORDS = "lotte_v", "Lotte de Vries", "kan dit ook parttime, GEHEIM?"


def a_post(id_, handle, text, **more):
    fields = {"kind": Kind.ORIGINAL, "created_at": NINE + timedelta(minutes=int(id_))} | more
    author = Author(handle, NAME if handle == HANDLE else "", f"id-{handle}")
    return Post(id_, "x", author=author, text=text, **fields)


POSTS = (
    a_post("1", "bolt", "Vacature: bakker in Assen"),
    a_post("2", HANDLE, f"@bolt {WORDS}", kind=Kind.REPLY, in_reply_to="1", mentions=("bolt",)),
    a_post(
        "3",
        "bolt",
        f"@{HANDLE} ja hoor, bel @LOTTE_V maar",
        mentions=(HANDLE,),
        created_at=NINE,
    ),
    a_post("4", "els", f"https://x.example/{HANDLE}/status/2 las ik, lotte_verder ook"),
)


def moderator(data, *words, **more):
    config = ["--config", str(data.parent / "config.toml")]
    return CliRunner().invoke(app, [*words, *config], **more)


def everything(data):
    """Every byte that is kept, recordings unpacked."""
    files = [path for path in data.rglob("*") if path.is_file()]
    packed = [path for path in files if path.name.endswith(".zst")]
    unpacked = b"".join(piece for path in packed for piece in pieces(path, []))
    return unpacked + b"".join(path.read_bytes() for path in files if path not in packed)


async def reported(data):
    """Reports of the fair, in every form that there is, and other files that name somebody."""
    journal, made = str(data / "fair.sqlite"), data / "reports"
    for more in (["--handles"], []):
        folder = made / ("with" if more else "without")
        folder.mkdir(parents=True)
        told = moderator(data, "report", journal, "--html", str(folder / "page.html"), *more)
        assert told.exit_code == 0
        moderator(data, "report", journal, "--csv", str(folder), "--bom", *more)
        figures = moderator(data, "report", journal, "--json", *more)
        (folder / "report.json").write_text(figures.stdout)
        recording = str(data / "recordings" / "fair")
        board = await asyncio.to_thread(moderator, data, "cases", recording)
        (folder / "cases.json").write_text(board.stdout)
    page = (made / "with" / "page.html").read_bytes()
    (made / "page.html.gz").write_bytes(gzip.compress(page))
    (made / "page.html.zst").write_bytes(zstandard.compress(page))
    (data / "fair.desk.json").write_text(json.dumps({"filter": f"van {HANDLE}"}))
    scenario = data / "scenarios" / "own.toml"
    scenario.parent.mkdir()
    scenario.write_text(f'text = "@{HANDLE} {WORDS}"\nby = "{HANDLE}"\nother = "lotte_verder"\n')
    return page.decode()
