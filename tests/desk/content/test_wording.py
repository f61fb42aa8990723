"""What the desk asks about a vacancy's wording."""

from datetime import UTC, datetime
from types import SimpleNamespace

from feeds.post import Author, Kind, Post
from moderator.core.board import Line
from moderator.core.fair import Fair
from moderator.core.labels import Label, Side, Verdict
from moderator.desk.content.conversation import alone
from moderator.desk.telling.teller import Teller
from moderator.words.language import speak

AT = datetime(2012, 7, 3, 8, tzinfo=UTC)


def a_line(text, label=Label.VACANCY):
    post = Post("1", "x", Kind.ORIGINAL, Author("bolt"), text, AT)
    return Line("x:1", post, "bolt", Side.EMPLOYER, Verdict(label, 0.9))


DAY = SimpleNamespace(fair=Fair(), clock=AT)


def shown(text, label=Label.VACANCY):
    told = alone(a_line(text, label), day=DAY, width=60)
    return " ".join(each.plain.strip() for each in told)


def test_a_vacancy_is_shown_with_what_to_ask_its_employer():
    told = shown("Kok gezocht, max. 35 jaar")
    assert "ask: Your vacancy says “max. 35 jaar”." in told
    assert "Name what somebody must know" in told
    speak("nl")
    assert "vraag: In jullie vacature staat “max. 35 jaar”." in shown("Kok, max. 35 jaar")


def test_nothing_is_asked_of_other_words_or_other_posts():
    assert "ask:" not in shown("Kok gezocht, max. 36 uur")
    assert "ask:" not in shown("Ik ben kok, max. 35 jaar jong", Label.CANDIDATE)


def test_plain_mode_asks_the_same():
    told = Teller(DAY).post(a_line("Kok gezocht, max. 35 jaar"))
    assert "Kok gezocht, max. 35 jaar ask: Your vacancy says “max. 35 jaar”." in told
    assert "ask:" not in Teller(DAY).post(a_line("Kok gezocht"))
