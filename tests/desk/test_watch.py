"""What the desk watches by itself: posts in doubt, silence, what came in, the employers."""

from dataclasses import replace
from datetime import timedelta

import pytest

from feeds.post import Gap
from feeds.status import State as Feeding
from feeds.status import Status
from moderator.core.board import Accounting, Counts, FeedGap
from moderator.core.facts import ActKind, LinkChecked, LinkState
from moderator.core.labels import Label
from moderator.desk import intake
from moderator.desk.doubt import AGAIN, CHUNK, Doubts, in_doubt
from moderator.desk.employers import Vacancies, employers
from moderator.desk.lanes import Lane
from moderator.intake.tally import Checks, Depths, FeedStatus
from moderator.megaphone import Megaphone
from moderator.wishes.wish import Wish
from tests.desk import fair
from tests.desk.test_desk import desk_of, on_screen
from tests.fakes import START, FakeDay, a_line, at


@pytest.mark.parametrize(
    ("label", "confidence", "doubt"),
    [
        (Label.QUESTION, 0.69, True),
        (Label.QUESTION, 0.71, False),
        (Label.FOLLOW_UP, 0.6, True),
        (Label.OTHER, 0.6, False),
        (Label.OTHER, 0.49, True),
        (Label.SPAM, 0.1, False),
    ],
)
def test_a_label_is_in_doubt_where_another_one_would_move_a_case(label, confidence, doubt):
    assert in_doubt(a_line("a", "11:00", "x", "tekst", label, confidence=confidence)) is doubt


def test_what_is_unjudged_corrected_or_deleted_is_not_in_doubt():
    line = a_line("a", "11:00", "x", "tekst", Label.QUESTION, confidence=0.2)
    for changes in ({"verdict": None}, {"corrected": True}, {"deleted": True}):
        assert not in_doubt(replace(line, **changes))


