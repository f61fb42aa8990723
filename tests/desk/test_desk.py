import asyncio
from asyncio import timeout
from contextlib import asynccontextmanager
from itertools import count

import pytest
from textual.dom import NoScreen
from textual.widgets import Input

from moderator.core.case import State
from moderator.core.facts import ActKind
from moderator.core.labels import Label
from moderator.desk.app import DeskApp
from moderator.desk.keys.keys import acts_of
from moderator.desk.keys.keys import listed as act_listed
from moderator.desk.lists.rounds import AGAIN, CHUNK
from moderator.desk.screens.help import Help
from moderator.desk.screens.relabel import Relabel, letters
from moderator.desk.screens.replay import LOOKING
from moderator.wishes.wish import Wish
from moderator.words.language import speak
from tests.desk import fair
from tests.fakes import FakeDay, a_case, a_line, a_long_day, at


@asynccontextmanager
async def desk_of(day, size=(80, 24)):
    opened = []
    app = DeskApp(day, browse=lambda link: not opened.append(link))
    app.opened, pressed = opened, count()
    app.time_of = lambda _key: next(pressed)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        yield pilot, app.screen


def listed(desk):
    return [entry.case.id for entry in desk.queue.entries]


def on_screen(pilot):
    """Give the text of the whole screen."""
    strips = pilot.app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip) for strip in strips)


async def test_the_queue_lists_the_most_urgent_case_first():
    async with desk_of(fair.at_work()) as (_, desk):
        assert listed(desk) == ["q1", "b1", "q2", "q3", "q4"]
        assert desk.case.id == "q1"


async def test_urgency_is_told_in_words():
    async with desk_of(fair.at_work()) as (pilot, _):
        screen = on_screen(pilot)
        assert "overdue" in screen
        assert "due “hoe laat" in screen
        assert "promised" in screen


async def test_a_long_name_does_not_hide_how_many_asked():
    line = a_line("q", "11:00", "x", "Link doet het niet", Label.BROKEN_LINK)
    names = ("een_bijzonder_lange_naam_die_niet_past", "mirjam", "els_m")
    case = a_case("q", names[0], "TechniekNL", opened="11:00", reporters=names)
    async with desk_of(FakeDay([line], [case])) as (pilot, _):
        assert "… +2" in on_screen(pilot)


async def test_the_case_tells_who_owes_the_word_since_when():
    async with desk_of(fair.at_work(), size=(120, 40)) as (pilot, _):
        screen = on_screen(pilot)
        assert "No word from Zorggroep Noord since 11:02" in screen
        assert "question 0.97" in screen
        assert "bystander" in screen
        assert "sure: “parttime”, “?”, below a vacancy" in screen
        assert "zorggroepnoord 0.90, fairly sure" in screen


async def test_resolving_moves_the_selection_to_the_next_case():
    day = fair.at_work()
    async with desk_of(day) as (pilot, desk):
        await pilot.press("r")
        assert day.case("q1").state is State.RESOLVED
        assert desk.case.id == "b1"
        assert desk.status.said == "Resolved: question from lotte_v to Zorggroep Noord"
        assert "Zorggroep Noord  ·  u undoes it" in on_screen(pilot)


async def test_long_names_yield_to_how_an_act_is_undone():
    async with desk_of(fair.at_work()) as (pilot, _):
        await pilot.press("down", "d")
        await pilot.pause()
        screen = on_screen(pilot)
        assert "Dismissed as a false alarm: broken link from jan_k and 1 other" in screen
        assert "…  ·  u undoes it" in screen


async def test_two_quick_keys_close_two_cases():
    day = fair.at_work()
    async with desk_of(day) as (pilot, _):
        await pilot.press("r", "d")
        assert [(act.kind, act.target) for act in day.acts] == [
            (ActKind.RESOLVE, "q1"),
            (ActKind.DISMISS, "b1"),
        ]


async def test_undo_takes_back_the_last_act_and_names_it():
    day = fair.at_work()
    async with desk_of(day) as (pilot, desk):
        await pilot.press("d", "u")
        assert day.case("q1").state is State.OPEN
        assert listed(desk)[0] == "q1"
        assert desk.status.said == "Undone: dismissed, question from lotte_v to Zorggroep Noord"


