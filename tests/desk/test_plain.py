"""A fair told in plain lines, and orders that are typed to it."""

import asyncio
import io

import pytest

from moderator.core.case import State
from moderator.core.facts import ActKind
from moderator.core.labels import Label
from moderator.desk.orders.table import Orders
from moderator.desk.plain import MOST, Plain, run_plain
from moderator.desk.telling.teller import Teller
from moderator.wishes.wish import Wish
from tests.desk import fair
from tests.fakes import FakeDay, a_case, a_line, at


async def told(day, *orders):
    """Give the lines of plain mode; with orders, as if a moderator had typed them."""
    out = io.StringIO()
    typed = io.StringIO("".join(f"{order}\n" for order in orders)) if orders else None
    await run_plain(day, out=out, typed=typed, pull_seconds=0)
    return out.getvalue().splitlines()


async def test_a_recording_is_told_in_order_and_ends_with_what_remains():
    lines = await told(fair.at_work())
    assert lines[0] == (
        "11:02 case 1, question from lotte_v to Zorggroep Noord, waiting: "
        "is dit ook parttime te doen?"
    )
    assert lines[1].startswith("11:12 case 1, due")
    times = [line[:5] for line in lines[: lines.index("")]]
    assert times == sorted(times)
    assert "5 cases still lack a follow-up." in lines
    assert lines[-1] == "61 received = 15 shown + 46 folded"


async def test_the_end_is_told_only_once_all_of_the_recording_is_judged():
    day, judged = fair.at_work(), asyncio.Event()
    day.until_done = judged.wait
    teller = Teller(day)
    plain = Plain(teller, Orders(day, teller), io.StringIO(), pull_seconds=0)
    ending = asyncio.create_task(plain._await_end())
    assert day.player.finished
    assert not any("has ended" in line for line in plain.news())
    judged.set()
    await ending
    assert plain.news() == ["The recording has ended. 5 cases still lack a follow-up."]
    assert not plain.news()


async def test_equal_recordings_give_equal_lines():
    assert await told(fair.at_work()) == await told(fair.at_work())


async def test_a_quiet_day_ends_with_nobody_waiting():
    lines = await told(FakeDay([a_line("o", "10:00", "vera", "Hallo")]))
    assert lines[:2] == ["", "Nobody is waiting."]


async def test_there_is_no_colour_and_no_box():
    text = "\n".join(await told(fair.at_work(), "list", "show 1", "help"))
    assert not set(text) & set("\x1b│─╭▌●")


async def test_a_case_is_shown_with_its_conversation_and_history():
    lines = await told(fair.at_work(), "show 1")
    assert (
        "11:02 p2, question 0.97 by lotte_v: @zorggroepnoord is dit ook parttime te doen?" in lines
    )
    assert "11:32 overdue" in lines


async def test_of_a_very_long_post_the_beginning_is_told_and_show_tells_all_of_it():
    text = "Is er werk? " * 100
    day = FakeDay([a_line("q", "10:00", "vera", text)])
    found, whole = (line for line in await told(day, "find werk", "show p1") if "vera" in line)
    assert found.endswith("…")
    assert len(found) < 600
    assert whole.endswith(text)


async def test_closing_and_undoing_are_told():
    day = fair.at_work()
    lines = await told(day, "resolve 1", "undo", "dismiss 2", "reopen 2")
    assert "Resolved: question from lotte_v to Zorggroep Noord. Type undo to take it back." in lines
    assert "Undone: resolved, question from lotte_v to Zorggroep Noord" in lines
    assert day.case("q1").state is State.OPEN
    assert day.case("b1").state is State.OPEN


async def test_what_one_does_is_heard_once_and_what_another_does_as_well():
    day = fair.at_work()
    day.moderator = "bram"
    await day.act(Wish(ActKind.CLAIM, "q2"))
    day.moderator = "anna"
    lines = await told(day, "claim 1", "note 1 HR belt", "resolve 1", "list")
    assert not any("by anna" in line for line in lines)
    assert any(line.startswith("11:45 case 3, claimed") and "by bram" in line for line in lines)


