"""Second opinions in a running day: never in the way of a post, and nothing lost by them."""

import asyncio
import json
import os
import sys

import pytest

from feeds.base import Batch
from feeds.post import Kind
from moderator.classify.judges import Judges
from moderator.classify.learned import LearnedClassifier
from moderator.classify.second import Opinions
from moderator.core.engine import Engine
from moderator.core.facts import ActKind, Judged, PostDeleted
from moderator.core.labels import Label, Verdict
from moderator.day.live import LiveDay
from moderator.intake.tally import Depths, Work
from moderator.pipeline import Pipeline
from moderator.replay import Showing, replay
from moderator.store.memory import MemoryJournal
from moderator.store.sqlite import open_journal
from moderator.study import study
from moderator.wishes.wish import Wish
from tests.classify.test_remote import Model
from tests.clocks import until
from tests.test_pipeline import FAIR, NINE, Scripted, a_pipeline, a_post


class Reader:
    """Knows a question by the word vraag; slow until it is let go."""

    name = "reader"
    rank = 1

    def __init__(self, *, slow=False):
        self.asked = []
        self.free = asyncio.Event()
        if not slow:
            self.free.set()

    async def classify(self, readings):
        self.asked += [one.key for one in readings]
        await self.free.wait()
        return [self.verdict(one) for one in readings]

    def verdict(self, reading):
        asks = "vraag" in reading.post.text
        return Verdict(Label.QUESTION if asks else Label.OTHER, 0.95)


def posts():
    """A vacancy, and two replies of which the first classifier makes little."""
    yield a_post(1)
    yield a_post(2, text="@kok1 vraagje xq", kind=Kind.REPLY, in_reply_to="1")
    yield a_post(3, text="@kok1 zzq xq", kind=Kind.REPLY, in_reply_to="1")


OTHER = {"x:2": "x:3", "x:3": "x:2"}
"""The other one of the two replies."""


class Unsure(LearnedClassifier):
    """Takes replies for something else, hardly sure, and all else surely for vacancies."""

    async def classify(self, readings):
        vacancy, other = Verdict(Label.VACANCY, 0.95), Verdict(Label.OTHER, 0.4)
        return [other if one.post.in_reply_to else vacancy for one in readings]


def judged_by(opinions):
    return Judges(LearnedClassifier(FAIR), opinions)


def a_day(second, journal=None, *, patient=False, line=64, later=64):
    opinions = Opinions([second], patient=patient, line=line, later=later)
    return Pipeline(Engine(FAIR), Unsure(FAIR), journal or MemoryJournal(), opinions=opinions)


async def test_a_second_opinion_opens_the_case_that_the_first_missed():
    journal = MemoryJournal()
    taking_in = a_day(Reader(), journal)
    await taking_in.follow([Scripted("x", Batch(tuple(posts()), "3"))])
    assert [case.opened_by for case in taking_in.engine.cases()] == ["x:2"]
    assert {fact.rank for fact in journal.facts() if isinstance(fact, Judged)} == {0, 1}
    work = taking_in.tally.work()
    assert (work["reader"].asked, work["reader"].revised) == (2, 1)
    assert work["learned"].judged > 2
    assert taking_in.tally.by_feed().keys() == {"x"}


async def test_what_was_judged_again_is_known_after_a_restart_and_not_asked_again(tmp_path):
    with open_journal(tmp_path / "fair.sqlite") as journal:
        await a_day(Reader(), journal).follow([Scripted("x", Batch(tuple(posts()), "3"))])
    second = Reader()
    with open_journal(tmp_path / "fair.sqlite") as journal:
        again = a_day(second, journal)
        again.restore()
        await again.follow([Scripted("x")])
        assert [case.opened_by for case in again.engine.cases()] == ["x:2"]
        assert second.asked == []
        assert again.tally.work()["reader"] == Work(asked=2, revised=1)


async def test_no_post_waits_for_a_slow_second_opinion():
    second = Reader(slow=True)
    taking_in = a_day(second, line=1, later=0)
    feed = Scripted("x", *(Batch((post,)) for post in posts()), stays=True)
    day = LiveDay(taking_in, [feed], moderator="m", now=lambda: NINE)
    following = asyncio.create_task(taking_in.follow([feed]))
    await until(lambda: "reader" in day.work())
    assert day.work()["reader"] == Work(skipped=1)
    assert day.depths() == Depths(second=1)
    assert day.stream_length() == 3
    following.cancel()
    with pytest.raises(asyncio.CancelledError):
        await following


async def test_a_deleted_or_corrected_post_is_shown_to_nobody_else():
    second = Reader(slow=True)
    taking_in = a_day(second)
    feed = Scripted("x", Batch(tuple(posts())), stays=True)
    day = LiveDay(taking_in, [feed], moderator="m", now=lambda: NINE)
    following = asyncio.create_task(taking_in.follow([feed]))
    await until(lambda: second.asked)
    (first,) = second.asked
    await day.act(Wish(ActKind.RELABEL, OTHER[first], label=Label.REACTION))
    second.free.set()
    await until(lambda: not day.depths().second)
    assert second.asked == [first]
    following.cancel()
    with pytest.raises(asyncio.CancelledError):
        await following