async def test_undo_goes_back_to_the_case_that_waits_again():
    day = fair.at_work()
    async with desk_of(day) as (pilot, desk):
        await pilot.press("r", "u")
        assert desk.case.id == "q1"
        await pilot.press("d")
        assert (day.acts[-1].kind, day.acts[-1].target) == (ActKind.DISMISS, "q1")


@pytest.mark.parametrize(("label", "case"), [("v", "q1"), ("b", "q2")])
async def test_undoing_a_label_moves_the_selection_only_where_a_case_comes_back(label, case):
    async with desk_of(fair.at_work()) as (pilot, desk):
        await pilot.press("l", label)
        await pilot.pause()
        desk.select_case("q2")
        await pilot.press("u")
        assert desk.case.id == case


async def test_undo_in_the_stream_stays_on_its_post():
    async with desk_of(fair.at_work()) as (pilot, desk):
        await pilot.press("tab", "tab", *["up"] * 7, "r", "u")
        assert (desk.case.id, desk.line.key) == ("b1", "b2")


async def test_undo_with_nothing_done_says_so():
    async with desk_of(fair.at_work()) as (pilot, desk):
        await pilot.press("u")
        assert desk.status.said == "There is nothing to undo."


async def test_no_key_fails_where_nothing_has_come_in():
    keys = (*"rdRcswmMxlypou1234f", "enter", "up", "down", "home", "end")
    async with desk_of(fair.before_the_start()) as (pilot, _):
        await pilot.press(*keys, "tab", *keys, "tab", *keys)
        assert "Nothing has come in yet." in on_screen(pilot)


async def test_the_link_of_the_conversation_is_opened_and_said():
    async with desk_of(fair.at_work()) as (pilot, desk):
        await pilot.press("o")
        assert pilot.app.opened == ["https://zorggroepnoord.example.nl/wijkzorg"]
        assert desk.status.said == f"Opening {pilot.app.opened[0]}"
        await pilot.press("end", "o")
        assert desk.status.said == "There is no link in this conversation."


async def test_closing_without_a_case_says_so_kindly():
    async with desk_of(FakeDay([a_line("o", "10:00", "vera", "Hallo")])) as (pilot, desk):
        await pilot.press("r")
        assert desk.status.said == "No case is selected."
        assert "Nobody is waiting." in on_screen(pilot)


async def test_the_selection_stays_on_its_case_when_rows_move():
    day = fair.at_work(now=at("11:41"))
    async with desk_of(day) as (pilot, desk):
        await pilot.press("down", "down", "down")
        chosen = desk.case.id
        day.lines.insert(0, a_line("p0", "09:20", "vroeg", "Is er iemand?", Label.QUESTION))
        day.arrived += 1
        day.every_case.insert(0, a_case("p0", "vroeg", "UWV Noord", opened="09:20"))
        desk.pull()
        assert listed(desk)[0] == "p0"
        assert desk.case.id == chosen
        assert desk.queue.cursor == 4


async def test_a_closed_case_can_be_seen_and_reopened():
    day = fair.at_work()
    async with desk_of(day) as (pilot, desk):
        await pilot.press("r", "4")
        assert desk.case.state is State.RESOLVED
        assert not desk.check_action("act", ("resolve",))
        await pilot.press("R")
        assert day.case("q1").state is State.OPEN


async def test_a_lane_is_shown_where_one_left_it_and_closed_cases_from_the_last_one():
    day = fair.at_work()
    async with desk_of(day) as (pilot, desk):
        await pilot.press("r", "d", "down", "down")
        chosen = desk.case.id
        await pilot.press("4", "down", "1")
        assert desk.case.id == chosen == listed(desk)[-1]
        await pilot.press("4")
        assert desk.queue.cursor == 0
        await day.act(Wish(ActKind.RESOLVE, chosen))
        await pilot.press("1")
        assert desk.case.id == listed(desk)[0]


@pytest.mark.parametrize("width", [80, 120])
async def test_what_was_closed_last_is_on_top_with_the_time_of_that(width):
    day = fair.at_work()
    for case, time in [("q4", "11:46"), ("q1", "11:58"), ("b1", "11:51")]:
        day.now = at(time)
        await day.act(Wish(ActKind.RESOLVE, case))
    async with desk_of(day, size=(width, 40)) as (pilot, desk):
        await pilot.press("4")
        assert listed(desk) == ["q1", "b1", "q4"]
        times = [desk.queue.render_line(2 * row).text for row in range(3)]
        assert [line.split()[1] for line in times] == ["11:58", "11:51", "11:46"]


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


