"""That no word of the desk escapes the catalog: it is driven in a language of its own making."""

import io
import re
from dataclasses import replace
from gettext import NullTranslations

import pytest
from textual.widgets import TextArea

from moderator.desk.app import DeskApp
from moderator.desk.content.conversation import conversation
from moderator.desk.keys.keys import GROUPS, MOVES, shown
from moderator.desk.plain import run_plain
from moderator.words.language import speak
from tests.desk import fair
from tests.desk.screen import on_screen
from tests.desk.test_snapshots import SCREENS

GREEK = {ord(latin): greek for latin, greek in zip("abcdefghijklmnopqrstuvwxyz",
         "αβψδεφγηιξκλμνοπζρστθωχυςν", strict=True)}  # fmt: skip
GREEK |= {latin - 32: greek.upper() for latin, greek in GREEK.items()}
FIELD = re.compile(r"(\{[^}]*\})")


class Transcribed(NullTranslations):
    """Every sentence in Greek letters; the fields stay."""

    def gettext(self, message):
        parts = FIELD.split(message)
        return "".join(part if part[:1] == "{" else part.translate(GREEK) for part in parts)

    def ngettext(self, msgid1, msgid2, n):
        return self.gettext(msgid1 if n == 1 else msgid2)


def transcribe():
    speak("en", Transcribed())


def latin_words(text):
    return set(re.findall(r"[A-Za-z]{2,}", text))


def of_the_day(day):
    """Everything on the screen that is not the program's own word."""
    texts = [str(day.fair), "May", "max", "Banenmarkt", "moderator"]
    texts += [str(line) for line in day.lines] + [str(case) for case in day.every_case]
    texts += [f"{feed.now.name} {feed.now.reason}" for feed in day.feeds()]
    texts += [str(day.practice.scenario)] if day.practice else []
    texts += [shown(binding) for _group, keys in GROUPS for binding in keys]
    texts += [keys for keys, _meaning in MOVES]
    return " ".join(texts)


@pytest.mark.parametrize("screen", SCREENS)
async def test_no_word_on_the_screen_stands_outside_the_catalog(screen):
    transcribe()
    make_day, keys = SCREENS[screen]
    day = make_day()
    async with DeskApp(day).run_test(size=(160, 50)) as pilot:
        await pilot.pause()
        await pilot.press(*keys)
        await pilot.pause()
        drafts = [area.text for area in pilot.app.screen.query(TextArea)]
        typed = "".join(key for key in keys if len(key) == 1)
        known = " ".join([of_the_day(day), typed, *drafts])
        assert {word for word in latin_words(on_screen(pilot)) if word not in known} == set()


async def test_who_presses_the_keys_of_habit_is_told_in_their_language_how_to_leave():
    transcribe()
    async with DeskApp(fair.at_work()).run_test(size=(120, 40)) as pilot:
        await pilot.press("ctrl+c")
        await pilot.pause()
        (told,) = pilot.app._notifications
        assert latin_words(f"{told.title} {told.message}") == set()
        assert pilot.app.is_running


async def test_no_word_of_plain_mode_stands_outside_the_catalog():
    transcribe()
    day = fair.at_work(arrived=14)
    out = io.StringIO()
    orders = [
        "help",
        "list all",
        "show 1",
        "show 2",
        "resolve 1",
        "undo",
        "label 2 other",
        "figures",
    ]
    orders += ["stream on", "pause", "play", "step", "speed max", "jump 8", "reopen 3", "nonsense"]
    await run_plain(day, out=out, typed=io.StringIO("\n".join(orders)), pull_seconds=0)
    known = of_the_day(day) + "nonsense moderator"
    assert {word for word in latin_words(out.getvalue()) if word not in known} == set()


async def test_the_state_of_a_link_is_told_in_the_language_of_the_screen():
    speak("nl")
    day = fair.at_work()
    place = next(place for place, case in enumerate(day.every_case) if case.id == "b1")
    day.every_case[place] = replace(day.every_case[place], link_note="dead: b.example zegt 404")
    out = io.StringIO()
    await run_plain(day, out=out, typed=io.StringIO("toon 2\n"), pull_seconds=0)
    told = conversation(day.case("b1"), day.thread("b1"), day=day, width=90)
    for told_so in (out.getvalue(), " ".join(map(str, told))):
        assert "dood: b.example zegt 404" in told_so


async def test_orders_and_labels_are_typed_in_the_language_of_the_screen():
    speak("nl")
    day = fair.at_work()
    out = io.StringIO()
    typed = io.StringIO("opgelost 1\nterug\nlabel 1 vacature\nlijst alles\nresolve 2\n")
    await run_plain(day, out=out, typed=typed, pull_seconds=0)
    assert [(act.kind.value, act.label) for act in day.acts] == [
        ("resolve", None), ("undo", None), ("relabel", "vacancy"), ("resolve", None),
    ]  # fmt: skip
    assert "Opgelost: vraag van lotte_v aan Zorggroep Noord. Typ terug" in out.getvalue()
