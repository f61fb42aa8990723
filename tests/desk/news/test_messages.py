"""That nothing of weight that the desk says goes by unseen."""

import io
from dataclasses import replace
from datetime import timedelta

from feeds.post import Gap
from feeds.status import FeedState, Status
from moderator.core.board import Accounting, FeedGap
from moderator.core.case import Moved, State
from moderator.core.facts import Acted, ActKind
from moderator.desk.boxes.messages import MessagesScreen
from moderator.desk.plain import run_plain
from moderator.intake.tally import FeedStatus
from moderator.wishes.sense import Refused
from moderator.wishes.wish import Wish
from moderator.words.language import speak
from tests.desk import fair
from tests.desk.screen import desk_of, on_screen
from tests.fakes import START, at


class Hand:
    """A clock that goes on when it is told to."""

    def __init__(self):
        self.now = 0.0

    def __call__(self):
        return self.now


def refused(day, *, text=""):
    """A note that was kept while the fair was out of reach, and came to nothing."""
    act = Acted("a1", ActKind.NOTE, "q1", "moderator", START, 1, text=text)
    day.turned_down = [Refused(act, "that case or post is not there any more")]


async def test_a_message_that_weighs_stands_until_a_key_is_pressed_after_it_could_be_read():
    day = fair.at_work()
    async with desk_of(day, size=(120, 40)) as (pilot, desk):
        desk.status.clock = hand = Hand()
        desk.voice.tell("bram hands you a case")
        await pilot.press("j")
        assert desk.status.said == "bram hands you a case"
        hand.now += 3
        await pilot.press("j")
        assert desk.status.said == ""
        assert "posts" in on_screen(pilot).splitlines()[-2]


async def test_a_message_that_weighs_comes_back_after_one_that_took_its_place():
    day = fair.at_work()
    async with desk_of(day, size=(120, 40)) as (pilot, desk):
        desk.status.clock = hand = Hand()
        desk.voice.tell("first")
        desk.voice.tell("second")
        assert desk.status.hint == "  ·  1 more, h: all"
        hand.now += 1
        await pilot.press("c")
        assert desk.status.said.startswith("Yours now: ")
        hand.now += 60
        await pilot.press("j")
        desk.status.hush()
        assert desk.status.said == "first"
        hand.now += 3
        await pilot.press("j")
        assert (desk.status.said, desk.status.hint) == ("second", "  ·  any key; h: all")


async def test_a_message_that_is_cut_off_says_which_key_shows_all_of_it():
    async with desk_of(fair.at_work(), size=(60, 20)) as (pilot, desk):
        desk.say("fair · retrying · the broker does not let us publish: Not authorized")
        shown = on_screen(pilot).splitlines()[-2]
        assert shown.startswith(" fair · retrying · the broker")
        assert shown.endswith("…  ·  h: all")
        desk.say("short")
        assert "h: all" not in on_screen(pilot).splitlines()[-2]


async def test_one_key_shows_what_was_said_of_late_and_counts_as_having_seen_it():
    day = fair.at_work()
    async with desk_of(day, size=(100, 40)) as (pilot, desk):
        desk.voice.tell("bram hands you a case: " + "a long note " * 12 + "lastword")
        await pilot.press("c", "h")
        assert isinstance(pilot.app.screen, MessagesScreen)
        shown = on_screen(pilot)
        assert shown.index("Yours now: question") < shown.index("! bram hands you a case")
        assert "lastword" in shown
        assert "What was said before this desk was opened is not kept" in shown
        await pilot.press("h")
        desk.status.hush()
        assert desk.status.said == ""


async def test_an_act_that_came_to_nothing_after_all_is_told_with_its_words():
    day = fair.at_work()
    async with desk_of(day, size=(160, 40)) as (_, desk):
        refused(day, text="belde HR")
        desk.look()
        said = (
            "Not done after all: a note, question from lotte_v to Zorggroep Noord:"
            " that case or post is not there any more: “belde HR”"
        )
        assert desk.status.said == said
        desk.look()
        assert desk.messages.unseen == 1


async def test_a_case_that_comes_back_is_told_until_it_was_seen_and_is_kept():
    day = fair.at_work()
    async with desk_of(day, size=(120, 40)) as (pilot, desk):
        await day.act(Wish(ActKind.SNOOZE, "q1", until=at("11:50")))
        desk.look()
        day.now = at("11:51")
        desk.look()
        back = "Back among those that wait: question from lotte_v to Zorggroep Noord"
        assert desk.messages.first_unseen.text == back
        await pilot.press("h")
        assert "Back among those that wait: question from lotte_v" in on_screen(pilot)


async def test_what_one_did_oneself_is_told_once():
    day = fair.at_work()
    async with desk_of(day, size=(120, 40)) as (pilot, desk):
        await pilot.press("r")
        assert desk.status.said.startswith("Resolved: question from lotte_v")
        await pilot.press("h")
        assert "No longer waiting" not in on_screen(pilot)


async def test_of_a_case_set_aside_that_is_left_it_is_told_what_became_of_it():
    day = fair.at_work()
    async with desk_of(day, size=(120, 40)) as (pilot, desk):
        for case in ("q1", "q2"):
            await day.act(Wish(ActKind.SNOOZE, case))
        await pilot.press("3")
        assert desk.case.id == "q1"
        answer = Moved(day.now, State.ANSWERED, "Zorggroep Noord")
        asked = day.every_case[0]
        history = (*asked.history, answer)
        day.every_case[0] = replace(asked, state=answer.state, history=history)
        desk.look()
        assert desk.status.said.startswith("No longer waiting, answered by Zorggroep Noord: ")
        assert desk.case.id == "q2"
        await pilot.press("s", "s")
        assert desk.status.said.startswith("Undone: set aside, question from pieter_dv")
        assert not desk.messages.unseen


