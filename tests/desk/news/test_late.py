"""A post that comes in late does not wake a case that waits for somebody to write: it is told."""

import pytest

from moderator.classify.judges import alone
from moderator.core.facts import ActKind
from moderator.core.labels import Label
from moderator.day.live import LiveDay
from moderator.desk.news.late import Late
from moderator.desk.news.news import News
from moderator.desk.telling.teller import Teller
from moderator.pipeline import Pipeline
from moderator.store.memory import MemoryJournal
from tests.core.offered import a_fair
from tests.core.scene import minute


@pytest.fixture
def scene():
    scene = a_fair()
    scene.asks("q1", "lotte", at=2, reply_to="v1")
    scene.asks("q2", "els", at=2, reply_to="v1")
    return scene


@pytest.fixture
def day(scene):
    pipeline = Pipeline(scene.engine, alone(scene.engine.fair).first, MemoryJournal())
    return LiveDay(pipeline, (), moderator="moderator", now=lambda: minute(30))


def told(news, day):
    return news.of(day.board(), acting="")


def test_what_comes_in_late_for_a_case_that_is_set_aside_is_told_once(scene, day):
    news = News(day)
    scene.acts(ActKind.SNOOZE, "q1", at=5)
    assert told(news, day) == []
    scene.reacts("r1", "jan", at=4, reply_to="q1")
    assert told(news, day) == ["Came in late, still set aside: question from lotte to zorg"]
    assert told(news, day) == []
    scene.reacts("r2", "jan", at=4, reply_to="q2")
    scene.acts(ActKind.MERGE, "q2", to="q1", at=6)
    assert told(news, day) == []
    scene.reacts("r3", "jan", at=7, reply_to="q1")
    (back,) = told(news, day)
    assert back.startswith("Back among those that wait: ")


def test_what_was_written_since_or_was_there_all_along_did_not_come_in_late(scene, day):
    news = News(day)
    scene.says("r1", "jan", at=4, reply_to="v1", text="@lotte volgens mij wel")
    scene.acts(ActKind.SNOOZE, "q1", at=5)
    assert told(news, day) == []
    scene.acts(ActKind.RELABEL, "r1", label=Label.FOLLOW_UP, at=6)
    scene.answers("r2", "piet", at=7, text="@lotte dat denk ik ook")
    assert {"x:r1", "x:r2"} <= {line.key for line in day.thread("x:q1")}
    assert told(news, day) == []
    scene.reacts("r3", "jan", at=4, reply_to="q1")
    assert told(news, day) == ["Came in late, still set aside: question from lotte to zorg"]


def test_a_conversation_is_read_again_only_where_its_case_changed(scene, day, monkeypatch):
    late, read = Late(day), []
    scene.acts(ActKind.SNOOZE, "q1", at=5)
    scene.acts(ActKind.SNOOZE, "q2", at=5)
    late.cases(day.board())
    whole = day.thread
    monkeypatch.setattr(day, "thread", lambda id_: read.append(id_) or whole(id_))
    late.cases(day.board())
    assert read == []
    scene.reacts("r1", "jan", at=4, reply_to="q1")
    assert [case.id for case in late.cases(day.board())] == read == ["x:q1"]


def test_of_a_case_that_is_set_aside_until_a_moment_no_posts_are_told(scene, day):
    news = News(day)
    scene.acts(ActKind.SNOOZE, "q1", at=5, until=60)
    assert told(news, day) == []
    scene.reacts("r1", "jan", at=4, reply_to="q1")
    assert told(news, day) == []


def test_plain_mode_tells_it_with_the_number_of_the_case(scene, day):
    teller = Teller(day)
    scene.acts(ActKind.SNOOZE, "q1", at=5)
    teller.news()
    scene.reacts("r1", "jan", at=4, reply_to="q1")
    (line,) = teller.news()
    assert line.endswith(" case 1, came in late, still set aside: question from lotte to zorg")
