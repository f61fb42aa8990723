"""A case tells who owes the word, and its posts keep the lines that they were written in."""

from tests.desk import fair
from tests.desk.screen import desk_of, on_screen
from tests.fakes import FakeDay, a_line


async def test_the_case_tells_who_owes_the_word_since_when():
    async with desk_of(fair.at_work(), size=(120, 40)) as (pilot, _):
        screen = on_screen(pilot)
        assert "No word from Zorggroep Noord since 11:02" in screen
        assert "question 0.97" in screen
        assert "bystander" in screen
        assert "sure: “parttime”, “?”, below a vacancy" in screen
        assert "zorggroepnoord 0.90, fairly sure" in screen


async def test_a_post_keeps_its_own_lines_in_the_conversation():
    line = a_line("q", "11:00", "vera", "Twee vragen:\n1. Waar?\n\n\n\n\n2. Wanneer?")
    async with desk_of(FakeDay([line])) as (pilot, _):
        await pilot.press("tab", "tab", "up")
        shown = [line.strip("│ ") for line in on_screen(pilot).splitlines()]
        place = next(at for at, line in enumerate(shown) if line.endswith("1. Waar?"))
        assert shown[place + 2].endswith("2. Wanneer?")
