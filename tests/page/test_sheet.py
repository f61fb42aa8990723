"""The skeleton of a page that stands by itself."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from jinja2 import UndefinedError

from moderator.page import sheet
from moderator.words.language import speak

NOON = datetime(2012, 7, 3, 10, tzinfo=UTC)
HERE = sheet.Here("Europe/Amsterdam", NOON)


@pytest.fixture
def show():
    def make(text, **values):
        template = sheet._environment().from_string(
            f'{{% extends "page.html" %}}{{% block main %}}{text}{{% endblock %}}'
        )
        return template.render(language="en", style="", here=HERE, **values)

    return make


def test_what_a_page_is_given_is_escaped(show):
    told = show("{{ words }}", words='<img src=x onerror="alert(1)">')
    assert "<img" not in told
    assert "&lt;img" in told


def test_a_page_needs_nothing_from_anywhere(show):
    told = show("{{ 'text' }}")
    assert not re.search(r"https?:|//|<script|<link|<img|@import", told)
    assert "default-src 'none'" in told


def test_a_value_that_is_missing_is_no_empty_text(show):
    with pytest.raises(UndefinedError):
        show("{{ nothing }}")


def test_moments_are_told_in_the_timezone_those_of_other_days_with_their_date():
    assert sheet.at(NOON, HERE) == "12:00"
    assert sheet.dated(NOON, HERE) == "3 July 2012"
    evening, morning = NOON + timedelta(hours=13), NOON - timedelta(days=1, hours=2)
    assert sheet.at(evening - timedelta(hours=2), HERE) == "23:00"
    assert sheet.at(evening, HERE) == "Jul 4 01:00"
    assert (sheet.at(morning, HERE), sheet.time(morning, HERE)) == ("Jul 2 10:00", "10:00")
    end = datetime.max.replace(tzinfo=UTC)
    assert sheet.at(end, HERE) == "Dec 31 23:59"
    assert sheet.dated(datetime.min.replace(tzinfo=UTC), HERE) == ""


def test_a_page_speaks_the_language_that_is_spoken(show):
    speak("nl")
    assert "Naar de inhoud" in show("")
