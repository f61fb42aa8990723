"""Every act of the moderator, from the key that begins it to the fact that comes of it."""

from dataclasses import replace
from datetime import timedelta

import pytest
from textual.events import Paste

from moderator.core.case import State, Subject
from moderator.core.facts import Acted, ActKind
from moderator.core.labels import Label, Side
from moderator.desk.choices.proposals import others, subjects
from moderator.desk.lists.lanes import Lane
from moderator.desk.news.claims import Held
from moderator.desk.news.news import News
from moderator.desk.nudge.draft import draft
from moderator.desk.nudge.drafts import Drafts
from moderator.desk.screens.nudge import NudgeScreen
from moderator.desk.screens.write import LONGEST
from moderator.desk.sentences import deeds
from moderator.wishes.outstanding import outstanding
from moderator.wishes.sense import Later, Refused
from moderator.wishes.wish import Wish
from tests.desk import fair
from tests.desk.test_desk import desk_of, listed, on_screen
from tests.desk.test_plain import by
from tests.fakes import FakeDay, a_case, a_line, at


def done(day):
    """Give what was done to what, in order."""
    return [(act.kind.value, act.target) for act in day.acts]


async def test_a_claim_is_seen_in_words_and_the_same_key_releases():
    day = fair.at_work()
    async with desk_of(day, size=(120, 60)) as (pilot, desk):
        await pilot.press("c")
        assert "yours" in on_screen(pilot)
        assert "claimed until 12:00 by moderator" in on_screen(pilot)
        assert desk.status.said == "Yours now: question from lotte_v to Zorggroep Noord"
        await pilot.press("c")
        assert done(day) == [("claim", "q1"), ("release", "q1")]


async def test_a_closed_case_is_nobodys_until_it_waits_again():
    day = fair.at_work()
    async with desk_of(day, size=(120, 60)) as (pilot, _):
        await pilot.press("c", "r", "4")
        assert "claimed until 12:00 by moderator" in on_screen(pilot)
        assert " ● " not in on_screen(pilot)
        await pilot.press("R", "1")
        assert " ● “is dit" in on_screen(pilot)


async def test_who_else_looks_at_a_case_stands_beside_it_for_as_long_as_they_do():
    day = fair.at_work(others={"q1": ("bram", "cleo")})
    async with desk_of(day, size=(120, 60)) as (pilot, desk):
        assert on_screen(pilot).count("looked at by bram, cleo") == 2
        await pilot.press("c")
        assert "yours · looked at by bram, cleo" in on_screen(pilot)
        day.others = {}
        desk.look()
        await pilot.pause()
        assert "looked at by" not in on_screen(pilot)
        assert day.looked_at == "q1"
    assert day.looked_at is None


async def test_a_case_is_handed_to_a_colleague_with_a_note_or_without():
    day = fair.at_work(others={"q1": ("cleo",), "q2": ("bram",)})
    async with desk_of(day, size=(120, 60)) as (pilot, desk):
        await pilot.press("H")
        assert "looks at it now" in on_screen(pilot)
        await pilot.press(*"br", "enter", *"belt zelf", "enter")
        assert "bram has it now: question from lotte_v to Zorggroep Noord" in desk.status.said
        assert "claimed by bram" in on_screen(pilot)
        assert "handed over to bram until 12:00 by moderator" in on_screen(pilot)
        assert "belt zelf" in on_screen(pilot)
        await pilot.press("H", *"Dora", "enter")
        assert "Nobody here is called Dora" in on_screen(pilot)
        await pilot.press("enter")
        assert "Nobody here is called Dora" in on_screen(pilot)
        await pilot.press(*"Dora", "enter", "enter")
        await pilot.press("H", "escape", "H", *"cleo", "enter", "escape")
        await pilot.press("H", *"Moderator", "enter")
        assert desk.status.said == "Moderator is you: claim the case to have it."
    given = [(act.kind, act.target, act.to, act.text) for act in day.acts]
    assert given == [("hand over", "q1", "bram", "belt zelf"), ("hand over", "q1", "Dora", "")]


@pytest.mark.parametrize("key", ["tab", "shift+tab"])
async def test_what_is_typed_is_taken_though_one_looks_for_more_to_go_to(key):
    day = fair.at_work()
    async with desk_of(day, size=(120, 60)) as (pilot, _):
        await pilot.press("H", *"br", key, *"am", "enter", *"bram", "enter", "enter")
    assert [act.to for act in day.acts] == ["bram"]


async def test_the_colleague_that_was_moved_to_has_the_case_whatever_is_typed():
    day = fair.at_work(others={"q1": ("anna", "annemarie")})
    async with desk_of(day, size=(120, 60)) as (pilot, _):
        await pilot.press("H", *"anna", "backspace", "backspace", "down", "enter", "enter")
    assert [act.to for act in day.acts] == ["annemarie"]


async def test_who_is_handed_a_case_is_told_once_by_whom_and_what_they_wrote():
    day = fair.at_work(arrived=14)
    day.moderator = "bram"
    await day.act(Wish(ActKind.HAND_OVER, "q1", to="moderator"))
    await day.act(Wish(ActKind.HAND_OVER, "q2", to="bram"))
    day.moderator = "moderator"
    async with desk_of(day, size=(120, 60)) as (pilot, desk):
        assert desk.status.said == "bram hands you question from lotte_v to Zorggroep Noord"
        assert "yours, from bram" in on_screen(pilot)
        desk.messages.see()
        day.moderator = "cleo"
        await day.act(Wish(ActKind.HAND_OVER, "q2", to="moderator", text="de link is oud"))
        day.moderator = "moderator"
        desk.look()
        assert desk.status.said.startswith("cleo hands you ")
        assert desk.status.said.endswith(": de link is oud")


