"""What a moderator wrote about a post is not told any more once that is deleted."""

from dataclasses import replace

from moderator.core.facts import Acted, ActKind
from moderator.desk.news.refusals import Refusals
from moderator.wishes.sense import Refused
from moderator.wishes.wish import Wish
from tests.desk import fair
from tests.desk.screen import desk_of, on_screen
from tests.fakes import START


def refuse_a_note(day):
    act = Acted("a1", ActKind.NOTE, "q1", "moderator", START, 1, text="belde HR")
    day.turned_down = [Refused(act, "that case or post is not there any more")]


def delete_the_question(day):
    day.lines = [replace(line, deleted=line.key == "q1") for line in day.lines]
    day.changed += 1


async def test_words_about_a_post_that_was_deleted_are_gone_from_what_was_told():
    day = fair.at_work()
    day.moderator = "bram"
    await day.act(Wish(ActKind.HAND_OVER, "q1", to="moderator", text="bel Lotte op 06"))
    day.moderator = "moderator"
    async with desk_of(day, size=(160, 40)) as (pilot, desk):
        refuse_a_note(day)
        desk.look()
        ends = {one.text.rpartition(": ")[2] for one in desk.messages}
        assert {"bel Lotte op 06", "“belde HR”"} <= ends
        delete_the_question(day)
        desk.look()
        await pilot.press("h")
        assert "bram hands you question from lotte_v" in on_screen(pilot)
        assert "Not done after all: a note, question from lotte_v" in on_screen(pilot)
        assert not [one for one in desk.messages if "06" in one.text or "HR" in one.text]


def test_words_about_a_post_that_is_deleted_already_are_not_told():
    day = fair.at_work()
    refuse_a_note(day)
    delete_the_question(day)
    (told,) = Refusals(day).news()
    assert told.endswith("that case or post is not there any more")
