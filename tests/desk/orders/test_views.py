"""The typed orders that tell: posts in doubt, employers, and the posts that a filter leaves."""

import io

import pytest

from moderator.core.labels import Label
from moderator.desk.plain import run_plain
from tests.desk import fair
from tests.desk.orders.typist import Typist
from tests.fakes import FakeDay, a_line


async def test_the_posts_in_doubt_are_told():
    line = a_line("d", "11:00", "vera", "kan dat ook online", Label.QUESTION, confidence=0.55)
    typist = Typist(FakeDay([line]))
    assert await typist.types("unsure") == ["11:00 p1, question 0.55 by vera: kan dat ook online"]
    await typist.types("confirm p1")
    assert await typist.types("unsure") == ["No post is in doubt."]


async def test_employers_are_told_with_what_they_owe(typist):
    said = await typist.types("employers")
    assert any(line.startswith("TechniekNL, 2 cases lack a follow-up") for line in said)
    told = await typist.types("employers technieknl")
    assert any(line.startswith("case 2, broken link from jan_k") for line in told)
    assert await typist.types("employers nergens") == ["No employer is called so."]


async def test_a_filter_says_which_posts_are_told():
    out = io.StringIO()
    orders = "stream label:vacancy\nstep\nstep\nstep\n"
    day = fair.to_be_played()
    await run_plain(day, out=out, typed=io.StringIO(orders), pull_seconds=0)
    told = [line for line in out.getvalue().splitlines() if " p" in line[:7]]
    assert [line.split(" by ")[1].split(",")[0] for line in told] == ["bakkerbolt"]


@pytest.mark.parametrize("order", ["find label:foo", "stream label:foo"])
async def test_what_no_label_is_called_is_answered_with_the_labels(typist, order):
    said = await typist.types(order)
    assert said[0].startswith("No label is called so. There are: spam, broken link, question,")
    assert typist.orders.streaming is None
