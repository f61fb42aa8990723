"""That a reason is given in the reader's language, whatever fills it in."""

import orjson
import pytest

from feeds.web.refusal import Refusals
from moderator.words.language import speak
from moderator.words.reasons import told
from tests.clocks import NOON

REASONS = {
    "nothing came for 30 seconds": "er kwam 30 seconden lang niets",
    "posts may be missing, asking again: social.example asks to come back later": (
        "er ontbreken misschien berichten, ze worden opnieuw gevraagd:"
        " social.example vraagt om later terug te komen"
    ),
    "$0.41 of $1000.00 spent": "$0,41 van $1.000,00 uitgegeven",
    "$much of $1000 spent": "$much van $1000 uitgegeven",
    "threads: X does not answer": "gesprekken: X antwoordt niet",
    "threads: X asks to come back later; next try in 14 min": (
        "gesprekken: X vraagt om later terug te komen; volgende poging over 14 min"
    ),
    "accounts of the fair that are not on Bluesky: e0.example, e1.example and 3 more": (
        "accounts van de banenmarkt die niet op Bluesky zijn: e0.example, e1.example en nog 3"
    ),
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
        "x: 4 ontvangen = 2 getoond + 1 ingevouwen + 0 dubbel + 0 uitgefilterd + 1 onleesbaar;"
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
    "c.toml: [classifier] second: must be 'auto' or 'off'": (
        "c.toml: [classifier] second: moet 'auto' of 'off' zijn"
    ),
    "open: X does not answer": "open: X antwoordt niet",
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
    assert told("threads: " * 9 + "not JSON") == "gesprekken: " * 9 + "geen JSON"
    assert told("threads: " * 5000 + "not JSON").startswith("gesprekken: gesprekken: ")


def test_a_long_text_that_is_almost_a_reason_takes_no_time():
    speak("nl")
    almost = "1 received = 1 shown + 1 folded + " * 3000
    assert told(almost) == almost


def test_what_a_platform_says_itself_stays_as_it_is():
    speak("nl")
    refusal = Refusals("X", {}).failure(400, {}, b'{"detail": "{bad} rule: of it"}', now=NOON)
    assert told(str(refusal)) == "X neemt de vraag niet aan (400): {bad} rule: of it"
    assert told("") == ""
