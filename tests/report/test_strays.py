"""Which stretches of a day are the fair's own, and what is said of the others."""

from zoneinfo import ZoneInfo

import pytest

from moderator.core.labels import Label
from moderator.report import charts
from moderator.report.html import as_html
from moderator.report.strays import left_out, parted
from moderator.words.language import speak

DAY = 24 * 60
AMSTERDAM = ZoneInfo("Europe/Amsterdam")


@pytest.fixture
def day(line, report):
    """A fair of two hours, with posts that claim to be of 400 days before, and of the day after."""

    def make(*strays):
        hours = [line(Label.OTHER, after=minute) for minute in range(120)]
        return report([*hours, *(line(Label.QUESTION, after=at, reposts=1) for at in strays)])

    return make


def test_posts_far_outside_of_the_fair_are_told_and_not_drawn(day):
    made = day(-400 * DAY, -400 * DAY, DAY)
    assert left_out(parted(made.activity), AMSTERDAM) == [
        "Left out here: 2 posts from before, since 30 May 2011, 10:00.",
        "Left out here: 1 post from later, until 4 July 2012, 10:00.",
    ]
    assert len(charts.of_the_day(made).steps) == 24
    assert "Left out here: 2 posts from before, since" in as_html(made)
    speak("nl")
    assert left_out(parted(made.activity), AMSTERDAM)[0] == (
        "Hier weggelaten: 2 berichten van ervoor, vanaf 30 mei 2011, 10:00."
    )


def test_what_hangs_on_to_the_fair_is_the_fairs(day):
    made = day(-60, 180, 250)
    assert parted(made.activity).fair == made.activity
    assert left_out(parted(made.activity), AMSTERDAM) == []


def test_a_fair_without_posts_has_no_strays(day, report):
    assert parted(report().activity).fair == report().activity


def test_every_day_of_a_long_fair_is_its_own(line, report):
    days = [line(Label.OTHER, after=n * DAY + at) for n in range(4) for at in range(0, 480, 20)]
    made = report(days)
    assert parted(made.activity).fair == made.activity


@pytest.mark.parametrize("strays", [(), (-400 * DAY,), (-3000, 2000), (-9 * DAY, -9 * DAY, DAY)])
def test_every_post_is_before_the_fair_or_in_it_or_after_it(day, strays):
    made = day(*strays).activity
    of = parted(made)
    assert (*of.before, *of.fair.bins, *of.after) == made.bins
    assert sum(each.posts for each in of.fair.bins) == 120