async def test_an_act_that_is_refused_is_said_in_one_line():
    day = fair.at_work()
    day.refusal = "the journal is closed"
    async with desk_of(day) as (pilot, desk):
        await pilot.press("r")
        assert desk.status.said == "That was not possible: the journal is closed"


async def test_the_stream_follows_until_one_goes_up_and_says_that_it_does_not():
    day = fair.at_work(arrived=12)
    async with desk_of(day) as (pilot, desk):
        await pilot.press("tab", "tab", "up")
        day.arrived = 15
        desk.pull()
        assert "holds still · 3 new · f follows" in on_screen(pilot)
        assert desk.line.key == "q3"
        await pilot.press("f")
        assert "holds still" not in on_screen(pilot)
        assert desk.case.id == "q1"


async def test_going_below_the_last_post_follows_again():
    async with desk_of(fair.at_work()) as (pilot, desk):
        await pilot.press("tab", "tab", "up", "down")
        assert desk.stream.posts.following


async def test_a_post_with_a_case_shows_its_case_and_another_shows_itself():
    async with desk_of(fair.at_work(), size=(120, 40)) as (pilot, desk):
        await pilot.press("tab", "tab", "up", "up")
        assert desk.case.id == "q4"
        await pilot.press("down")
        assert desk.case is None
        assert "werkt dat nou?" in on_screen(pilot)


async def test_the_filter_narrows_while_one_types_and_escape_clears_it():
    async with desk_of(fair.at_work()) as (pilot, desk):
        await pilot.press("slash")
        desk.stream.typed.value = "label:broken"
        await pilot.pause()
        assert desk.stream.posts.count() == 2
        await pilot.press("enter")
        assert desk.stream.posts.has_focus
        await pilot.press("escape")
        assert desk.stream.posts.count() == 15
        assert not desk.stream.query_one(Input).display


class _Busy(FakeDay):
    """A day on which a post comes between any two looks."""

    def board(self):
        self.arrived += 1
        return super().board()


class _Leaving(FakeDay):
    """A day whose desk is being taken down: a panel has no screen any more."""

    left = False

    def board(self):
        if self.left:
            raise NoScreen
        return super().board()


async def test_to_look_while_the_desk_is_taken_down_ends_the_looking():
    day = _Leaving(fair.at_work().lines)
    async with desk_of(day) as (_, desk):
        (look,) = [each for each in desk.workers if each.name == "look"]
        day.left = True
        assert await look.wait() is None
        day.left = False


async def test_the_stream_goes_on_following_when_a_filter_gives_its_line_back():
    long = a_long_day(1000)
    async with desk_of(_Busy(long.lines, arrived=150), size=(200, 60)) as (pilot, desk):
        await pilot.press("slash", *"absent", "enter", "escape")
        await pilot.pause()
        for _ in range(3):
            desk.pull()
            assert "holds still" not in on_screen(pilot)


async def test_a_click_selects_and_a_second_one_opens():
    async with desk_of(fair.at_work()) as (pilot, desk):
        await pilot.click("#queue", offset=(5, 3))
        assert desk.case.id == "b1"
        await pilot.click("#queue", offset=(5, 5), times=2)
        assert desk.case.id == "q2"
        assert desk.talk.has_focus


async def test_tab_goes_from_the_queue_over_the_case_to_the_stream():
    async with desk_of(fair.at_work()) as (pilot, desk):
        order = []
        for _ in range(4):
            order.append(pilot.app.focused)
            await pilot.press("tab")
        assert order == [desk.queue, desk.talk, desk.stream.posts, desk.queue]


async def test_space_pauses_and_says_so_in_words():
    day = fair.at_work(arrived=10, now=None)
    async with desk_of(day) as (pilot, desk):
        await pilot.press("space")
        assert day.player.paused
        assert "PAUSED" in on_screen(pilot).splitlines()[0]
        await pilot.press("space")
        assert not day.player.paused
        assert desk.status.said == "Playing at 60×."