async def test_who_has_a_case_is_told_when_it_is_theirs_no_longer():
    day = fair.at_work()
    async with desk_of(day, size=(120, 60)) as (pilot, desk):
        await pilot.press("c")
        desk.messages.see()
        day.moderator = "cleo"
        await day.act(Wish(ActKind.CLAIM, "q1"))
        day.moderator = "moderator"
        desk.look()
        assert desk.status.said == "cleo has it now: question from lotte_v to Zorggroep Noord"
        desk.messages.see()
        await day.act(Wish(ActKind.CLAIM, "q1"))
        desk.look()
        day.now += fair.FAIR.claim_lease
        desk.look()
        assert (
            desk.status.said == "Your claim has run out: question from lotte_v to Zorggroep Noord"
        )
        desk.messages.see()
        day.moderator = "bram"
        await day.act(Wish(ActKind.HAND_OVER, "q1", to="moderator"))
        day.moderator = "moderator"
        desk.look()
        day.moderator = "bram"
        await day.act(Wish(ActKind.RELEASE, "q1"))
        day.moderator = "moderator"
        desk.look()
        assert desk.messages.unseen == 1
        assert desk.status.said == "No longer yours: question from lotte_v to Zorggroep Noord"
        desk.messages.see()
        await pilot.press("c", "c")
        assert desk.status.said.startswith("Released")


async def test_who_gave_a_case_away_before_is_told_when_it_is_taken_back_from_them_again():
    day = fair.at_work()
    held = Held(day)
    await day.act(Wish(ActKind.HAND_OVER, "q1", to="bram"))
    day.moderator, day.now = "bram", day.now + timedelta(seconds=1)
    back = await day.act(Wish(ActKind.HAND_OVER, "q1", to="moderator"))
    day.moderator = "moderator"
    assert held.news(day.board()) == ["bram hands you question from lotte_v to Zorggroep Noord"]
    day.undone.add(back.id)
    (told,) = held.news(day.board())
    assert told.startswith("bram has it now: ")


async def test_only_an_own_act_on_that_case_is_no_news_of_it():
    day = fair.at_work()
    held = Held(day)
    await day.act(Wish(ActKind.CLAIM, "q1"))
    await day.act(Wish(ActKind.CLAIM, "q2"))
    assert held.news(day.board()) == []
    day.moderator = "cleo"
    await day.act(Wish(ActKind.CLAIM, "q1"))
    await day.act(Wish(ActKind.CLAIM, "q2"))
    day.moderator = "moderator"
    (told,) = held.news(day.board(), acting=("q1",))
    assert told.startswith("cleo has it now: ")


async def test_what_is_kept_stands_with_its_case_until_it_is_done_and_is_no_news_then():
    day = fair.at_work()
    await day.act(Wish(ActKind.CLAIM, "q1"))
    async with desk_of(day, size=(140, 50)) as (pilot, desk):
        day.put_off = [Acted("a1", ActKind.RELEASE, "q1", "moderator", day.now, 9)]
        desk.look()
        await pilot.pause()
        assert " ● kept: released “" in on_screen(pilot)
        assert "kept until the engine is back: released · yours" in on_screen(pilot)
        day.put_off = []
        desk.look()
        await pilot.pause()
        assert "kept" not in on_screen(pilot)
        await day.act(Wish(ActKind.RELEASE, "q1"))
        desk.look()
        assert desk.messages.unseen == 0


async def claimed_by_cleo(day, case_id):
    day.moderator = "cleo"
    await day.act(Wish(ActKind.CLAIM, case_id))
    day.moderator = "moderator"


def kept_release(day):
    return Acted("a1", ActKind.RELEASE, "q1", "moderator", day.now, 9)


@pytest.mark.parametrize("taken_back", [True, False])
async def test_a_kept_release_that_is_not_done_after_all_silences_no_later_news(taken_back):
    day, release = fair.at_work(), kept_release(fair.at_work())
    held = Held(day)
    day.moderator = "bram"
    given = await day.act(Wish(ActKind.HAND_OVER, "q1", to="moderator"))
    day.moderator = "moderator"
    day.put_off = [release]
    held.news(day.board())
    if taken_back:
        day.put_off = [release, Acted("a2", ActKind.UNDO, "a1", "moderator", day.now, 10)]
    else:
        day.put_off, day.turned_down = [], [Refused(release, "that case is not there any more")]
    assert held.news(day.board()) == []
    day.put_off = []
    assert held.news(day.board()) == []
    day.undone.add(given.id)
    (told,) = held.news(day.board())
    assert told.startswith("No longer yours: ")


async def test_who_takes_a_case_over_and_that_time_ran_out_is_told_whatever_is_kept():
    day = fair.at_work()
    held = Held(day)
    await day.act(Wish(ActKind.CLAIM, "q1"))
    await day.act(Wish(ActKind.CLAIM, "q2"))
    day.put_off = [
        kept_release(day),
        Acted("a3", ActKind.RELEASE, "q2", "moderator", day.now, 11),
    ]
    held.news(day.board())
    await claimed_by_cleo(day, "q1")
    (told,) = held.news(day.board())
    assert told.startswith("cleo has it now: ")
    day.now += fair.FAIR.claim_lease
    (told,) = held.news(day.board())
    assert told.startswith("Your claim has run out: ")


