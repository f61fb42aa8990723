"""That the command line explains itself, and refuses, in the language that is spoken."""

import re

import pytest
import typer
from typer.testing import CliRunner

from moderator.cli import app
from moderator.cli.help import VALUES, Command, Group
from moderator.words.language import speak
from moderator.words.others import TYPED
from moderator.words.reasons import told
from tests.desk.test_language import latin_words, transcribe


def within(command, *above):
    """A command and all under it, each with the words that name it."""
    yield above, command
    for name, each in getattr(command, "commands", {}).items():
        yield from within(each, *above, name)


WHOLE = dict(within(typer.main.get_command(app)))
CALLS = [" ".join(words) for words in WHOLE]


@pytest.fixture(autouse=True)
def wide(monkeypatch):
    """Eighty columns, whatever the terminal."""
    monkeypatch.setenv("COLUMNS", "80")


def typed(line, **more):
    """What comes back for what is typed."""
    return CliRunner().invoke(app, line.split(), prog_name="moderator", **more)


def own(words):
    """What is no word of the program's on a page: names of commands, options and values."""
    command = WHOLE[tuple(words.split())]
    names = f"moderator {words} OPTIONS COMMAND ARGS str path list Path help "
    names += " ".join(getattr(command, "commands", ()))
    for option in command.params:
        names += f" {' '.join(option.opts)} {option.metavar} {option.default}"
    return latin_words(names)


FILLED = [re.sub(r"\{\w+\}", "7", sentence) for sentence in TYPED]


def test_every_command_speaks_the_language():
    assert {type(command) for command in WHOLE.values()} == {Command, Group}


@pytest.mark.parametrize("words", CALLS)
def test_no_word_of_a_page_of_help_stands_outside_the_catalog(words):
    transcribe()
    page = typed(f"{words} --help")
    assert page.exit_code == 0
    assert latin_words(page.stdout) - own(words) == set()


@pytest.mark.parametrize("words", CALLS)
def test_a_page_of_help_in_dutch_fits_and_cuts_nothing_short(words):
    speak("nl")
    lines = typed(f"{words} -h").stdout.splitlines()
    assert lines[0].startswith(f"Gebruik: moderator {words}".strip())
    assert max(map(len, lines)) <= 80
    assert [line for line in lines[1:] if line.endswith("...")] == []


REFUSED = {
    "replay": "Fout: Het argument 'OPNAME' ontbreekt.",
    "repaly": "Fout: Er is geen opdracht 'repaly'. Bedoelde je 'replay'?",
    "zzz": "Fout: Er is geen opdracht 'zzz'.",
    "scenario chek": "Fout: Er is geen opdracht 'chek'. Bedoelde je 'check'?",
    "replay day --sped 3": "Fout: Er is geen optie --sped (mogelijk zijn: --speed)",
    "demo -z": "Fout: Er is geen optie -z",
    "replay day --speed": "Fout: De optie '--speed' vraagt een waarde.",
    "demo --plain=yes": "Fout: De optie '--plain' neemt geen waarde.",
    "replay day question": "Fout: Er staat te veel op de opdrachtregel (question)",
    "serve --port x": "Fout: Ongeldige waarde voor '--port': dit moet een geheel getal zijn",
    "serve --port 65536": "Fout: Ongeldige waarde voor '--port': dit moet 65535 of minder zijn",
    "serve --port -1": "Fout: Ongeldige waarde voor '--port': dit moet 0 of meer zijn",
    f"serve --port {'9' * 5000}": "Fout: Ongeldige waarde voor '--port': dit getal is te lang",
}


@pytest.mark.parametrize(("line", "refusal"), REFUSED.items(), ids=lambda text: text[:40])
def test_what_was_typed_wrong_is_told_in_dutch_and_in_english(line, refusal):
    speak("nl")
    dutch = typed(line)
    speak("en")
    english = typed(line)
    assert (dutch.exit_code, dutch.stdout) == (english.exit_code, english.stdout) == (2, "")
    assert dutch.stderr.splitlines()[-1] == refusal
    assert english.stderr.splitlines()[-1].startswith("Error: ")