async def test_speed_step_and_jump_steer_the_player():
    day = fair.to_be_played()
    async with desk_of(day) as (pilot, desk):
        await pilot.press("plus")
        assert day.player.speed == 300
        await pilot.press("minus", "minus")
        assert day.player.speed == 30
        await pilot.press("full_stop")
        assert day.arrived == 5
        await pilot.press("g", *"11:20", "enter")
        await pilot.pause()
        assert day.clock == at("11:20")
        assert desk.status.said == "Jumped to 11:20."
        await pilot.press("g", *"9:00", "enter")
        await pilot.pause()
        assert "does not go back" in desk.status.said


async def test_a_jump_beyond_the_end_says_when_the_recording_ends():
    day = fair.to_be_played()
    day.until_done = asyncio.Event().wait
    async with desk_of(day) as (pilot, desk):
        await pilot.press("g", *"23:00", "enter")
        await pilot.pause()
        assert desk.status.said == "The recording ends at 11:42."


async def test_a_time_that_is_none_is_asked_again():
    async with desk_of(fair.to_be_played()) as (pilot, desk):
        await pilot.press("g", *"straks", "enter")
        assert "That is no time" in on_screen(pilot)
        await pilot.press("backspace")
        assert "That is no time" not in on_screen(pilot)
        await pilot.press("escape")
        assert pilot.app.screen is desk


async def test_the_next_case_is_played_to_and_selected():
    day = fair.to_be_played()
    async with desk_of(day) as (pilot, desk):
        await pilot.press("N")
        for worker in [one for one in pilot.app.workers if one.group == LOOKING]:
            await worker.wait()
        assert desk.case.id == "q1"
        assert day.clock == at("11:02")
        assert day.player.paused
        assert "Paused at a new case" in desk.status.said


async def test_the_end_of_the_recording_is_said_with_what_remains():
    async with desk_of(fair.at_work(), size=(120, 40)) as (pilot, desk):
        await pilot.pause(0.3)
        assert "The recording has ended. 5 cases still lack a follow-up." in desk.status.said
        assert "ENDED" in on_screen(pilot).splitlines()[0]
        assert not desk.check_action("play_pause", ())


async def test_the_end_is_said_only_once_all_of_the_recording_is_judged():
    day, judged = fair.at_work(), asyncio.Event()
    day.until_done = judged.wait
    async with desk_of(day) as (pilot, desk):
        assert day.player.finished
        assert "has ended" not in desk.status.said
        judged.set()
        await pilot.pause(0.1)
        assert "The recording has ended. 5 cases" in desk.status.said


async def test_a_case_of_the_last_post_is_the_next_case_too():
    day, judged = fair.at_work(arrived=14), asyncio.Event()
    day.until_done = judged.wait
    every, day.every_case = day.every_case, day.every_case[:1]
    async with desk_of(day) as (pilot, desk):
        await pilot.press("N")
        await pilot.pause(0.1)
        day.every_case = every
        judged.set()
        await pilot.pause(0.1)
        assert "Paused at a new case" in desk.status.said


@pytest.mark.parametrize("key", ["space", "full_stop", "plus", "minus", "g", "N"])
async def test_a_key_of_the_replay_says_that_the_recording_has_ended(key):
    async with desk_of(fair.at_work()) as (pilot, desk):
        desk.say("Something else.")
        await pilot.press(key)
        assert pilot.app.screen is desk
        assert desk.status.said == "The recording has ended. 5 cases still lack a follow-up."


async def test_a_jump_typed_until_after_the_end_says_so():
    day = fair.at_work(arrived=14)
    async with desk_of(day) as (pilot, desk):
        await pilot.press("g", *"12:00")
        day.arrived = 15
        await pilot.press("enter")
        await pilot.pause()
        assert "The recording has ended." in desk.status.said


async def test_a_live_fair_shows_no_key_of_a_replay():
    async with desk_of(fair.at_work(live=True)) as (pilot, desk):
        assert not desk.check_action("next_case", ())
        await pilot.press("N")
        assert desk.status.said == "This fair is live: nothing is played."
        await pilot.press("question_mark")
        assert isinstance(pilot.app.screen, Help)
        assert "Play faster" not in on_screen(pilot)


async def test_the_help_is_made_from_the_keys():
    async with desk_of(fair.at_work(arrived=12), size=(120, 60)) as (pilot, _):
        await pilot.press("question_mark")
        screen = on_screen(pilot)
        assert "Take back the last act" in screen
        assert "Play until another case opens" in screen