async def test_that_a_case_was_released_for_the_moment_until_that_is_taken_back_is_no_news():
    day = fair.at_work()
    held = Held(day)
    await day.act(Wish(ActKind.CLAIM, "q1"))
    undo = Acted("a2", ActKind.UNDO, "a1", "moderator", day.now, 10)
    day.put_off = [kept_release(day), undo]
    held.news(day.board())
    released = await day.act(Wish(ActKind.RELEASE, "q1"))
    day.put_off = [undo]
    assert held.news(day.board()) == []
    day.undone.add(released.id)
    day.put_off = []
    assert held.news(day.board()) == []


async def test_what_one_gave_oneself_is_no_news_when_it_is_done_later():
    day = fair.at_work()
    held = Held(day)
    await day.act(Wish(ActKind.CLAIM, "q1"))
    held.news(day.board())
    await day.act(Wish(ActKind.HAND_OVER, "q1", to="cleo"))
    assert held.news(day.board()) == []


async def test_a_release_that_was_kept_is_no_news_of_what_is_claimed_anew():
    day = fair.at_work()
    held = Held(day)
    await day.act(Wish(ActKind.CLAIM, "q1"))
    day.put_off = [kept_release(day)]
    held.news(day.board())
    day.put_off = []
    await day.act(Wish(ActKind.RELEASE, "q1"))
    again = await day.act(Wish(ActKind.CLAIM, "q1"))
    assert held.news(day.board()) == []
    day.undone.add(again.id)
    (told,) = held.news(day.board())
    assert told.startswith("No longer yours: ")


async def test_that_one_wakes_a_case_is_no_news_when_it_is_done_later():
    day = fair.at_work()
    aside = await day.act(Wish(ActKind.SNOOZE, "q1"))
    async with desk_of(day, size=(140, 50)) as (_, desk):
        day.put_off = [Acted("a1", ActKind.UNDO, aside.id, "moderator", day.now, 9)]
        desk.look()
        day.put_off = []
        await day.act(Wish(ActKind.UNDO, aside.id))
        desk.look()
        assert "q1" in [one.case.id for one in day.board().waiting]
        assert desk.messages.unseen == 0


async def test_a_case_that_was_not_woken_after_all_is_told_when_its_time_comes():
    day = fair.at_work()
    news = News(day)
    aside = await day.act(Wish(ActKind.SNOOZE, "q1", until=at("11:50")))
    day.put_off = [Acted("a1", ActKind.UNDO, aside.id, "moderator", day.now, 9)]
    assert news.of(day.board(), acting="") == []
    day.put_off = []
    assert news.of(day.board(), acting="") == []
    day.now = at("11:51")
    (told,) = news.of(day.board(), acting="")
    assert told.startswith("Back among those that wait: ")


async def test_that_somebody_else_wakes_a_case_is_told_where_one_did_not_do_so_after_all():
    day = fair.at_work()
    news = News(day)
    aside = await day.act(Wish(ActKind.SNOOZE, "q1"))
    wake = Acted("a1", ActKind.UNDO, aside.id, "moderator", day.now, 9)
    day.put_off = [wake]
    assert news.of(day.board(), acting="") == []
    day.put_off = [wake, Acted("a2", ActKind.UNDO, wake.id, "moderator", day.now, 10)]
    assert news.of(day.board(), acting="") == []
    day.put_off = []
    day.undone.add(aside.id)
    (told,) = news.of(day.board(), acting="")
    assert told.startswith("Back among those that wait: ")


async def test_what_is_kept_stands_with_a_closed_case_and_an_undo_with_what_it_takes_back():
    day = fair.at_work()
    closing = await day.act(Wish(ActKind.RESOLVE, "q1"))
    note = await day.act(Wish(ActKind.NOTE, "q2", text="belt terug"))
    day.put_off = [
        Acted(f"a{serial}", ActKind.UNDO, act.id, "moderator", day.now, serial)
        for serial, act in enumerate((closing, note))
    ]
    async with desk_of(day, size=(140, 50)) as (pilot, _):
        assert "kept: undo (a note), note" in on_screen(pilot)
        await pilot.press("4")
        assert "kept: undo (resolved) “is dit ook parttime" in on_screen(pilot)
        assert "kept until the engine is back: undo (resolved)" in on_screen(pilot)


async def test_an_act_that_is_kept_for_later_is_not_told_as_one_that_was_refused():
    day = fair.at_work()

    async def later(*_, **__):
        raise Later("Kept: there is no connection to the fair. It is sent as soon as there is one.")

    day.act = later
    async with desk_of(day, size=(120, 60)) as (pilot, desk):
        await pilot.press("c")
        assert desk.status.said.startswith("Kept: there is no connection to the fair.")


@pytest.mark.parametrize("kind", [ActKind.CLAIM, ActKind.UNDO])
async def test_of_an_act_that_was_only_kept_it_is_said_that_it_is_taken_back(kind):
    day = fair.at_work()
    claim = Acted("a1", ActKind.CLAIM, "q1", "moderator", day.now, 9)
    day.put_off = [claim] if kind is ActKind.UNDO else []
    wish, why = Wish(kind, "a1", "claimed, question from lotte_v"), Later("Kept: no connection.")
    taken_back = "Taken back: claimed, question from lotte_v; it was only kept for later"
    told = (deeds.put_off(wish, why, day), deeds.kept(wish, why, day))
    only_kept = ("Kept: no connection.", "  ·  claimed")
    assert told == ((taken_back, "") if kind is ActKind.UNDO else only_kept)


