"""Words that go on where they began, and lists of them to choose from."""

import pytest

from moderator.core.case import Subject
from moderator.core.labels import Label
from moderator.desk.boxes.choose import MOST
from moderator.desk.content.ink import ink
from moderator.desk.panels.hanging import Hanging
from tests.desk import fair
from tests.desk.screen import desk_of, on_screen
from tests.fakes import FakeDay, a_case, a_line, at

LONG = "Vacature: " + " ".join(f"woord{number:02}" for number in range(60))


def lines(hanging, width):
    told = [line.plain for line in hanging.lines(width)]
    assert hanging.get_height({}, width) == len(told)
    assert all(line.cell_length <= width for line in hanging.lines(width))
    return told


def test_words_go_on_below_where_they_began():
    hanging = Hanging([(ink("F1  "), ink("one two three")), (ink("q   "), ink(""))])
    assert hanging.get_optimal_width({}, 80) == 17
    assert lines(hanging, 12) == ["F1  one two", "    three", "q   "]
    assert lines(hanging, 17) == ["F1  one two three", "q   "]


def test_of_long_words_the_rest_is_left_out_and_that_is_seen():
    hanging = Hanging([(ink("> "), ink("one two three four five six"))], most=2)
    assert lines(hanging, 10) == ["> one two", "  three…"]
    assert lines(hanging, 11) == ["> one two", "  three…"]
    assert lines(Hanging([(ink("> "), ink("one two"))], most=2), 10) == ["> one two"]


def test_words_behind_a_wide_gap_are_seen_to_be_left_out():
    words = ink("one two" + " " * 200 + "three")
    assert lines(Hanging([(ink("> "), words)], most=2), 12) == ["> one two…"]


def with_long_vacancies():
    vacancies = [a_line(f"v{n}", "10:02", f"werkgever{n}", LONG, Label.VACANCY) for n in range(3)]
    asked = a_line("q", "10:10", "lotte_v", LONG + "?", Label.QUESTION, case="q")
    cases = [
        a_case("q", "lotte_v", "Zorg", subject=Subject(post="v2")),
        a_case("q2", "jan_k", "Zorggroep", opened_by="q"),
    ]
    threads = {"q": ["q"], "q2": ["q"]}
    return FakeDay([*vacancies, asked], cases, threads, fair.FAIR, arrived=None, now=at("11:45"))


@pytest.mark.parametrize("key", ["m", "M"])
@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_a_choice_takes_two_lines_at_most_and_its_mark_stands_alone(key, size):
    async with desk_of(with_long_vacancies(), size=size) as (pilot, _):
        await pilot.press(key)
        await pilot.pause()
        screen = on_screen(pilot).splitlines()
        first = next(number for number, line in enumerate(screen) if "▸ " in line)
        place = screen[first].index("▸")
        assert "woord00" in screen[first]
        assert screen[first + 1][place:].startswith("  woord" if key == "M" else "    ")
        assert "… " in screen[first + 1]


async def test_of_very_many_choices_the_first_are_shown_and_typing_finds_any():
    day = with_long_vacancies()
    many = [a_line(f"w{n}", "10:03", f"bedrijf{n}", "Werk", Label.VACANCY) for n in range(300)]
    day.lines[:0], day.arrived = many, day.arrived + 300
    async with desk_of(day) as (pilot, _):
        await pilot.press("m", *["down"] * (MOST + 5))
        await pilot.pause()
        assert "more: type to narrow down" in on_screen(pilot)
        await pilot.press(*"bedrijf7", "enter")
        await pilot.pause()
    (act,) = day.acts
    assert day.line(act.to).handle.startswith("bedrijf7")