def test_a_refusal_in_english_is_as_typer_words_it():
    assert typed("replay").stderr == (
        "Usage: moderator replay [OPTIONS] {RECORDING}\n"
        "Try 'moderator replay -h' for help.\n\n"
        "Error: Missing argument 'RECORDING'.\n"
    )


def test_the_usage_is_told_in_the_language_that_is_spoken():
    speak("nl")
    usage = typed("-h").stdout.splitlines()[0]
    assert usage == "Gebruik: moderator [OPTIES] OPDRACHT [ARGUMENTEN]..."
    speak("en")
    assert typed("-h").stdout.startswith("Usage: moderator [OPTIONS] COMMAND [ARGS]...\n")


def test_what_a_command_takes_is_called_in_the_language_that_is_spoken():
    speak("nl")
    usage, *rest = typed("report -h").stdout.splitlines()
    assert usage == "Gebruik: moderator report [OPTIES] {OPNAME|JOURNAAL}"
    page = "\n".join(rest)
    assert "  OPNAME|JOURNAAL  " in page
    assert "  --config BESTAND  " in page
    speak("en")
    assert "{RECORDING|JOURNAL}" in typed("report -h").stdout


def test_every_value_that_is_taken_is_known_by_its_name():
    options = [option for command in WHOLE.values() for option in command.params]
    taken = {word for one in options for word in re.findall(r"[A-Z:]{2,}", one.metavar or "")}
    assert taken <= set(VALUES)


def test_a_refusal_in_dutch_says_where_the_help_is():
    speak("nl")
    usage, hint, empty, _why = typed("scenario check").stderr.splitlines()
    assert usage == "Gebruik: moderator scenario check [OPTIES] {SCENARIO}"
    assert (hint, empty) == ("Probeer 'moderator scenario check -h' voor hulp.", "")


def test_nothing_typed_gives_the_help_on_standard_error():
    speak("nl")
    nothing = typed("scenario")
    assert (nothing.exit_code, nothing.stdout) == (2, "")
    assert nothing.stderr == typed("scenario --help").stdout


def test_what_typer_can_say_is_in_dutch_whatever_fills_it_in():
    speak("nl")
    assert [said for said in FILLED if told(said) == said] == []


def test_completion_says_in_dutch_what_it_did(tmp_path, monkeypatch):
    monkeypatch.setattr("typer._completion_shared._get_shell_name", lambda: "bash")
    monkeypatch.setenv("HOME", str(tmp_path))
    speak("nl")
    installed = typed("--install-completion")
    script = tmp_path / ".bash_completions/moderator.sh"
    assert installed.stdout.splitlines() == [
        f"Het aanvullen voor bash is geïnstalleerd in {script}",
        "Het aanvullen werkt zodra je de terminal opnieuw start",
    ]
    assert script.exists()


def test_completion_shows_its_helps_in_dutch():
    asked = {"_MODERATOR_COMPLETE": "complete_zsh", "_TYPER_COMPLETE_ARGS": "moderator demo --"}
    speak("nl")
    offered = typed("", env=asked).stdout
    assert '"--resume":"Ga verder waar de vorige sessie stopte."' in offered
    assert '"--help":"Toon deze uitleg en stop."' in offered
    speak("en")
    assert '"--help":"Show this message and exit."' in typed("", env=asked).stdout


def test_a_script_for_completion_is_the_same_in_every_language(monkeypatch):
    monkeypatch.setattr("typer.completion._get_shell_name", lambda: "bash")
    english = typed("--show-completion")
    speak("nl")
    assert typed("--show-completion").stdout == english.stdout
    assert english.stdout.startswith("_moderator_completion() {")


def test_a_shell_that_is_not_known_is_refused_in_dutch(monkeypatch):
    monkeypatch.setattr("typer.completion._get_shell_name", lambda: "tcsh")
    speak("nl")
    refused = typed("--show-completion")
    assert (refused.exit_code, refused.stdout) == (1, "")
    assert refused.stderr == "De shell tcsh wordt niet ondersteund.\n"