def test_acts_that_cancel_are_not_outstanding():
    kinds = {"a1": (ActKind.CLAIM, "q1"), "a2": (ActKind.UNDO, "a1"), "a3": (ActKind.UNDO, "act-0")}
    now = fair.at_work().now
    acts = [Acted(id_, *of, "moderator", now, 9) for id_, of in kinds.items()]
    assert [act.id for act in outstanding(acts)] == ["a3"]


async def test_a_snoozed_case_leaves_the_queue_and_is_counted_apart():
    day = fair.at_work()
    async with desk_of(day, size=(120, 40)) as (pilot, desk):
        await pilot.press("s", "enter")
        await pilot.pause()
        assert listed(desk) == ["b1", "q2", "q3", "q4"]
        assert day.acts[-1].until is None
        assert desk.status.said.startswith("Set aside until somebody writes: question from lotte_v")
        assert "1 set aside (3)" in on_screen(pilot)
        await pilot.press("3")
        assert listed(desk) == ["q1"]
        assert "until somebody writes" in on_screen(pilot)


async def test_a_case_can_be_snoozed_until_a_time_that_is_typed():
    day = fair.at_work()
    async with desk_of(day) as (pilot, _):
        await pilot.press("s", *"12:15", "enter")
        await pilot.pause()
        assert day.acts[-1].until == at("12:15")


async def test_the_same_key_takes_a_snoozed_case_up_again():
    day = fair.at_work()
    async with desk_of(day) as (pilot, desk):
        await pilot.press("s", "down", "down", "enter")
        await pilot.pause()
        await pilot.press("3", "s")
        await pilot.pause()
        assert done(day) == [("snooze", "q1"), ("undo", "act-0")]
        await pilot.press("1")
        assert "q1" in listed(desk)


@pytest.mark.parametrize("key", ["d", "r"])
async def test_a_key_that_is_held_down_closes_one_case_and_says_so(key):
    day, seconds = fair.at_work(), 100.0
    async with desk_of(day, size=(120, 40)) as (pilot, desk):
        desk.clock = lambda: seconds
        for _time in range(5):
            await pilot.press(key)
            seconds += 0.9
        assert [act.target for act in day.acts] == ["q1"]
        assert desk.status.said.startswith("One at a time: not done to broken link from jan_k")
        assert "again in a second" in on_screen(pilot)
        seconds += 0.2
        await pilot.press(key)
        assert [act.target for act in day.acts] == ["q1", "b1"]


async def test_who_goes_to_another_case_closes_it_at_once():
    day = fair.at_work()
    async with desk_of(day, size=(120, 40)) as (pilot, desk):
        desk.clock = lambda: 100.0
        await pilot.press("d", "down", "d", "up", "r")
        assert [act.target for act in day.acts] == ["q1", "q2", "b1"]


async def test_a_note_is_kept_with_the_case():
    day = fair.at_work()
    async with desk_of(day, size=(120, 60)) as (pilot, _):
        await pilot.press("w", *"gebeld", "enter")
        await pilot.pause()
        assert day.case("q1").notes[0].text == "gebeld"
        assert "a note by moderator: gebeld" in on_screen(pilot)


async def test_all_lines_that_are_pasted_into_a_note_are_kept_and_what_is_too_long_says_so():
    day = fair.at_work()
    async with desk_of(day) as (pilot, desk):
        await pilot.press("w", *"HR: ")
        pilot.app.screen.focused.post_message(
            Paste("Gebeld met\x1b[1m HR.\r\n\nDe site\n  ligt eruit.\n")
        )
        await pilot.press("enter")
        assert day.case("q1").notes[0].text == "HR: Gebeld met[1m HR. De site ligt eruit."
        await pilot.press("w", "é")
        pilot.app.screen.focused.post_message(Paste("lang " * 200))
        await pilot.press("enter")
        assert day.case("q1").notes[1].text == "é" + ("lang " * 200)[: LONGEST - 2] + "…"
        assert desk.status.said.startswith("Note kept")


async def test_a_nudge_is_copied_and_noted_and_never_sent():
    day = fair.at_work()
    async with desk_of(day, size=(120, 40)) as (pilot, desk):
        await pilot.press("n", *"Graag", "ctrl+y")
        await pilot.pause()
        nudge = day.case("q1").nudges[0]
        assert nudge.text.startswith(
            "@zorggroepnoord @lotte_v vraagt: “is dit ook parttime te doen?”"
        )
        assert nudge.text.endswith("#TBNNGraag")
        assert "https://zorggroepnoord.example.nl/wijkzorg" in nudge.text
        assert pilot.app.clipboard == nudge.text
        assert pilot.app.opened == []
        assert desk.status.said.startswith("Sent to this terminal's clipboard, and noted")
        assert "nudged 11:45" in on_screen(pilot)


async def test_a_nudge_is_opened_on_the_platforms_own_page():
    day = fair.at_work()
    day.lines = [replace(line, post=replace(line.post, id=f"{at:03}"))
                 for at, line in enumerate(day.lines)]  # fmt: skip
    async with desk_of(day) as (pilot, _):
        await pilot.press("n", "ctrl+o")
        await pilot.pause()
        (page,) = pilot.app.opened
        assert page.startswith("https://x.com/intent/post?in_reply_to=005&text=%40zorggroepnoord")
        assert done(day) == [("nudge", "q1")]


