"""The command palette knows every act by all that it is called, in both languages."""

import pytest

from moderator.desk.keys.keys import ACTS, act_of
from moderator.desk.keys.names import ORDERS, STREET, called
from moderator.desk.keys.typed import ORDERS as TYPED
from moderator.words.language import everywhere, speak
from tests.desk import fair
from tests.desk.screen import desk_of, shown


def found(word):
    return [act_of(act.action) for act in ACTS if called(act).begins(word.split())]


@pytest.mark.parametrize("order", TYPED)
def test_every_order_of_plain_mode_finds_an_act_in_both_languages(order):
    for usage in everywhere(TYPED[order][0]):
        assert found(usage.split()[0])


@pytest.mark.parametrize(
    ("word", "action"),
    [
        ("splits", "split"),
        ("split", "split"),
        ("snooze", "snooze"),
        ("uitstellen", "snooze"),
        ("samenvoegen", "merge"),
        ("megafoon", "messages"),
        ("megaphone", "employers"),
        ("opgelost", "resolve"),
        ("geef", "hand_over"),
        ("overdragen", "hand_over"),
        ("bronnen", "intake"),
        ("gat", "intake"),
        ("afsluiten", "app.quit"),
    ],
)
def test_an_act_is_found_by_everyday_words(word, action):
    assert action in found(word)


def test_no_name_is_given_to_an_act_that_is_not_there():
    codes = {act_of(act.action).removeprefix("app.") for act in ACTS}
    assert set(STREET) <= codes
    assert set(ORDERS) <= codes


@pytest.mark.parametrize("language", ["en", "nl"])
async def test_the_palette_puts_what_is_called_so_first_whatever_language_is_spoken(language):
    speak(language)
    merge = {"en": "▸ Merge  M", "nl": "▸ Voeg samen  M"}
    async with desk_of(fair.at_work(arrived=12), size=(120, 40)) as (pilot, _):
        for typed in ("samenvoegen", "merge", "combine"):
            await pilot.press("ctrl+p", *typed)
            await shown(pilot, merge[language])
            await pilot.press("escape", "escape")


async def test_of_a_replay_that_has_ended_the_palette_says_so():
    async with desk_of(fair.at_work(), size=(120, 40)) as (pilot, _):
        await pilot.press("ctrl+p", *"faster")
        await shown(pilot, "The recording has ended.")


async def test_of_an_act_that_does_not_exist_now_the_palette_says_why():
    async with desk_of(fair.at_work(arrived=12), size=(120, 40)) as (pilot, desk):
        for typed, why in [
            ("split", "This case is a single post."),
            ("debrief", "for practice only"),
        ]:
            await pilot.press("ctrl+p", *typed)
            await shown(pilot, why)
            await pilot.press("enter")
            assert pilot.app.screen is desk
