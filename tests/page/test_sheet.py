"""The skeleton of a page that stands by itself."""

import re
from datetime import UTC, datetime

import pytest
from jinja2 import UndefinedError

from moderator.page import sheet
from moderator.words.language import speak


@pytest.fixture
def show():
    def make(text, **values):
        template = sheet._environment().from_string(
            f'{{% extends "page.html" %}}{{% block main %}}{text}{{% endblock %}}'
        )
        return template.render(language="en", style="", timezone="Europe/Amsterdam", **values)

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


def test_moments_are_told_in_the_timezone(show):
    noon = datetime(2012, 7, 3, 10, tzinfo=UTC)
    assert sheet.at(noon, "Europe/Amsterdam") == "12:00"
    assert sheet.dated(noon, "Europe/Amsterdam") == "3 July 2012"
    end = datetime.max.replace(tzinfo=UTC)
    assert sheet.at(end, "Europe/Amsterdam") == "23:59"
    assert sheet.dated(datetime.min.replace(tzinfo=UTC), "Europe/Amsterdam") == ""


def test_a_page_speaks_the_language_that_is_spoken(show):
    speak("nl")
    assert "Naar de inhoud" in show("")