async def test_a_draft_is_whole_in_a_terminal_that_grew_narrower_under_it():
    async with desk_of(fair.at_work()) as (pilot, _):
        await pilot.press("n")
        await pilot.resize_terminal(60, 24)
        await pilot.pause()
        assert "parttime te doen?” Kun jij daar iets over zeggen?" in on_screen(pilot)


async def test_leaving_a_draft_notes_nothing():
    day = fair.at_work()
    async with desk_of(day) as (pilot, _):
        await pilot.press("n", "escape")
        assert day.acts == []


async def test_a_draft_that_was_changed_and_left_is_there_until_it_is_taken():
    day = fair.at_work()
    async with desk_of(day, size=(120, 40)) as (pilot, _):
        await pilot.press("n", *" Graag", "escape", "down", "n")
        assert "Graag" not in on_screen(pilot)
        await pilot.press("escape", "up", "n")
        assert "#TBNN Graag" in on_screen(pilot)
        await pilot.press("ctrl+y", "n")
        assert "#TBNN Graag" not in pilot.app.screen.area.text
    assert day.acts[0].text.endswith("#TBNN Graag")


def test_a_draft_that_was_left_goes_with_what_it_was_about():
    day = fair.at_work()
    case = day.case("q1")
    first = draft(case, day.thread("q1"), fair=day.fair, clock=day.clock)
    kept = Drafts()
    kept.leave(case, first, "Graag")
    later = replace(first, text="as it is worded a minute later")
    assert kept.of(case, later).text == "Graag"
    assert kept.of(case, replace(later, above=None)).text == later.text
    states = {state: replace(case.history[0], state=state) for state in State}
    promised = replace(case, history=(*case.history, states[State.PROMISED]))
    assert kept.of(promised, later).text == "Graag"
    again = (states[State.ANSWERED], states[State.OPEN])
    assert kept.of(replace(case, history=(*case.history, *again)), later).text == later.text
    kept.leave(case, first, "")
    assert kept.of(case, later).text == later.text


async def test_a_second_nudge_within_the_cool_down_asks_first():
    day = fair.at_work()
    async with desk_of(day, size=(120, 40)) as (pilot, _):
        await pilot.press("n", "ctrl+y")
        await pilot.pause()
        day.now = at("11:50")
        await pilot.press("n")
        assert "The last nudge was 4 min ago." in on_screen(pilot)
        await pilot.press("ctrl+y")
        assert isinstance(pilot.app.screen, NudgeScreen)
        assert "Press the key again" in on_screen(pilot)
        await pilot.press("ctrl+y")
        await pilot.pause()
        assert len(day.case("q1").nudges) == 2


async def test_after_the_cool_down_a_nudge_goes_at_once():
    day = fair.at_work()
    async with desk_of(day) as (pilot, _):
        await pilot.press("n", "ctrl+y")
        await pilot.pause()
        day.now = at("12:01")
        await pilot.press("n", "ctrl+y")
        await pilot.pause()
        assert len(day.acts) == 2


async def test_what_is_pasted_into_a_draft_cannot_steer_the_screen():
    day = fair.at_work()
    async with desk_of(day, size=(120, 40)) as (pilot, _):
        await pilot.press("n")
        pilot.app.screen.focused.select_all()
        pilot.app.post_message(Paste("bel\x07 \u202eom\u200b\trond\r\n👩🏽\u200d🔧"))
        await pilot.pause()
        await pilot.press("ctrl+y")
        await pilot.pause()
        assert [act.text for act in day.acts] == ["bel om rond\n👩🔧"]


async def test_a_draft_that_is_too_long_says_so():
    async with desk_of(fair.at_work(), size=(120, 40)) as (pilot, _):
        await pilot.press("n")
        pilot.app.screen.query_one("#draft").text = "a" * 281
        await pilot.pause()
        assert "281 of 280 characters, too long" in on_screen(pilot)


async def test_a_draft_that_is_too_long_is_opened_only_after_that_was_said():
    day = fair.at_work()
    async with desk_of(day, size=(120, 40)) as (pilot, _):
        await pilot.press("n")
        pilot.app.screen.query_one("#draft").text = "a" * 281
        await pilot.press("ctrl+o")
        await pilot.pause()
        assert "The platform does not take it: 281 of 280" in on_screen(pilot)
        assert day.acts == []
        await pilot.press("ctrl+o")
        await pilot.pause()
        assert [act.kind for act in day.acts] == [ActKind.NUDGE]


async def test_a_case_is_moved_to_what_was_typed():
    day = fair.at_work()
    async with desk_of(day) as (pilot, _):
        await pilot.press("m", *"bakkerbolt", "enter")
        await pilot.pause()
        assert [(act.kind, act.target, act.to) for act in day.acts] == [(ActKind.MOVE, "q1", "v3")]


async def test_an_employer_is_moved_to_by_an_account_that_outlives_the_roster():
    day = fair.at_work()
    day.fair = replace(day.fair, employers={"Zorg Elders": ("zorgelders", "hr_elders")})
    offered = {
        one.name: one.gives for one in subjects(day.cases()[0], day) if one.note == "in general"
    }
    assert offered["Bakker Bolt"] == "bakkerbolt"
    assert offered["Zorg Elders"] == "zorgelders"


