"""That the documents tell of everything there is, and of nothing that is not there."""

import re
import subprocess
from enum import StrEnum
from pathlib import Path
from urllib.parse import unquote

import pytest
import typer.main

from feeds.post import Kind
from moderator.classify.prompt import guide
from moderator.cli import app
from moderator.core.case import CaseKind, State, Urgency
from moderator.core.facts import ActKind, LinkState
from moderator.core.labels import Label, Side, Substance
from moderator.recordings import bundled

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
GLOSSARY = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8").casefold()

PAGES = sorted(
    path.relative_to(ROOT).as_posix() for path in (*ROOT.glob("*.md"), *ROOT.glob("[!.]*/**/*.md"))
)

TREES = ("home", "root", "Users", "work", "opt/pypi")
HOSTS = ("pypi" + ".org", "pythonhosted" + ".org", "pypi" + ".python.org")
OF_A_MACHINE = re.compile(rf"(?<![\w.~/-])/(?:{'|'.join(TREES)})/\w|{'|'.join(HOSTS)}")


def tracked():
    """The files that are, or will be, in the repository."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    try:
        listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("no git repository here: which files belong to it is not known")
    return [ROOT / name for name in listed.decode().split("\0") if name and (ROOT / name).is_file()]


def commands():
    """Every command with its options, as the command line itself knows them."""
    whole = typer.main.get_command(app)
    yield "", whole
    yield from whole.commands.items()


def options():
    """Every long option of every command, except for --help."""
    for name, command in commands():
        for parameter in command.params:
            for option in (*parameter.opts, *parameter.secondary_opts):
                if option.startswith("--") and option != "--help":
                    yield name, option


@pytest.mark.parametrize("name", sorted(name for name, _ in commands() if name))
def test_the_readme_lists_every_command(name):
    assert re.search(rf"^\| `moderator {name}\b", README, re.MULTILINE)


def leaves():
    """Every command that does something, with its long options."""
    for name, command in commands():
        for below, one in getattr(command, "commands", {"": command}).items():
            if name:
                options = {option for each in one.params for option in each.opts}
                yield f"{name} {below}".strip(), options


@pytest.mark.parametrize(
    ("option", "told"), re.findall(r"^\| `(--[\w-]+)[^|]*\|([^|]*`[^|]*)\|", README, re.MULTILINE)
)
def test_the_readme_gives_no_option_to_a_command_without_it(option, told):
    having = {name for name, known in leaves() if option in known}
    named = set(re.findall(r"`([a-z ]+)`", told))
    meant = {name for name, _ in leaves()} - named if "all but" in told else named
    assert meant <= having


@pytest.mark.parametrize(("name", "option"), sorted(options()))
def test_the_readme_lists_every_option_with_its_commands(name, option):
    row = re.search(rf"^\|[^|]*`{option}\b[^|]*\|([^|]*)\|", README, re.MULTILINE)
    assert row, f"{option} is not in a table of the README"
    meant = row[1].strip()
    if meant.startswith("all but"):
        assert f"`{name}`" not in meant
    else:
        assert f"`{name}`" in meant or not (name or meant)


def test_the_readme_names_no_command_that_is_not_there():
    there = {name for name, _ in commands()}
    assert set(re.findall(r"^\| `moderator ([a-z]+)", README, re.MULTILINE)) <= there


def test_the_readme_names_the_bundled_recordings():
    assert [name for name in bundled() if f"`{name}`" not in README] == []


@pytest.mark.parametrize(
    "words", [Label, Side, Substance, State, Urgency, CaseKind, ActKind, LinkState, Kind], ids=str
)
def test_the_glossary_has_the_words_of_the_program(words: type[StrEnum]):
    strange = [word for word in words if word.replace("_", " ") not in GLOSSARY.replace("_", " ")]
    assert strange == []


@pytest.mark.parametrize("label", Label)
def test_the_guide_of_the_language_model_tells_of_every_label(label):
    assert re.search(rf"^{label}: ", guide(), re.MULTILINE)


@pytest.mark.parametrize("page", PAGES)
def test_every_link_within_the_documents_leads_somewhere(page):
    text = re.sub(r"```.*?```", "", (ROOT / page).read_text(encoding="utf-8"), flags=re.DOTALL)
    targets = re.findall(r"\]\(([^)\s]+)\)", text)
    within = [target.partition("#")[0] for target in targets if "://" not in target]
    lost = [link for link in within if link and not ((ROOT / page).parent / unquote(link)).exists()]
    assert lost == []


def test_no_file_names_a_developers_machine_or_a_package_registry():
    told = {
        path.relative_to(ROOT).as_posix(): found[0]
        for path in tracked()
        if (found := OF_A_MACHINE.search(path.read_bytes().decode(errors="replace")))
    }
    assert told == {}