async def test_a_fair_in_the_middle_is_summed_up_for_who_types_and_told_in_full_to_a_log():
    names = [f"vera_{number}" for number in range(MOST + 1)]
    lines = [a_line(name, "11:00", name, "Parttime?", Label.QUESTION, case=name) for name in names]
    cases = [a_case(name, name, "UWV", opened="11:00") for name in names]
    day = FakeDay(lines, cases, live=True)
    assert (await told(day, "show 21"))[1:3] == [
        "Much happened at once. Cases opened: 21, closed: 0.",
        "21 cases still lack a follow-up. Type list to hear them.",
    ]
    in_full = await told(FakeDay(lines, cases))
    assert in_full[20].startswith("11:00 case 21, question from vera_20")


async def test_a_label_may_be_said_by_its_beginning():
    day = fair.at_work()
    await told(day, "label 1 broken link", "label 3 react")
    assert [act.label for act in day.acts] == [Label.BROKEN_LINK, Label.REACTION]


@pytest.mark.parametrize(
    ("order", "answer"),
    [
        ("frobnicate", "frobnicate is not understood"),
        ("s", "s may be show, side, snooze, speed, split, step, stream: type more of it."),
        ("show", "Say the number of a case"),
        ("show 99", "Nothing has the number 99. Say the number of a case"),
        ("show ²", "Say the number of a case"),
        ("resolve 999999999999", "Say the number of a case"),
        ("reopen 1", "This case is open already: question from lotte_v"),
        ("label", "Say the number of a case, or p"),
        ("label p9", "Nothing has the number p9. Say the number of a case, or p"),
        ("claim", "Say the number of a case"),
        ("undo", "There is nothing to undo."),
        ("stream", "Type: stream on|off|WORDS."),
        ("speed snel", "Say how many times as fast"),
        ("jump", "Say to which time: jump 11:42, or jump +15."),
        ("jump straks", "That is no time"),
        ("jump 9:00", "It is 11:45 already"),
        ("debrief", "That is for practice only."),
        ("help frobnicate", "frobnicate is not understood"),
        ("undo 2", "Type just undo: nothing stands behind it."),
        ("step 5", "Type just step: nothing stands behind it."),
        ("employers frobnicate", "No employer is called so."),
    ],
)
async def test_what_cannot_be_done_is_answered_in_one_line(order, answer):
    lines = await told(fair.at_work(arrived=14), order)
    assert lines[-1].startswith(answer)


async def test_replay_orders_steer_the_player():
    day = fair.to_be_played()
    lines = await told(day, "step", "jump 11:20", "speed max", "play", "pause")
    assert day.clock == at("11:20")
    assert "Jumped to 11:20." in lines
    assert day.player.speed == float("inf")
    assert any(line.startswith("11:14 case 2, broken link") for line in lines)


async def test_a_jump_beyond_the_end_says_when_the_recording_ends():
    lines = await told(fair.to_be_played(), "jump 23:00")
    assert "The recording ends at 11:42." in lines
    assert "Jumped to 23:00." not in lines


async def test_every_post_is_told_once_one_asks_for_it():
    lines = await told(fair.to_be_played(), "stream on", "step", "stream off", "step", "help")
    assert (
        "10:40 p1, vacancy 0.90 by bakkerbolt, employer: Wij zoeken een nachtbakker."
        in "\n".join(lines)
    )
    assert sum("nachtbakker" in line for line in lines) == 1


async def test_a_live_fair_knows_no_orders_of_a_replay():
    lines = await told(fair.at_work(live=True), "help", "speed 5")
    assert not any(line.startswith("speed N") for line in lines)
    assert lines[-1] == "This fair is live: nothing is played."


async def test_a_case_that_is_none_any_more_is_said_to_be_so():
    day = fair.at_work()
    lines = await told(day, "label 1 react", "list", "undo", "list")
    assert lines.count("case 1 is no case any more.") == 1
    again = "11:45 case 1, a case again, overdue: question from lotte_v to Zorggroep Noord"
    assert lines.count(again) == 1
    assert sum(line.startswith("11:02 case 1, question") for line in lines) == 1


async def test_quitting_leaves_the_rest_unsaid():
    left = await told(fair.at_work(), "quit")
    assert await told(fair.at_work(), "quit", "help") == left
    assert await told(fair.at_work(), "help", "quit") != left