class _Moving(FakeDay):
    """A day on which whatever is moved is TechniekNL's from then on."""

    async def act(self, wish):
        self.every_case[0] = a_case("q1", "lotte_v", "TechniekNL")
        return await super().act(wish)


async def test_a_move_says_who_owes_the_word_now():
    day = fair.at_work()
    moving = _Moving(day.lines, day.every_case, day.threads, day.fair, now=day.now)
    async with desk_of(moving) as (pilot, desk):
        await pilot.press("m", *"techniek", "enter")
        await pilot.pause()
        assert desk.status.said == "Moved: question from lotte_v to TechniekNL"


@pytest.mark.parametrize(
    ("about", "shown"),
    [
        (Subject(post="v1"), "zorggroepnoord"),
        (Subject(party="bakkerbolt"), "Bakker Bolt"),
        (Subject(), "the fair itself"),
    ],
)
async def test_a_hasty_enter_leaves_a_case_with_what_it_is_about(about, shown):
    day = fair.at_work()
    newer = a_line("v4", "11:44", "zorggroepnoord", "Vacature: kok", Label.VACANCY, **fair.EMPLOYER)
    day.lines, day.arrived = [*day.lines, newer], day.arrived + 1
    day.every_case[0] = replace(day.every_case[0], subject=about, responsible="Bakker Bolt")
    async with desk_of(day, size=(120, 40)) as (pilot, desk):
        await pilot.press("m")
        await pilot.pause()
        chosen = next(line for line in on_screen(pilot).splitlines() if "now: " in line)
        assert f"▸ {shown}" in chosen
        await pilot.press("enter")
        await pilot.pause()
        assert day.acts == []
        assert desk.status.said == "Nothing was changed."
        await pilot.press("m", "down", "enter")
        await pilot.pause()
        assert [act.kind for act in day.acts] == [ActKind.MOVE]


async def test_a_case_can_be_moved_to_the_fair_itself():
    day = fair.at_work()
    async with desk_of(day) as (pilot, _):
        await pilot.press("m", *"the fair", "enter")
        await pilot.pause()
        assert [(act.kind, act.to) for act in day.acts] == [(ActKind.MOVE, "")]


def test_of_two_cases_that_became_one_that_one_is_told():
    asked = [a_line("q1", "11:02", "lotte_v", "Kan het parttime?", Label.QUESTION)]
    both = a_case("q1", "lotte_v", "Zorg", posts=("q1", "q2"), reporters=("lotte_v", "jan_k"))
    wish = Wish(ActKind.MERGE, "q2", "question from jan_k to Zorg", to="q1")
    said = deeds.did(wish, FakeDay(asked, [both]))
    assert said == "One case now: question from lotte_v and 1 other to Zorg"
    answered = replace(both, state=State.ANSWERED)
    assert deeds.did(wish, FakeDay(asked, [answered])) == f"{said} · answered"


def test_of_two_cases_of_different_employers_it_is_said_who_owes_the_word():
    asked = [a_line("q1", "11:02", "lotte_v", "Kan het parttime?", Label.QUESTION)]
    both, before = a_case("q1", "lotte_v", "Technieknl"), a_case("q2", "jan_k", "Bakker Bolt")
    wish, day = Wish(ActKind.MERGE, "q2", to="q1"), FakeDay(asked, [replace(both, posts=("q2",))])
    said = "One case now: question from lotte_v to Technieknl"
    owes = "; the word is Technieknl's now, no longer Bakker Bolt's"
    assert deeds.did(wish, day, before) == said + owes
    assert deeds.did(wish, day, replace(before, responsible="Technieknl")) == said


async def test_the_box_says_which_of_two_cases_wins():
    async with desk_of(fair.at_work()) as (pilot, _):
        await pilot.press("M")
        assert "The one that you choose says what both are about" in on_screen(pilot)


async def test_a_case_is_merged_and_the_selection_goes_with_it():
    day = fair.at_work()
    async with desk_of(day) as (pilot, desk):
        await pilot.press("M", *"pieter", "enter")
        await pilot.pause()
        assert [(act.kind, act.target, act.to) for act in day.acts] == [(ActKind.MERGE, "q1", "q2")]
        assert desk.case.id == "q2"


def test_how_a_case_ended_is_said_where_one_is_to_be_merged():
    waiting = a_case("q1", "lotte_v", "Zorg")
    ended = a_case("q2", "jan_k", "Zorg", state=State.ANSWERED)
    asked = [a_line("q2", "11:02", "jan_k", "Kan het parttime?", Label.QUESTION)]
    day = FakeDay(asked, [waiting, ended])
    assert [one.note for one in others(waiting, day)] == ["answered · Kan het parttime?"]


async def test_a_post_is_split_off_only_where_there_is_more_than_one():
    day = fair.at_work()
    async with desk_of(day) as (pilot, desk):
        assert not desk.check_action("split", ())
        await pilot.press("down", "x", *"mirjam", "enter")
        await pilot.pause()
        assert done(day) == [("split", "b2")]


async def test_a_label_is_confirmed_with_one_key():
    day = fair.at_work()
    async with desk_of(day) as (pilot, desk):
        await pilot.press("y")
        assert [(act.kind, act.label) for act in day.acts] == [(ActKind.CONFIRM, Label.QUESTION)]
        assert desk.status.said == "Confirmed, question: the post of lotte_v"


