"""One letter gives a post another label."""

import pytest

from moderator.core.labels import Label
from moderator.desk.boxes.relabel import Relabel, letters
from moderator.words.language import speak
from tests.desk import fair
from tests.desk.screen import desk_of, on_screen


async def test_relabelling_starts_on_the_present_label():
    async with desk_of(fair.at_work()) as (pilot, _):
        await pilot.press("l")
        assert isinstance(pilot.app.screen, Relabel)
        assert pilot.app.screen.present is Label.QUESTION
        assert "● q" in on_screen(pilot)


async def test_one_letter_relabels_the_post_that_opened_the_case():
    day = fair.at_work()
    async with desk_of(day) as (pilot, desk):
        await pilot.press("l", "v")
        await pilot.pause()
        assert [(act.target, act.label) for act in day.acts] == [("q1", Label.VACANCY)]
        assert "Now vacancy" in desk.status.said


async def test_a_label_can_be_entered_or_clicked():
    day = fair.at_work()
    async with desk_of(day) as (pilot, _):
        await pilot.press("l", "down", "enter")
        await pilot.press("l")
        await pilot.click("OptionList", offset=(4, 0))
        await pilot.pause()
        assert [act.label for act in day.acts] == [Label.FOLLOW_UP, Label.SPAM]


@pytest.mark.parametrize(("language", "keys"), [("en", "sbqfvcrpo"), ("nl", "skvoanrpe")])
def test_every_label_has_a_letter_of_its_own(language, keys):
    speak(language)
    assert letters() == dict(zip(keys, Label, strict=True))


async def test_a_post_of_the_stream_can_be_relabelled():
    day = fair.at_work()
    async with desk_of(day) as (pilot, desk):
        await pilot.press("tab", "tab", "up", "l", "r")
        await pilot.pause()
        assert [act.target for act in day.acts] == ["o1"]
        assert desk.line.corrected


async def test_leaving_the_chooser_changes_nothing():
    day = fair.at_work()
    async with desk_of(day) as (pilot, _):
        await pilot.press("l", "escape")
        assert not day.acts
