"""A trainee at a real replay: what the scenario and the trainer add, and what is written down."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from math import inf

import pytest

from moderator.core.board import Counts
from moderator.core.facts import ActKind, LinkState, PostSeen
from moderator.megaphone import Megaphone
from moderator.practice import phrases
from moderator.practice.director import Director
from moderator.practice.log import Entry, Log, What, of, paused
from moderator.practice.outcome import Outcome
from moderator.practice.scenario import (
    Cue,
    HeldBack,
    Scenario,
    Trigger,
)
from moderator.practice.staging import Staging
from moderator.store.memory import MemoryJournal
from moderator.wishes.sense import Refusal
from moderator.wishes.wish import Wish
from tests.clocks import until
from tests.practice.classroom import (
    ANSWER,
    FAIR,
    NINE,
    QUESTION,
    Classroom,
    Stage,
    a_post,
    an_inject,
)


async def test_an_employer_answers_some_time_after_the_nudge(tmp_path):
    cue = Cue(on=Trigger.NUDGE, post=QUESTION, after=timedelta(minutes=4))
    room = Classroom(tmp_path, an_inject("answer", cue, (0, ANSWER)))

    async def lesson(at):
        await at.come("x:13")
        assert not at.is_there("x:a1")
        await at.seat.act(Wish(ActKind.NUDGE, QUESTION, text="kijk even"))
        nudged = at.seat.clock
        await at.come("x:20")
        await until(lambda: at.is_there("x:a1"))
        assert at.seat.line("x:a1").post.at == nudged + timedelta(minutes=4)
        await until(lambda: not at.seat.case(QUESTION).lacks_follow_up)
        told = await room.attempt.debrief()
        (case,) = told.cases
        assert case.mark.outcome is Outcome.FOUND
        assert case.mark.after(case.mark.closed_at) == timedelta(minutes=8)
        assert told.score.total == 100

    await room.play(lesson)
    (entry,) = of(room.log.entries, What.INJECTED)
    assert entry.text == "answer"


async def test_the_trainer_lets_things_happen_by_hand_each_once(tmp_path):
    post = a_post("h1", 0, "sanne", "@bolt zoeken jullie ook stagiairs? #proef")
    dead = an_inject("gone", Cue(on=Trigger.HAND), dead_link="https://bolt.example/1")
    room = Classroom(tmp_path, an_inject("more", Cue(on=Trigger.HAND), (0, post)), dead)

    async def lesson(at):
        await at.come(QUESTION)
        assert [one.name for one in room.attempt.coming] == ["more", "gone"]
        await room.attempt.fire("more")
        await until(lambda: at.is_there("x:h1"))
        await room.attempt.fire("gone")
        await room.attempt.write("kees", "@bolt zijn jullie er nog?")
        with pytest.raises(Refusal, match="come already"):
            await room.attempt.fire("more")
        await until(lambda: at.seat.accounting().received == 4)

    await room.play(lesson)
    checks = [fact for fact in room.journal.facts() if not isinstance(fact, PostSeen)]
    assert LinkState.DEAD in [getattr(fact, "state", None) for fact in checks]
    assert [entry.text for entry in of(room.log.entries, What.INJECTED)] == [
        "more",
        "gone",
        "@kees",
    ]


async def test_what_answers_a_post_that_has_not_come_yet_cannot_come_by_hand(tmp_path):
    about = an_inject("about", Cue(on=Trigger.NUDGE, post=QUESTION), dead_link="https://a.example/")
    thanks = a_post("a2", 0, "lotte", "@bolt mooi! #proef", in_reply_to="a1")
    answer = an_inject("answer", Cue(on=Trigger.HAND), (0, ANSWER), (1, thanks))
    room = Classroom(tmp_path, answer, about)

    async def lesson(at):
        await at.come("x:1")
        assert room.attempt.coming == []
        for name in ("answer", "about"):
            with pytest.raises(Refusal, match="has not come yet"):
                await room.attempt.fire(name)
        await at.come(QUESTION)
        assert list(room.attempt.coming) == [answer, about]
        await room.attempt.fire("answer")
        await until(lambda: at.is_there("x:a1"))

    await room.play(lesson)


async def test_a_silence_by_hand_holds_back_what_comes_after_it_and_is_accounted_for(tmp_path):
    hush = HeldBack(timedelta(minutes=3))
    room = Classroom(tmp_path, an_inject("hush", Cue(on=Trigger.HAND), held_back=hush))

    async def lesson(at):
        await at.come("x:10")
        await room.attempt.fire("hush")
        at.seat.player.jump(NINE + timedelta(minutes=12))
        await until(lambda: at.is_there("x:16"))
        there = [at.is_there(f"x:{number}") for number in range(10, 17)]
        assert there == [True, False, False, True, True, True, True]
        assert at.seat.accounting().filtered == 2

    await room.play(lesson)


async def test_what_waits_for_a_post_comes_when_that_has_come(tmp_path):
    post = a_post("n1", 0, "sanne", "Iemand hier? #proef")
    cue = Cue(on=Trigger.ARRIVES, post="x:12", after=timedelta(minutes=2))
    room = Classroom(tmp_path, an_inject("seen", cue, (0, post)))

    async def lesson(at):
        await at.come("x:13")
        assert not at.is_there("x:n1")
        await at.come("x:14")
        await until(lambda: at.is_there("x:n1"))

    await room.play(lesson)


async def test_what_waits_for_silence_comes_with_the_megaphone_alarm():
    post = a_post("m1", 0, "jo", "Stil hier! #proef")
    loud = an_inject("loud", Cue(on=Trigger.MEGAPHONE), (0, post))
    director = Director(Staging(Scenario("proef", "day", injects=(loud,)), FAIR.timezone))
    stage = Stage()
    came = []
    for _minute in range(35):
        came.append(await director.direct(stage))
        stage.clock, stage.posts = stage.clock + timedelta(minutes=1), stage.posts + 2
    assert came.index(loud) == 30
    assert came.count(loud) == 1
    assert [one.id for one in stage.came] == ["m1"]


async def test_pauses_steps_and_speeds_are_free_and_counted(tmp_path):
    room = Classroom(tmp_path)

    async def lesson(at):
        await at.come("x:2")
        at.seat.player.speed = 0.5
        at.seat.player.speed = 0.5
        at.seat.player.play()
        at.seat.player.play()
        at.seat.player.pause()

    await room.play(lesson)
    entries = room.log.entries
    assert len(of(entries, What.PAUSED)) == 2
    assert len(of(entries, What.STEPPED)) == 2
    assert [entry.value for entry in of(entries, What.SPEED)] == [1.0, 0.5]
    assert paused(entries) == timedelta(seconds=4)
    told = await room.attempt.summed_up(NINE)
    assert phrases.speeds(told) == "1×, 0.5×"
    gone_on_with = (*entries, of(entries, What.SPEED)[-1])
    assert phrases.speeds(replace(told, entries=gone_on_with)) == "1×, 0.5×"


def entries_of(*told):
    wall = datetime(2026, 11, 1, tzinfo=UTC)
    return [Entry(what=what, wall=wall + timedelta(seconds=at)) for what, at in told]


def test_a_pause_that_a_crash_ended_or_that_goes_on_lasts_until_the_last_that_is_known():
    crashed = entries_of((What.BEGAN, 0), (What.PAUSED, 5), (What.ASIDE, 9), (What.BEGAN, 999))
    assert paused(crashed) == timedelta(seconds=4)
    assert paused(entries_of((What.PAUSED, 5), (What.DEBRIEFED, 8))) == timedelta(seconds=3)
    assert paused([]) == timedelta()


async def test_the_log_outlives_a_crash_and_what_had_come_does_not_come_again(tmp_path):
    hand = an_inject("more", Cue(on=Trigger.HAND), (2, a_post("h1", 0, "sanne", "Hoi #proef")))
    path, journal = tmp_path / "log.jsonl", MemoryJournal()
    first = Classroom(tmp_path, hand, log=Log(path), journal=journal)

    async def lesson(at):
        await at.come("x:10")
        await first.attempt.fire("more")
        first.attempt.aside("ik bel Bolt")
        first.attempt.observe("tone", 3)

    await first.play(lesson)
    path.write_text(path.read_text(encoding="utf-8") + '\n{"what": "as', encoding="utf-8")
    second = Classroom(tmp_path, hand, log=Log(path), journal=journal)

    async def next_lesson(at):
        await until(lambda: second.attempt.coming == [])
        await at.come("x:13")
        await until(lambda: at.is_there("x:h1"))
        told = await second.attempt.debrief()
        assert told.observed == {"tone": 3}
        assert told.count(What.ASIDE) == 1

    await second.play(next_lesson)
    assert len(of(second.log.entries, What.INJECTED)) == 1


def test_a_day_that_was_played_flat_out_is_known_to_have_been(tmp_path):
    entry = Entry(what=What.SPEED, wall=datetime(2026, 11, 1, tzinfo=UTC), value=inf)
    Log(tmp_path / "log.jsonl").add(entry)
    assert Log(tmp_path / "log.jsonl").entries == (entry,)


@pytest.mark.parametrize("before", ["", "\n", '{"what": "asi'])
def test_what_a_trainee_said_aside_is_read_again_whatever_stands_in_it(tmp_path, before):
    path, wall = tmp_path / "log.jsonl", datetime(2026, 11, 1, tzinfo=UTC)
    path.write_text(before)
    said = ("gebeld:\u2028zij zoekt het uit", "twee\nregels", "\x85\r\x0b\x1c", "laatste")
    log = Log(path)
    for text in said:
        log.add(Entry(what=What.ASIDE, wall=wall, text=text))
    assert Log(path).entries == log.entries
    assert tuple(one.text for one in log.entries) == said


def test_what_could_not_be_written_down_is_kept_and_written_with_the_next(tmp_path):
    path, wall = tmp_path / "log.jsonl", datetime(2026, 11, 1, tzinfo=UTC)
    log = Log(path)
    path.mkdir()
    log.add(Entry(what=What.ASIDE, wall=wall, text="een"))
    assert log.unwritten == "Is a directory"
    path.rmdir()
    log.add(Entry(what=What.ASIDE, wall=wall, text="twee"))
    assert log.unwritten == ""
    assert [one.text for one in Log(path).entries] == ["een", "twee"]


def test_no_half_hour_has_passed_at_the_first_post():
    megaphone, nothing = Megaphone(), datetime.min.replace(tzinfo=UTC)
    assert megaphone.listen(Counts(0, 0, 0, {}), nothing) is None
    assert megaphone.listen(Counts(40, 0, 0, {}), NINE) is None
    assert megaphone.listen(Counts(80, 0, 0, {}), NINE + timedelta(minutes=30))


def test_points_that_no_rubric_has_are_refused(tmp_path):
    attempt = Classroom(tmp_path).attempt
    for item, points in (("tone", 5), ("height", 2)):
        with pytest.raises(Refusal, match="no such item"):
            attempt.observe(item, points)


async def test_nothing_can_be_injected_before_the_day_has_begun(tmp_path):
    room = Classroom(tmp_path, an_inject("noon", Cue(at=time(9, 30)), (0, ANSWER)))
    assert room.attempt.coming == []
    with pytest.raises(Refusal, match="not begun"):
        await room.attempt.write("kees", "hallo")