async def test_whom_an_account_speaks_for_is_corrected():
    day = fair.at_work()
    async with desk_of(day) as (pilot, desk):
        await pilot.press("p", *"organiser", "enter")
        await pilot.pause()
        (act,) = day.acts
        assert (act.kind, act.target, act.side) == (ActKind.SIDE, "@lotte_v", Side.ORGANISER)
        assert desk.status.said == "lotte_v counts as organiser from now on"


@pytest.mark.parametrize(
    ("called", "account"), [("bolt", "bakkerbolt"), ("techniek", "TechniekNL")]
)
async def test_an_account_may_speak_for_any_employer_that_is_known(called, account):
    day = fair.at_work()
    day.fair = replace(day.fair, employers={"TechniekNL": ("techniek_nl",)})
    async with desk_of(day) as (pilot, desk):
        await pilot.press("p", *called, "enter")
        await pilot.pause()
        assert [(act.side, act.to) for act in day.acts] == [(Side.EMPLOYER, account)]
        assert desk.status.said == f"lotte_v speaks for {account} from now on"


@pytest.mark.parametrize("keys", [["s"], ["w"], ["m"], ["M"], ["p"], ["l"], ["n"]])
async def test_leaving_a_box_does_nothing(keys):
    day = fair.at_work()
    async with desk_of(day) as (pilot, desk):
        await pilot.press(*keys, "escape")
        await pilot.pause()
        assert day.acts == []
        assert pilot.app.screen is desk


async def test_every_act_is_undone_with_one_key():
    day = fair.at_work()
    acts = (
        ["c"],
        ["s", "enter"],
        ["w", "x", "enter"],
        ["n", "ctrl+y"],
        ["m", "down", "enter"],
        ["y"],
    )
    async with desk_of(day) as (pilot, desk):
        for keys in acts:
            await pilot.press(*keys)
            await pilot.pause()
        for _ in acts:
            await pilot.press("u")
            await pilot.pause()
        assert day.standing() == []
        assert listed(desk)[0] == "q1"
        await pilot.press("u")
        assert desk.status.said == "There is nothing to undo."


async def test_an_act_that_would_be_in_vain_is_refused_in_words():
    day = fair.at_work()
    day.refusal = "that moment is past"
    async with desk_of(day) as (pilot, desk):
        await pilot.press("s", *"12:30", "enter")
        await pilot.pause()
        assert desk.status.said == "That was not possible: that moment is past"


def doubtful():
    """Give the fair with a post that may be a question, and one that may be none."""
    day = fair.at_work()
    unsure = a_line("u1", "11:43", "nora", "Benieuwd wat dat verdient", Label.OTHER,
                    confidence=0.41)  # fmt: skip
    day.lines.append(unsure)
    day.arrived += 1
    return day


async def test_posts_in_doubt_have_a_lane_and_one_key_takes_them_off_it():
    day = doubtful()
    async with desk_of(day, size=(120, 40)) as (pilot, desk):
        assert "1 in doubt (2)" in on_screen(pilot)
        await pilot.press("2")
        assert desk.lane is Lane.UNSURE
        assert desk.line.key == "u1"
        assert "~other" in on_screen(pilot)
        assert "a guess" in on_screen(pilot)
        await pilot.press("y")
        await pilot.pause(0.3)
        assert done(day) == [("confirm", "u1")]
        assert desk.unsure.count() == 0
        assert "No post is in doubt." in on_screen(pilot)


async def test_a_post_in_doubt_is_corrected_from_its_lane():
    day = doubtful()
    async with desk_of(day) as (pilot, desk):
        await pilot.press("2", "l", "q")
        await pilot.pause(0.3)
        assert [(act.target, act.label) for act in day.acts] == [("u1", Label.QUESTION)]
        assert desk.unsure.count() == 0


async def test_undoing_a_confirmation_puts_the_post_in_doubt_again():
    day = doubtful()
    async with desk_of(day) as (pilot, desk):
        await pilot.press("2", "y", "u")
        await pilot.pause(0.3)
        assert desk.unsure.count() == 1


async def test_keys_act_on_what_is_selected_in_the_list_that_has_the_focus():
    day = fair.at_work()
    async with desk_of(day, size=(120, 60)) as (pilot, desk):
        desk.stream.posts.focus()
        await pilot.press("up", "up")
        other = desk.case
        desk.queue.focus()
        await pilot.press("c")
        assert other is None or other.id != "q1"
        assert done(day) == [("claim", "q1")]


async def test_a_key_that_was_meant_for_a_case_that_just_left_does_nothing_and_says_so():
    day = fair.at_work()
    async with desk_of(day, size=(120, 60)) as (pilot, desk):
        moment = [100.0]
        desk.lists.clock = lambda: moment[0]
        first, second = (entry.case for entry in desk.queue.entries[:2])
        await day.act(Wish(ActKind.SNOOZE, first.id, until=day.clock + timedelta(minutes=30)))
        desk.look()
        assert desk.status.said.startswith("No longer in this list: ")
        await pilot.press("d")
        assert desk.status.said.startswith("The list moved; selected now: ")
        await pilot.press("d")
        assert done(day)[1:] == [("dismiss", second.id)]


async def test_after_a_moment_or_a_move_of_ones_own_keys_act_at_once():
    day = fair.at_work()
    async with desk_of(day, size=(120, 60)) as (pilot, desk):
        moment = [100.0]
        desk.lists.clock = lambda: moment[0]
        for case in (desk.queue.entries[0].case, desk.queue.entries[1].case):
            await day.act(Wish(ActKind.SNOOZE, case.id, until=day.clock + timedelta(minutes=30)))
            desk.look()
            moment[0] += 2
        await pilot.press("c")
        assert done(day)[-1][0] == "claim"


