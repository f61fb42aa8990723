"""That a reason is given in the reader's language, whatever fills it in."""

import ast
import re
from pathlib import Path

import orjson
import pytest

from feeds.refusal import Refusals
from moderator.config import broken
from moderator.words.complaints import MISSING
from moderator.words.language import speak
from moderator.words.others import PARSING, SYSTEM, TYPED
from moderator.words.reasons import SENTENCES, told
from tests.clocks import NOON

ROOT = Path(__file__).parents[2]
OF_RECORDINGS = (
    *("catalog", "codec", "file", "formats", "hole", "lines", "lock", "parts", "record"),
    *("recording", "revise", "secret", "unpack", "values", "x_fate"),
)
"""Modules whose complaints are for the command line, or that have none."""

PUBLISHING = [ROOT / "moderator" / "publish" / f"{name}.py" for name in (
    "attached", "courier", "lacking", "link", "presence", "publisher", "skew")]  # fmt: skip
SOURCES = [path for path in (ROOT / "feeds").glob("*.py") if path.stem not in OF_RECORDINGS]
ALTERNATIVES = {"reason": "shows hashtags to nobody"}
NO_REASONS = {
    "7 7",
    "7 #7",
    "7 OR 7",
    "7: 7",
    "7: fill",
    "the API is not open",
    "the feed %s failed",
    "moderator (a moderator's desk for online job fairs)",
    "not a JSON object",
    "; there are: 7",
    '; did you mean "7"?',
    "receive from the broker",
    "tell the broker",
    "send acts",
    "say who is here",
    ": 7",
    *ALTERNATIVES.values(),
    "shows hashtags only with a token",
}
"""What is sent or logged, what names a task, what is unreadable, and pieces of sentences."""

FILLED = {
    "_said(closed)": ": 7",
    "perhaps(key, readers)": "",
    "cutter.fault": "longer than 4 MiB",
}


OURS = ROOT / "moderator"
LEARNING = ("corpus", "evaluating", "score", "training", "vectors")
COMPLAINING = [
    *(OURS / "commands").glob("*.py"),
    *(OURS / "config").glob("*.py"),
    *(ROOT / "feeds" / name for name in ("recording.py", "parts.py", "record.py", "unpack.py")),
    *(
        OURS / name
        for name in (
            "cli/streams.py",
            "desk/web/gate.py",
            "intake/content.py",
            "publish/topics.py",
            "store/erasing.py",
            "store/file.py",
            "store/patient.py",
            "store/sqlite_file.py",
            "wishes/sense.py",
        )
    ),
    *(OURS / "shelf").glob("*.py"),
    OURS / "report/part.py",
    *(OURS / "learning" / f"{name}.py" for name in LEARNING),
    *(OURS / "practice" / f"{name}.py" for name in ("checking", "file", "tables")),
]
NO_COMPLAINTS = {
    "try the journal again",
    "sign of life",
    "not for this fair",
    "seen before",
    *broken.WHY,
    "7 names 7, which is neither in the recording nor injected",
    "7 7 is there twice; keep one",
    "the post",
    "the inject",
    "the injected post",
    "stay attached",
    "record the feeds",
    "until done",
    "first picture",
    "check link 7",
    "; what went wrong stands in 7",
    "no such key7",
    "no such time zone7",
    ": look at the platform",
    "{number} journal or recording",
    "{number} journals and recordings",
    "{number} other file",
    "{number} other files",
    "BEGIN EXCLUSIVE",
    "SELECT count(*) FROM sqlite_master",
    "PRAGMA journal_mode = WAL",
    '; did you mean "7"?',
}
"""What names a task or is written down, what is said to the journal, and pieces of sentences."""