async def test_the_palette_has_the_acts_that_exist_now():
    async with desk_of(fair.at_work(arrived=12)) as (_, desk):
        titles = {act_listed(act) for act in acts_of(desk)}
        assert {"Resolved  r", "Label  l", "Undo  u", "Next case  N"} <= titles
        assert "Reopen  R" not in titles


async def test_the_palette_opens_once_and_not_over_what_has_no_acts():
    async with desk_of(fair.at_work(arrived=12)) as (pilot, desk):
        await pilot.press("ctrl+p", "ctrl+p", "escape")
        assert pilot.app.screen is desk
        for opening in ("n", "s", "e", "question_mark"):
            await pilot.press(opening)
            opened = pilot.app.screen
            await pilot.press("ctrl+p")
            assert pilot.app.screen is opened
            await pilot.press("escape")
        told = [each.message for each in pilot.app._notifications]
        assert told == ["To choose an act, close what is open."] * 4


async def test_an_act_can_be_done_from_the_palette():
    day = fair.at_work(arrived=12)
    async with desk_of(day) as (pilot, _):
        await pilot.press("ctrl+p", *"dismiss")
        await pilot.pause(0.5)
        await pilot.press("enter")
        await pilot.pause()
        assert [act.kind for act in day.acts] == [ActKind.DISMISS]


async def shown(pilot, words):
    """Wait until the words are on the screen."""
    async with timeout(30):
        while words not in on_screen(pilot):
            await pilot.pause(0.05)


async def test_the_palette_finds_an_act_by_what_it_does_and_says_where_it_finds_none():
    async with desk_of(fair.at_work(arrived=12), size=(120, 40)) as (pilot, desk):
        await pilot.press("ctrl+p", *"alarm")
        await shown(pilot, "Dismiss  d")
        await pilot.press(*"xyz")
        await shown(pilot, "Nothing here is called so.")
        await pilot.press("enter")
        assert pilot.app.screen is desk


async def test_what_enter_would_take_is_marked_without_colour():
    async with desk_of(fair.at_work(arrived=12), size=(120, 40)) as (pilot, _):
        await pilot.press("s")
        await shown(pilot, "▸ until somebody writes")
        await pilot.press("down")
        await shown(pilot, "▸ until 11:")
        assert "▸ until somebody writes" not in on_screen(pilot)
        await pilot.press("escape", "l", "down")
        await shown(pilot, "▸   f  follow-up")


async def test_what_enter_would_take_in_the_palette_is_marked_without_colour():
    async with desk_of(fair.at_work(arrived=12)) as (pilot, desk):
        await pilot.press("ctrl+p")
        first, *others = sorted(map(act_listed, acts_of(desk)))
        await shown(pilot, f"▸ {first}")
        await pilot.press("down")
        await shown(pilot, f"▸ {others[0]}")
        assert f"▸ {first}" not in on_screen(pilot)
        await pilot.press(*"alarm")
        await shown(pilot, "▸ Dismiss  d")


async def test_a_case_that_is_answered_while_one_reads_it_is_said_to_be_so():
    day = fair.at_work()
    async with desk_of(day) as (_, desk):
        day.every_case[0] = a_case("q1", "lotte_v", "Zorg", moves=[("11:44", State.ANSWERED, "Z")])
        desk.pull()
        assert desk.status.said == "No longer waiting, answered by Z: question from lotte_v to Zorg"


async def test_escape_goes_back_to_the_stream_where_one_came_from_it():
    async with desk_of(fair.at_work()) as (pilot, desk):
        await pilot.press("tab", "tab", "up", "enter", "escape")
        assert desk.stream.posts.has_focus
        await pilot.press("escape")
        assert desk.queue.has_focus


async def test_a_post_keeps_its_own_lines_in_the_conversation():
    line = a_line("q", "11:00", "vera", "Twee vragen:\n1. Waar?\n\n\n\n\n2. Wanneer?")
    async with desk_of(FakeDay([line])) as (pilot, _):
        await pilot.press("tab", "tab", "up")
        shown = [line.strip("│ ") for line in on_screen(pilot).splitlines()]
        place = next(at for at, line in enumerate(shown) if line.endswith("1. Waar?"))
        assert shown[place + 2].endswith("2. Wanneer?")