def test_doubts_are_found_and_dropped_as_verdicts_change():
    unsure = a_line("a", "11:00", "x", "tekst", Label.QUESTION, confidence=0.2)
    sure = replace(unsure, corrected=True)
    lines = [sure] * 10 + [unsure] + [sure] * (CHUNK * 2)
    doubts, version = Doubts(), 0
    for version in range(5):
        doubts.look(lambda start, stop: lines[start:stop], len(lines), version=version)
    assert doubts.positions == [10]
    lines[10], lines[700] = sure, unsure
    for version in range(5, 5 + len(lines) // AGAIN + 1):
        doubts.look(lambda start, stop: lines[start:stop], len(lines), version=version)
    assert doubts.positions == [700]


def test_after_the_last_change_all_is_looked_at_once_more_and_what_is_in_doubt_first():
    unsure = a_line("a", "11:00", "x", "tekst", Label.QUESTION, confidence=0.2)
    sure = replace(unsure, corrected=True)
    lines = [sure] * 300 + [unsure] + [sure] * 300
    doubts = Doubts()

    def look(version):
        doubts.look(lambda start, stop: lines[start:stop], len(lines), version=version)

    for version in range(3):
        look(version)
    lines[300], lines[590] = sure, unsure
    look(3)
    assert doubts.positions == []
    for _ in range(len(lines) // AGAIN + 1):
        look(3)
    assert doubts.positions == [590]


def test_nothing_is_read_while_nothing_changes():
    line = a_line("a", "11:00", "x", "tekst")
    doubts, asked = Doubts(), []

    def read(start, stop):
        asked.append((start, stop))
        return [line] * (stop - start)

    doubts.look(read, 3, version=1)
    asked.clear()
    doubts.look(read, 3, version=1)
    assert asked == []


def counts(posts, talk):
    return Counts(posts, 0, 0, {Label.REACTION: talk})


def minutes(number):
    return START + timedelta(minutes=number)


def test_half_an_hour_of_sending_without_talk_is_a_megaphone():
    megaphone = Megaphone()
    heard = [megaphone.listen(counts(3 * each, 0), minutes(each)) for each in range(32)]
    assert heard[29] is None
    assert (heard[30].posts, heard[30].interactions) == (90, 0)


@pytest.mark.parametrize(("a_minute", "talk"), [(3, 3), (0.5, 0)])
def test_talk_or_a_quiet_hour_is_no_megaphone(a_minute, talk):
    megaphone = Megaphone()
    for each in range(61):
        heard = megaphone.listen(counts(int(a_minute * each), each // 20 * talk), minutes(each))
        assert heard is None


def test_a_clock_that_goes_back_begins_anew():
    megaphone = Megaphone()
    for each in (*range(25), 0, 10):
        assert megaphone.listen(counts(3 * each, 0), minutes(each)) is None


def test_posts_that_wait_to_be_judged_may_be_talk():
    megaphone = Megaphone()
    megaphone.listen(counts(0, 0), minutes(0))
    assert megaphone.listen(counts(500, 0), minutes(31), unjudged=10) is None
    assert megaphone.listen(counts(500, 0), minutes(31), unjudged=9) is not None


async def test_nobody_cries_silence_while_a_jump_is_being_judged():
    lines = [a_line(str(n), "10:00", "x", "Vacature!", Label.VACANCY) for n in range(100)]
    day = FakeDay(lines, arrived=10, now=at("10:00"), live=True)
    async with desk_of(day, size=(120, 40)) as (_, desk):
        day.arrived, day.now, day.waiting = 100, at("10:31"), Depths(unjudged=80)
        desk.pull()
        assert desk.status.silence is None
        day.waiting = Depths()
        desk.pull()
        assert desk.status.silence is not None


def test_silence_before_it_began_to_listen_counts():
    megaphone, sent = Megaphone(), [(minutes(each), 3) for each in range(50)]
    megaphone.recall(sent, [minutes(10)], counts(150, 1), minutes(50))
    heard = megaphone.listen(counts(150, 1), minutes(50))
    assert (heard.posts, heard.interactions) == (90, 0)


@pytest.mark.parametrize("talked_at", [[25, 26], [49, 49]])
def test_talk_before_it_began_to_listen_counts(talked_at):
    megaphone, sent = Megaphone(), [(minutes(each), 3) for each in range(50)]
    megaphone.recall(sent, [*map(minutes, talked_at)], counts(150, 2), minutes(50))
    assert megaphone.listen(counts(150, 2), minutes(50)) is None


def test_a_fair_that_began_just_before_is_not_called_silent():
    megaphone, sent = Megaphone(), [(minutes(each), 9) for each in range(20)]
    megaphone.recall(sent, [], counts(180, 0), minutes(20))
    assert megaphone.listen(counts(180, 0), minutes(20)) is None
    assert megaphone.listen(counts(180, 0), minutes(30)) is not None


async def test_a_desk_that_is_opened_in_a_silence_says_so():
    lines = [
        a_line(str(n), f"{10 + n // 60}:{n % 60:02}", "x", "Vacature!", Label.VACANCY)
        for n in range(90)
    ]
    async with desk_of(FakeDay(lines, now=at("11:30"), live=True), size=(120, 40)) as (_, desk):
        assert desk.status.silence.posts >= 30


async def test_the_alarm_is_said_once_and_stays_in_words():
    lines = [a_line(str(n), "10:00", "x", "Vacature!", Label.VACANCY) for n in range(100)]
    day = FakeDay(lines, arrived=10, now=at("10:00"), live=True)
    async with desk_of(day) as (pilot, desk):
        day.arrived, day.now = 100, at("10:31")
        desk.pull()
        assert "0 interactions in half an hour with 100 posts" in desk.status.said
        assert desk.status.hint == ": ask something, or call on an employer (e)"
        assert desk.status.hint in on_screen(pilot)
        desk.status.hush()
        await pilot.pause()
        assert "MEGAPHONE: nobody talks" in on_screen(pilot)


def a_feed(state=Feeding.CONNECTED, **about):
    status = Status("mastodon", state, **about)
    gap = FeedGap("mastodon", Gap(at("11:00"), at("11:04")))
    return FeedStatus(status, Accounting(5, shown=5), (gap,))


@pytest.mark.parametrize(
    ("feed", "told"),
    [
        (a_feed(lag=timedelta(seconds=2)), "● mastodon 2s"),
        (a_feed(Feeding.RETRYING, retry_seconds=8.0), "○ mastodon retrying 8s"),
        (a_feed(Feeding.STOPPED), "✗ mastodon stopped"),
        (a_feed(Feeding.SILENT), "◐ mastodon silent"),
    ],
)
def test_a_feed_is_told_in_a_sign_and_words(feed, told):
    assert intake.short(feed) == told


async def test_feeds_are_on_the_first_line_and_what_is_missing_below():
    day = fair.at_work(live=True)
    day.every_feed = [a_feed(Feeding.RETRYING, retry_seconds=8.0, reason="no answer")]
    day.waiting = Depths(unjudged=900)
    async with desk_of(day, size=(120, 40)) as (pilot, desk):
        for _ in range(100):  # it is drawn after the first look
            if "mastodon · retrying · no answer" in on_screen(pilot):
                break
            await pilot.pause(0.02)
        assert "○ mastodon retrying 8s" in on_screen(pilot).splitlines()[0]
        assert "mastodon · retrying · no answer" in on_screen(pilot)
        desk.status.hush()
        await pilot.pause()
        assert "mastodon: posts may be missing from" in on_screen(pilot)
        await pilot.press("h", "h")
        assert "! 900 posts not judged" in on_screen(pilot)
        await pilot.press("i")
        await pilot.pause()
        screen = on_screen(pilot)
        assert "mastodon · retrying · no answer" in screen
        assert "posts may be missing from 11:00:00 to 11:04:00" in screen
        assert "no post so far" in screen


def test_employers_are_listed_by_what_they_owe():
    day = fair.at_work()
    vacancies = Vacancies()
    assert not vacancies.look(day)
    found = employers(day.cases(), vacancies.by_party(), ["Stil BV"], day.clock)
    assert [one.name for one in found] == [
        "TechniekNL", "Bakker Bolt", "Zorggroep Noord", "UWV Noord", "Stil BV",
    ]  # fmt: skip
    assert (found[0].lacking, len(found[0].vacancies), found[0].questions) == (2, 1, 1)
    assert found[0].median == timedelta(minutes=2)
    assert found[-1].median is None


async def test_from_an_employer_one_comes_to_its_case():
    day = fair.at_work()
    async with desk_of(day, size=(120, 40)) as (pilot, desk):
        await pilot.press("e")
        await pilot.pause()
        assert "1 vacancy · 2 cases · first word after 2 min" in on_screen(pilot)
        await pilot.press("enter", "down", "enter")
        await pilot.pause()
        assert pilot.app.screen is desk
        assert desk.case.id == "q3"


async def test_from_the_employers_escape_leads_back():
    async with desk_of(fair.at_work()) as (pilot, desk):
        await pilot.press("e", "enter", "escape", "escape")
        await pilot.pause()
        assert pilot.app.screen is desk


async def test_a_link_is_looked_at_again_with_one_key():
    day = fair.at_work()
    asked = []

    async def recheck(key):
        asked.append(key)
        if len(asked) > 1:
            raise ValueError("the fair's engine cannot be reached now")
        return 1

    day.checks, day.recheck = lambda: Checks(known=3, failed=1), recheck
    async with desk_of(day) as (pilot, desk):
        await pilot.press("L")
        assert asked == ["q1"]
        assert desk.status.said == "The link is looked at again."
        await pilot.press("L")
        assert desk.status.said == "That was not possible: the fair's engine cannot be reached now"
        await pilot.press("i")
        await pilot.pause()
        assert "3 links known, 1 check failed" in on_screen(pilot)


async def test_where_links_are_not_checked_there_is_no_key_for_it():
    async with desk_of(fair.at_work()) as (pilot, desk):
        assert not desk.check_action("recheck", ())
        await pilot.press("L")
        assert not desk.status.said.startswith("The link")


@pytest.mark.parametrize(
    ("state", "told"),
    [(LinkState.ALIVE, "works, 3 min ago"), (LinkState.DEAD, "dead, 3 min ago: no such page")],
)
async def test_the_state_of_a_link_and_its_age_stand_beside_it(state, told):
    day = fair.at_work()
    link = "https://zorggroepnoord.example.nl/wijkzorg"
    reason = "no such page" if state.is_broken else ""
    day.lines[1] = replace(day.lines[1], link=LinkChecked(link, state, at("11:42"), reason))
    async with desk_of(day, size=(160, 40)) as (pilot, _):
        assert f"→ zorggroepnoord.example.nl/wijkzorg · {told}" in on_screen(pilot)


async def test_cases_that_colleagues_dismiss_leave_the_employers_screen_as_it_is():
    day = fair.at_work()
    async with desk_of(day, size=(120, 40)) as (pilot, _):
        await pilot.press("e", "enter", "end")
        screen = pilot.app.screen
        last = screen.matters.count() - 1
        assert screen.matters.cursor == last > 0
        name = screen.matters._key_of(last)
        gone = screen.matters.employer.cases[0]
        day.every_case = [case for case in day.every_case if case.id != gone.id]
        screen.pull()
        assert (screen.matters.cursor, screen.matters._key_of(last - 1)) == (last - 1, name)
        day.every_case, day.lines = [], []
        screen.pull()
        await pilot.press("enter")
        assert screen.matters.cursor < screen.matters.count()


async def test_from_the_employers_a_closed_case_is_found_in_its_lane():
    day = fair.at_work()
    async with desk_of(day, size=(120, 40)) as (pilot, desk):
        await day.act(Wish(ActKind.RESOLVE, "q1"))
        desk.pull()
        desk.say("")
        desk.select_case("q1")
        assert (desk.lane, desk.case.id) == (Lane.CLOSED, "q1")
        await pilot.press("1")
        assert not desk.status.said.startswith("No longer")


async def test_at_eighty_columns_an_employer_is_told_with_its_pace_and_its_cases_in_whole_words():
    day = fair.at_work()
    async with desk_of(day) as (pilot, _):
        await pilot.press("e")
        await pilot.pause()
        await pilot.pause()
        screen = on_screen(pilot)
        assert "2 cases · first word after 2 min" in screen
        assert "Link doet het niet bij mij, @techniek_n" in screen
        assert "TechniekNL · 2 cases lack a follow-up" in screen
        await pilot.resize_terminal(64, 24)
        await pilot.pause()
        assert "TechniekNL · 2 wait " in on_screen(pilot)


@pytest.mark.parametrize("width", [120, 80])
async def test_a_case_that_is_set_aside_is_counted_apart_at_its_employer(width):
    day = fair.at_work()
    await day.act(Wish(ActKind.SNOOZE, "q3"))
    async with desk_of(day, size=(width, 40)) as (pilot, _):
        await pilot.press("e")
        await pilot.pause()
        screen = on_screen(pilot)
        assert "1 waits, 1 set aside" in screen
        assert (" · 2 cases lack a follow-up, of which 1 set aside " in screen) == (width == 120)
        assert "? set aside " in screen


async def test_what_an_employer_owes_is_said_in_other_words_than_how_its_cases_stand():
    async with desk_of(fair.at_work(), size=(120, 40)) as (pilot, _):
        await pilot.press("e")
        await pilot.pause()
        assert "2 wait" in on_screen(pilot)
        assert "2 open" not in on_screen(pilot)


async def test_a_filter_on_what_no_label_is_called_says_which_labels_there_are():
    async with desk_of(fair.at_work()) as (pilot, _):
        await pilot.press("slash", *"label:vraagx", "enter")
        await pilot.pause()
        screen = " ".join(on_screen(pilot).split())
        assert "No label is called so. There are: spam, broken link, question," in screen
        assert "promotion, other" in screen