async def test_a_box_whose_case_was_answered_meanwhile_does_nothing_and_says_so():
    day = fair.at_work()
    opened = []
    async with desk_of(day, size=(120, 60)) as (pilot, desk):
        desk.browse = opened.append
        for key, answer in (("n", "ctrl+o"), ("s", "enter"), ("H", "enter")):
            day.others = {"q1": ("bram",)}
            await pilot.press(key)
            await day.act(Wish(ActKind.RESOLVE, "q1"))
            desk.look()
            await pilot.press(answer)
            undone = "Not copied" if key == "n" else "Not done"
            assert desk.status.said.startswith(f"{undone}, meanwhile resolved by moderator: ")
            day.undone.add(day.acts[-1].id)
            desk.select_case("q1")
    assert {kind for kind, _ in done(day)} == {"resolve"}
    assert opened == []


async def test_a_draft_whose_case_is_answered_under_it_says_so():
    day = fair.at_work()
    async with desk_of(day, size=(120, 40)) as (pilot, _):
        await pilot.press("n")
        assert "Meanwhile" not in on_screen(pilot)
        await by("anna", day, ActKind.RESOLVE, "q1")
        pilot.app.screen.pull()
        await pilot.pause()
        assert "Meanwhile resolved by anna." in on_screen(pilot)


def delete(day, key):
    """Let a post be deleted, as its platform says."""
    at = next(n for n, line in enumerate(day.lines) if line.key == key)
    line = day.lines[at]
    day.lines[at] = replace(line, deleted=True, post=replace(line.post, text=""))


@pytest.mark.parametrize(
    ("edited", "said", "left"),
    [
        (str, "the draft is without it", "Kun jij daar iets over zeggen?"),
        (lambda text: f"{text} Dank!", "was deleted, here too", "Dank!"),
        (lambda text: text.replace("parttime", "PARTTIME"), "the draft was emptied", ""),
    ],
)
async def test_what_a_draft_quotes_goes_when_it_is_deleted(edited, said, left):
    day = fair.at_work()
    await by("anna", day, ActKind.NUDGE, "q1", text="over: is dit ook parttime te doen?")
    async with desk_of(day, size=(120, 40)) as (pilot, _):
        await pilot.press("n")
        screen = pilot.app.screen
        screen.area.load_text(edited(screen.area.text))
        assert "is dit ook" in screen.area.text
        assert "nudged by anna: over: is dit ook" in on_screen(pilot)
        delete(day, "q1")
        screen.pull()
        await pilot.pause()
        assert said in on_screen(pilot)
        assert "nudged by anna" not in on_screen(pilot)
        assert left in screen.area.text
        assert bool(left) is bool(screen.area.text)
        await pilot.press("ctrl+z")
        assert "is dit ook" not in screen.area.text


@pytest.mark.parametrize(
    ("keys", "why"),
    [
        (["w", "enter"], "Nothing is written: type, or Esc."),
        (["H", "enter"], "Nothing is written: type, or Esc."),
        (["m", *"qqq", "enter"], "Nothing is chosen: type something else, or Esc."),
        (["n", "ctrl+y"], "Nothing is written: type, or Esc."),
    ],
)
async def test_a_box_says_why_a_key_does_nothing_until_one_types_on(keys, why):
    day = fair.at_work()
    async with desk_of(day) as (pilot, _):
        await pilot.press(keys[0])
        if keys[0] == "n":
            pilot.app.screen.area.text = ""
        await pilot.press(*keys[1:])
        await pilot.pause()
        assert why in on_screen(pilot)
        await pilot.press("x")
        await pilot.pause()
        assert why not in on_screen(pilot)
    assert day.acts == []


async def test_a_draft_that_no_page_takes_is_not_opened_and_says_so():
    day = fair.at_work()
    async with desk_of(day) as (pilot, _):
        await pilot.press("n")
        pilot.app.screen.draft = replace(pilot.app.screen.draft, above=None)
        await pilot.press("ctrl+o")
        await pilot.pause()
        assert "There is no page to open it on: Ctrl+Y copies it." in on_screen(pilot)
    assert day.acts == []


async def test_a_long_note_can_be_read_to_its_end():
    day = fair.at_work()
    note = "Bram gebeld: HR kijkt er naar, morgen terugbellen, en vooral niet opnieuw aansporen"
    async with desk_of(day, size=(80, 60)) as (pilot, _):
        await day.act(Wish(ActKind.NOTE, "q1", text=note))
        await pilot.press("tab", "z", "end")
        await pilot.pause()
        assert "opnieuw aansporen" in " ".join(on_screen(pilot).split())


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("9:99", "That is no time: try 11:42 or +15."),
        ("10:30", "It is 11:45 already: try a later time, or +15."),
    ],
)
async def test_a_wrong_time_to_set_a_case_aside_is_told_and_can_be_mended(typed, why):
    day = fair.at_work()
    async with desk_of(day) as (pilot, _desk):
        await pilot.press("s", *typed, "enter")
        await pilot.pause()
        assert why in on_screen(pilot)
        await pilot.press(*["backspace"] * len(typed), *"+15", "enter")
        assert day.acts[0].until == at("12:00:07")