async def test_a_post_that_is_deleted_while_it_is_lined_up_goes_nowhere():
    second = Reader(slow=True)
    taking_in = a_day(second)
    feed = Scripted("x", Batch(tuple(posts())), stays=True)
    following = asyncio.create_task(taking_in.follow([feed]))
    await until(lambda: second.asked)
    (first,) = second.asked
    taking_in.record([PostDeleted(OTHER[first].removeprefix("x:"), "x", NINE)])
    second.free.set()
    await until(lambda: not taking_in.depths.second)
    assert second.asked == [first]
    following.cancel()
    with pytest.raises(asyncio.CancelledError):
        await following


async def test_a_patient_day_asks_about_everything_however_short_the_line():
    outcomes = []
    for line in (1, 64):
        taking_in = a_day(Reader(), patient=True, line=line)
        many = [a_post(n, text=f"@kok1 vraagje {n}", kind=Kind.REPLY, in_reply_to="1")
                for n in range(2, 40)]  # fmt: skip
        await taking_in.follow([Scripted("x", Batch((a_post(1), *many)))])
        stream = taking_in.engine.stream(0, 99)
        outcomes.append([(line.key, line.verdict.label) for line in stream])
        assert taking_in.tally.work()["reader"].skipped == 0
    assert outcomes[0] == outcomes[1]
    assert [label for _, label in outcomes[0][1:]] == [Label.QUESTION] * 38


async def test_after_the_last_post_an_act_can_still_lead_to_a_second_opinion():
    second = Reader()
    taking_in = a_day(second)
    day = LiveDay(taking_in, [], moderator="m", now=lambda: NINE)
    await taking_in.follow([Scripted("x", Batch(tuple(posts())))])
    before = len(second.asked)
    judging = asyncio.create_task(taking_in.keep_judging())
    await day.act(Wish(ActKind.RELABEL, "x:1", label=Label.OTHER))
    await until(lambda: len(second.asked) > before and not taking_in.depths.second)
    judging.cancel()
    with pytest.raises(asyncio.CancelledError):
        await judging


async def test_where_the_first_classifier_fails_that_is_counted():
    class Broken(LearnedClassifier):
        async def classify(self, readings):
            raise ValueError("no")

    taking_in = a_pipeline()
    taking_in._classifier = Broken(FAIR)
    await taking_in.follow([Scripted("x", Batch((a_post(1),)))])
    work = taking_in.tally.work()["learned"]
    assert (work.judged, work.failed) == (2, 2)


async def test_a_study_and_a_replay_ask_too():
    second = Reader()
    studied = await study(
        "moderator/data/recordings/demo.jsonl.gz", FAIR, judged_by(Opinions([second]))
    )
    assert studied.work["reader"].asked == len(second.asked) > 0

    async def audience(day):
        day.player.speed = float("inf")
        await day.until_done()
        assert day.work()["reader"].asked == len(second.asked)

    second = Reader()
    showing = Showing(judges=judged_by(Opinions([second], patient=True)))
    recording = "moderator/data/recordings/demo.jsonl.gz"
    await replay(recording, FAIR, MemoryJournal(), showing=showing, audience=audience)
    assert second.asked


WHERE = """
[fair]
hashtag = "banen"
[classifier.remote]
enabled = true
url = "{url}/v1"
model = "example-model"
token_env = "EXAMPLE_MODEL_TOKEN"
"""
ROWS = [
    {"text": "Vacature: kok in Assen #banen", "author": "kok1", "kind": "original"},
    {"text": "@kok1 zzq xq?", "author": "anna", "kind": "reply", "in_reply_to": "1"},
]


async def told(folder, url, **environment):
    """What `moderator cases` says of a day with a question, judged by that model too."""
    rows = [
        row | {"v": 1, "id": str(number), "source": "x", "created_at": "2026-11-19T09:00:00Z"}
        for number, row in enumerate(ROWS, start=1)
    ]
    recording, config = folder / "day.jsonl", folder / "fair.toml"
    recording.write_text("".join(json.dumps(row) + "\n" for row in rows))
    config.write_text(WHERE.format(url=url))
    running = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "moderator", "cases", recording, "--config", config),
        env=os.environ | {"MODERATOR_LANGUAGE": "en"} | environment,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    out, words = await running.communicate()
    return running.returncode, out.decode(), words.decode()


async def test_a_command_asks_the_model_that_the_configuration_names(tmp_path):
    async with Model() as server:
        code, out, words = await told(tmp_path, server.address, EXAMPLE_MODEL_TOKEN="hush-hush")
    assert code == 0
    assert json.loads(out)["cases"], "a model that calls everything a question opens a case"
    assert "second opinion, remote: " in words
    assert server.asked[0].headers["authorization"] == "Bearer hush-hush"
    assert "hush" not in out + words


async def test_a_token_that_is_not_there_is_said_before_anything_starts(tmp_path):
    async with Model() as server:
        code, out, words = await told(tmp_path, server.address)
    assert (code, out, server.asked) == (2, "", [])
    assert "[classifier.remote] token_env: the environment variable that it names" in words
