"""Long posts: what a moderator must see first is seen at any size, and one key shows the rest."""

import pytest

from moderator.core.case import Subject
from moderator.core.labels import Label
from moderator.desk.content.conversation import alone, conversation
from moderator.desk.content.evidence import evidence, post_evidence
from moderator.desk.orders.table import Orders
from moderator.desk.telling.teller import Teller
from moderator.words.language import speak
from moderator.words.safe import LONGEST
from tests.desk import fair
from tests.desk.screen import desk_of, on_screen
from tests.fakes import FakeDay, a_case, a_line, at

OFFER = " ".join(f"aanbod{number}" for number in range(150))
LINKS = ("https://zorggroepnoord.example.nl/" + "wijkzorg/" * 30,)
QUESTION = "Is dit ook parttime te doen? " + " ".join(f"vraag{number}" for number in range(90))


def a_long_day(*, offers=1, question=QUESTION):
    names = [f"v{number}" for number in range(offers)]
    vacancies = [
        a_line(name, "10:02", "zorggroepnoord", OFFER, Label.VACANCY, links=LINKS, depth=depth)
        for depth, name in enumerate(names)
    ]
    asked = a_line("q", "11:02", "lotte_v", question, Label.QUESTION, case="q", depth=offers)
    case = a_case("q", "lotte_v", "Zorggroep Noord", subject=Subject(post="v0"))
    return FakeDay([*vacancies, asked], [case], {"q": [*names, "q"]}, fair.FAIR, now=at("11:45"))


@pytest.mark.parametrize("offers", [1, 2, 3])
@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_a_long_vacancy_leaves_room_for_the_question_and_its_clock(size, offers):
    async with desk_of(a_long_day(offers=offers), size=size) as (pilot, desk):
        seen = on_screen(pilot)
        assert "overdue 43 min" in seen.splitlines()[1]
        assert "Is dit ook parttime" in seen
        assert "No word" in seen
        assert seen.count("… v: whole") >= offers
        assert desk.talk.scroll_offset.y == 0


async def test_what_was_said_after_the_question_is_there_to_its_end():
    day = a_long_day()
    answer = a_line("f", "11:40", "zorggroepnoord", "Dat kan! " * 30 + "Tot dan.", depth=2)
    day.lines.append(answer)
    told = conversation(day.cases()[0], [*day.thread("q"), answer], day=day, width=36, height=13)
    assert any("Tot dan." in line.plain for line in told)


async def test_who_has_the_case_takes_nothing_from_the_question():
    async with desk_of(a_long_day()) as (pilot, _):
        await pilot.press("c")
        await pilot.pause()
        assert "yours" in on_screen(pilot)
        assert "Is dit ook parttime" in on_screen(pilot)


async def test_one_key_shows_all_of_it_and_puts_it_back():
    async with desk_of(a_long_day()) as (pilot, desk):
        await pilot.press("v")
        await pilot.pause()
        assert desk.room.zoomed == "talk"
        assert "overdue 43 min · v: back" in on_screen(pilot)
        assert any("aanbod149" in line.plain for line in desk.talk._lines)
        assert "v: whole" not in on_screen(pilot)
        await pilot.press("end")
        await pilot.pause()
        assert "History" in on_screen(pilot)
        await pilot.press("v")
        await pilot.pause()
        assert (desk.room.zoomed, desk.focused) == ("", desk.queue)
        assert "v: whole" in on_screen(pilot)


async def test_a_post_as_long_as_any_platform_allows_is_there_to_its_end():
    speak("nl")
    text = "lang " * (LONGEST // 5 - 2) + "einde"
    day = FakeDay([a_line("p", "10:00", "jan_k", text)], fair=fair.FAIR, now=at("11:45"))
    async with desk_of(day) as (pilot, desk):
        await pilot.press("tab", "tab", "up")
        await pilot.pause()
        assert "… v: alles" in on_screen(pilot)
        assert "niet bekend" in on_screen(pilot) or "Waarom" in on_screen(pilot)
        await pilot.press("v", "end")
        await pilot.pause()
        assert any("einde" in line.plain for line in desk.talk._lines)


async def test_of_a_post_that_is_longer_still_it_is_said_that_its_end_is_left_out():
    text = "lang " * (LONGEST // 5) + "einde"
    day = FakeDay([a_line("p", "10:00", "jan_k", text)], fair=fair.FAIR, now=at("11:45"))
    said = "… the end is left out, of 25,005 characters"
    told = alone(day.lines[0], day=day, width=76)
    assert said in " ".join(line.plain for line in told)
    assert not any("einde" in line.plain for line in told)
    teller = Teller(day)
    assert teller.post_number("p") == 1
    assert (await Orders(day, teller).carry_out("show p1"))[1] == said


async def test_what_fits_is_not_shortened():
    async with desk_of(fair.at_work()) as (pilot, _):
        assert "v: whole" not in on_screen(pilot)


@pytest.mark.parametrize(
    ("width", "head"), [(40, "└ lotte_v 11:02 question 0.90"), (24, "question")]
)
def test_where_a_posts_name_needs_the_line_its_confidence_stands_in_the_evidence_alone(width, head):
    day = a_long_day(question="Is dit ook parttime?")
    told = conversation(day.cases()[0], day.thread("q"), day=day, width=width)
    first, *below = [line.plain for line in told if line.plain.lstrip().startswith("└")]
    assert not below
    assert first.endswith(head)


@pytest.mark.parametrize("width", range(30, 110))
def test_the_key_that_corrects_is_never_broken_off_from_what_it_does(width):
    day = fair.at_work()
    told = [line.plain for line in evidence(day.case("q1"), day.thread("q1"), width=width)]
    ends = [line.split()[-2:] for line in told if line.endswith("corrects")]
    assert ends == [["l", "corrects"], ["p", "corrects"], ["m", "corrects"]]
    assert max(map(len, told)) <= width


def test_a_word_that_speaks_twice_is_told_once():
    line = a_line(
        "q", "11:00", "x", "ook hier? ook parttime?", Label.QUESTION, because=("ook", "ook")
    )
    told = " ".join(each.plain for each in post_evidence(line, width=90))
    assert told.count("“ook”") == 1