async def test_plain_mode_tells_once_that_an_act_came_to_nothing_after_all():
    speak("nl")
    day = fair.at_work(live=True)
    refused(day)
    out = io.StringIO()
    await run_plain(day, out=out, typed=io.StringIO("cijfers\nbronnen\n"), pull_seconds=0)
    said = "Toch niet gedaan: een notitie, vraag van lotte_v aan Zorggroep Noord: die zaak of dat"
    assert out.getvalue().count(said) == 1


async def test_a_feed_that_stopped_stands_until_a_key_is_pressed_and_one_that_is_silent_is_said():
    day = fair.at_work(live=True)
    why = "X wants to be paid: the app's credits are used up; buy more, and start again"
    async with desk_of(day, size=(160, 40)) as (pilot, desk):
        desk.status.clock = hand = Hand()
        day.every_feed = [FeedStatus(Status("x", FeedState.STOPPED, reason=why), Accounting())]
        desk.look()
        assert desk.status.said == f"x · stopped · {why}"
        hand.now += 3
        await pilot.press("j")
        desk.look()
        assert desk.status.said == ""
        gap = FeedGap("x", Gap(START, START + timedelta(minutes=1), filled=False))
        day.every_feed = [FeedStatus(Status("x", FeedState.SILENT), Accounting(), (gap,))]
        desk.look()
        assert desk.status.said == "x · silent"
        assert desk.messages.first_unseen.text.startswith("x: posts may be missing from")
        await pilot.press("i")
        assert "Every record is accounted for." not in on_screen(pilot)
        assert "posts that never came are told below" in on_screen(pilot)
        await pilot.press("i", "h")
        assert "x: posts may be missing from" in on_screen(pilot)


async def test_a_feed_that_is_lost_and_one_that_is_back_are_said_and_no_other_that_is_well():
    day = fair.at_work(live=True)
    lost = Status("x", FeedState.RETRYING, reason="the broker: no answer", retry_seconds=8.0)
    broker = Status("broker", FeedState.RETRYING, gives_posts=False)
    async with desk_of(day, size=(160, 40)) as (_, desk):

        def come_to(*feeds):
            day.every_feed = [FeedStatus(each, Accounting()) for each in feeds]
            desk.look()
            return [message.text for message in desk.messages]

        assert come_to(Status("x", FeedState.CONNECTED), Status("y", FeedState.CONNECTED)) == []
        said = come_to(lost, broker)
        assert said == ["x · retrying · the broker: no answer", "broker · retrying"]
        assert desk.status.said == said[0]
        assert come_to(replace(lost, retry_seconds=4.0), broker) == said
        assert come_to(Status("x", FeedState.STARTING), broker) == said
        assert come_to(Status("x", FeedState.QUIET), broker)[0] == "x · quiet"
        assert come_to(Status("x", FeedState.CONNECTED), broker)[0] == "x · quiet"


async def test_that_the_clock_was_put_back_behind_ones_acts_must_be_seen():
    day = fair.at_work(live=True)
    day.now = at("12:40")
    await day.act(Wish(ActKind.RESOLVE, "q1"))
    async with desk_of(day, size=(160, 40)) as (_, desk):
        desk.look()
        assert list(desk.messages) == []
        for now in ("11:40", "11:41"):
            day.now = at(now)
            desk.look()
        (told,) = desk.messages
        assert told.weighs
        assert "It is 11:40, and what you did last is of 12:40" in told.text
    day.now = at("11:41") - timedelta(days=1)
    out = io.StringIO()
    await run_plain(day, out=out, typed=io.StringIO("figures\n"), pull_seconds=0)
    assert "It is 11:41, and what you did last is of May 12 12:40" in out.getvalue()


async def test_a_note_of_a_feed_is_said_once_whatever_its_figure():
    day = fair.at_work(live=True)
    note = "this computer's clock is {} min ahead of that of X; set it by the network"
    async with desk_of(day, size=(160, 40)) as (_, desk):
        for minutes in (60, 61):
            now = Status("x", FeedState.CONNECTED, notes=(note.format(minutes),))
            day.every_feed = [FeedStatus(now, Accounting())]
            desk.look()
        assert [message.text for message in desk.messages] == [f"x: {note.format(60)}"]


async def test_a_record_that_cannot_be_read_is_not_told_as_missing():
    async with desk_of(fair.at_work(unreadable=2), size=(120, 40)) as (pilot, _):
        await pilot.press("i")
        assert "+ 2 unreadable" in on_screen(pilot)
        assert "MISSING" not in on_screen(pilot)
        assert "Every record is accounted for." in on_screen(pilot)


async def test_a_long_message_goes_on_below_its_words_and_not_below_its_time():
    async with desk_of(fair.at_work(live=True), size=(80, 24)) as (pilot, desk):
        desk.voice.tell("bram hands you a case " + "word " * 20)
        await pilot.press("h")
        await pilot.pause()
        shown = [line for line in on_screen(pilot).splitlines() if "word word" in line]
        assert len(shown) == 2
        assert shown[0].index("bram") == shown[1].index("word")