async def test_zoom_gives_a_panel_the_screen_and_back():
    async with desk_of(fair.at_work()) as (pilot, desk):
        await pilot.press("z")
        await pilot.pause()
        assert (desk.queue.size.width, desk.stream.display) == (78, False)
        assert "Waiting for an employer · 5 · z: back" in on_screen(pilot)
        await pilot.press("enter")
        await pilot.pause()
        assert (desk.talk.size.width, desk.queue.display) == (76, False)
        await pilot.press("escape")
        await pilot.pause()
        assert desk.stream.display
        assert ": back" not in on_screen(pilot)


@pytest.mark.parametrize(("key", "lane"), [("1", "queue"), ("2", "unsure")])
async def test_tab_goes_from_a_panel_that_has_all_the_room_to_the_next_and_back(key, lane):
    async with desk_of(fair.at_work()) as (pilot, desk):
        await pilot.press(key, "z")
        panels = [("talk", "talk"), ("stream", "posts"), (lane, lane)]
        for there in panels:
            await pilot.press("tab")
            assert (desk.zoomed, desk.focused.id) == there
        for there in (panels[1], panels[0], panels[2]):
            await pilot.press("shift+tab")
            assert (desk.zoomed, desk.focused.id) == there
        await pilot.press("escape", "tab")
        assert (desk.zoomed, desk.focused.id) == ("", "talk")
        await pilot.press("shift+tab")
        assert (desk.zoomed, desk.focused.id) == ("", "queue")


async def test_a_new_size_of_the_screen_does_not_stop_the_stream():
    async with desk_of(fair.at_work(), size=(120, 40)) as (pilot, desk):
        for size in [(80, 24), (140, 50), (60, 20)]:
            await pilot.resize_terminal(*size)
            await pilot.pause(0.3)
            assert desk.stream.posts.following


@pytest.mark.parametrize("keys", [[], ["2"], ["e"], ["z"], ["v"]])
async def test_a_terminal_without_any_room_ends_no_desk(keys):
    async with desk_of(fair.at_work()) as (pilot, _):
        await pilot.press(*keys)
        for width in (41, 40, 5, 3, 1, 80):
            await pilot.resize_terminal(width, 24)
            await pilot.pause()
            await pilot.press("down")
        assert pilot.app.is_running


async def test_scrolling_up_holds_the_stream_and_scrolling_down_lets_it_go():
    day = a_long_day(200)
    async with desk_of(day) as (pilot, desk):
        posts = desk.stream.posts
        posts.scroll_relative(y=-20, animate=False, force=True)
        await pilot.pause(0.3)
        assert not posts.following
        posts.scroll_end(animate=False, force=True)
        await pilot.pause(0.3)
        assert posts.following


async def test_light_and_dark_change_with_one_key():
    async with desk_of(fair.at_work()) as (pilot, _):
        await pilot.press("t")
        assert not pilot.app.current_theme.dark
        await pilot.press("t")
        assert pilot.app.current_theme.dark


@pytest.mark.parametrize("keys", ["", "e"])
async def test_which_theme_it_is_now_is_said(keys):
    async with desk_of(fair.at_work()) as (pilot, _):
        await pilot.press(*keys)
        for name in ("light", "high contrast", "without colour", "dark"):
            await pilot.press("t")
            await pilot.pause()
            assert f"Theme: {name}." in on_screen(pilot)


async def test_accounting_is_on_the_screen():
    async with desk_of(fair.at_work(unreadable=2), size=(120, 40)) as (pilot, _):
        assert "63 received = 15 shown + 46 folded + 2 unreadable" in on_screen(pilot)


async def test_a_stream_of_many_posts_asks_only_for_what_is_visible():
    day = a_long_day(300_000)
    async with desk_of(day) as (pilot, desk):
        await pilot.press("tab", "tab", "home", "pagedown", "end")
        await pilot.pause()
        assert desk.stream.posts.count() == 300_000
        assert max(asked for asked in day.asked if asked not in (CHUNK, AGAIN)) < 50


@pytest.mark.parametrize("size", [(20, 5), (200, 60)])
async def test_the_desk_can_be_drawn_at_any_size(size):
    async with desk_of(fair.at_work(), size=size) as (pilot, _):
        await pilot.press("tab", "tab", "up")
        assert on_screen(pilot)