def filled(node):
    """A literal's text, with something put in where it has fields."""
    if isinstance(node, ast.JoinedStr):
        names = FILLED | ALTERNATIVES if "use another" in ast.unparse(node) else FILLED
        parts = [
            part.value
            if isinstance(part, ast.Constant)
            else names.get(ast.unparse(part.value), "7")
            for part in node.values
        ]
        return "".join(parts)
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def sentences(path):
    """The texts in a file that a reader might meet."""
    tree = ast.parse(path.read_text())
    inner = {
        id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr)
        for part in ast.walk(node) if part is not node
    }  # fmt: skip
    inner |= {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    found = {filled(node) for node in ast.walk(tree) if id(node) not in inner}
    return {text for text in found if " " in text.strip()}


@pytest.mark.parametrize("path", [*SOURCES, *PUBLISHING], ids=lambda path: path.stem)
def test_no_reason_of_a_feed_or_of_the_broker_stays_english(path):
    speak("nl")
    english = {text for text in sentences(path) - NO_REASONS if told(text) == text}
    english = {text for text in english if not text.startswith(("must be", "these are not"))}
    assert english == set()


@pytest.mark.parametrize("path", COMPLAINING, ids=lambda path: path.stem)
def test_no_complaint_of_a_command_stays_english(path):
    speak("nl")
    english = {text for text in sentences(path) if told(text) == text and text not in NO_COMPLAINTS}
    assert {text for text in english if re.search("[a-z]{2} [a-z]{2}", text)} == set()


def test_no_sentence_is_known_that_nothing_says():
    anywhere = [*(ROOT / "feeds").rglob("*.py"), *PUBLISHING, *COMPLAINING]
    said = "".join(path.read_text() for path in anywhere)
    said = re.sub(r'"\n\s+f?"', "", said)
    ours = {
        max(re.split(r"{\w+}", each), key=len)
        for each in set(SENTENCES) - {*SYSTEM, *TYPED, *MISSING, *PARSING}
    }
    assert {each for each in ours if each.split(":")[0].strip() not in said} == set()


REASONS = {
    "nothing came for 30 seconds": "er kwam 30 seconden lang niets",
    "posts may be missing, asking again: social.example asks to come back later": (
        "er ontbreken misschien berichten, ze worden opnieuw gevraagd:"
        " social.example vraagt om later terug te komen"
    ),
    "threads: no answer": "gesprekken: geen antwoord",
    "the reply is not from X's API (text/html)": (
        "het antwoord komt niet van de API van X (text/html)"
    ),
    "the broker: [Errno 111] Connection refused": (
        "de broker: de verbinding werd geweigerd (fout 111)"
    ),
    "[feeds.x] token_file: the file that it names cannot be read: permission denied": (
        "[feeds.x] token_file: het bestand dat het noemt, is niet te lezen: geen toestemming"
    ),
    "x: 4 received = 2 shown + 1 folded + 0 duplicates + 0 filtered + 1 unreadable; 0 deleted": (
        "x: 4 ontvangen = 2 getoond + 1 ingevouwen + 0 dubbel + 0 gefilterd + 1 onleesbaar;"
        " 0 verwijderd"
    ),
    "x: retrying: X does not answer": "x: probeert opnieuw: X antwoordt niet",
    "x: silent: look at the platform": "x: stil: kijk op het platform",
    'a.toml: [fair] hashtg: no such key; did you mean "hashtag"?': (
        'a.toml: [fair] hashtg: die sleutel bestaat niet; bedoelde je "hashtag"?'
    ),
    "--at noon: give a time of day such as 11:00": (
        "--at noon: geef een tijd van de dag, zoals 11:00"
    ),
    "a trap names x:7, which is neither in the recording nor injected": (
        "een valstrik noemt x:7, dat niet in de opname staat en geen ingreep is"
    ),
    "inject storm names x:7, which is neither in the recording nor injected": (
        "ingreep storm noemt x:7, dat niet in de opname staat en geen ingreep is"
    ),
    "day.toml: the injected post x:7 is there twice; keep one": (
        "day.toml: het bericht x:7 van een ingreep staat er twee keer; laat er één staan"
    ),
    "day.toml: the inject storm is there twice; keep one": (
        "day.toml: de ingreep storm staat er twee keer; laat er één staan"
    ),
    "day.toml: version: must be 1": "day.toml: version: moet 1 zijn",
    "day.toml: [cases] item 1, want: must be 'nudge', 'dismiss' or 'wait'": (
        "day.toml: [cases] item 1, want: moet 'nudge', 'dismiss' of 'wait' zijn"
    ),
    "an engine of another version says: {this}": "an engine of another version says: {this}",
}


NO_JSON = (
    b"", b"a", b'{"a', b'{"a" 1}', b"1 2", b"{a}", b'"\x01"', b'"\\x"', b"tru", b"nul", b"fals",
    b"01", b"1.", b"1e", b"-", b"\xff", b'"\xff"', b'"\\ud800"', b'"\\udc00"', b"[1 2]",
    b'{"a":1 "b"}', b"[1,]", b"1e999", b"[" * 2000, b"\xef\xbb\xbf{}",
)  # fmt: skip


@pytest.mark.parametrize("line", NO_JSON)
def test_why_a_line_is_no_json_is_said_in_dutch(line):
    with pytest.raises(orjson.JSONDecodeError) as error:
        orjson.loads(line)
    speak("nl")
    said = told(f"line 1: not JSON: {error.value.msg}"[:80])
    assert said.startswith("regel 1: geen JSON: ")
    assert error.value.msg not in said


@pytest.mark.parametrize(("reason", "dutch"), REASONS.items(), ids=REASONS)
def test_a_reason_is_dutch_with_what_fills_it_in(reason, dutch):
    speak("nl")
    assert told(reason) == dutch
    speak("en")
    assert told(reason) == reason


def test_a_text_of_sentences_within_sentences_without_end_is_told():
    speak("nl")
    assert told("threads: " * 9 + "no answer") == "gesprekken: " * 9 + "geen antwoord"
    assert told("threads: " * 5000 + "no answer").startswith("gesprekken: gesprekken: ")


def test_a_long_text_that_is_almost_a_reason_takes_no_time():
    speak("nl")
    almost = "1 received = 1 shown + 1 folded + " * 3000
    assert told(almost) == almost


def test_what_a_platform_says_itself_stays_as_it_is():
    speak("nl")
    refusal = Refusals("X", {}).failure(400, {}, b'{"detail": "{bad} rule: of it"}', now=NOON)
    assert told(str(refusal)) == "X neemt de vraag niet aan (400): {bad} rule: of it"
    assert told("") == ""
