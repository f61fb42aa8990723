"""That the keys, the help, the card and the palette tell the same."""

from collections import Counter
from pathlib import Path

from docs.keycard import card
from moderator.desk.keys.keys import ACTS, BACK_KEYS, GROUPS, PRACTICE, act_of, acts_of, listed
from tests.desk import fair
from tests.desk.screen import desk_of, on_screen

ROOT = Path(__file__).parents[3]


def test_no_key_does_two_things():
    keys = Counter(
        key for _group, bindings in GROUPS for one in bindings for key in one.key.split(",")
    )
    assert [key for key, number in keys.items() if number > 1] == []


def test_the_key_card_is_made_from_the_keys():
    assert (ROOT / "docs/key-card.md").read_text(encoding="utf-8") == card()


async def test_every_key_is_an_act_that_exists_and_every_act_has_a_key():
    async with desk_of(fair.at_work(arrived=12)) as (_pilot, desk):
        names = [act_of(binding.action) for binding in (*ACTS, *BACK_KEYS)]
        of_the_program = [name for name in names if name.startswith("app.")]
        assert sorted(desk.acts) == sorted({*names} - {*of_the_program})
        for name in of_the_program:
            assert hasattr(desk.app, f"action_{name.removeprefix('app.')}"), name


async def test_every_act_that_exists_now_is_in_the_palette_with_its_key():
    async with desk_of(fair.at_work(arrived=12)) as (_pilot, desk):
        titles = [listed(act) for act in acts_of(desk)]
        assert {"Nudge  n", "Claim  c", "Snooze  s", "Merge  M", "Employers  e"} <= {*titles}


async def test_the_help_tells_by_what_the_queue_is_sorted():
    async with desk_of(fair.at_work(), size=(120, 90)) as (pilot, _):
        await pilot.press("question_mark")
        screen = " ".join(word for word in on_screen(pilot).split() if word != "│")
    assert "Overdue (after 30 min) comes before due (after 10 min), and that before" in screen
    assert "what concerns most people comes first: who asked, and who passed the vacancy" in screen


async def test_the_help_tells_every_key():
    async with desk_of(fair.at_work(arrived=12), size=(120, 70)) as (pilot, _):
        await pilot.press("question_mark")
        screen = on_screen(pilot)
        for group, bindings in GROUPS:
            for binding in bindings:
                assert (binding.tooltip in screen) == (group != PRACTICE)


async def test_the_help_is_made_from_the_keys():
    async with desk_of(fair.at_work(arrived=12), size=(120, 60)) as (pilot, _):
        await pilot.press("question_mark")
        screen = on_screen(pilot)
        assert "Take back the last act" in screen
        assert "Play until another case opens" in screen
