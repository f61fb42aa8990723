"""Where a nudge can be sent, and how long it may be there."""

from dataclasses import replace

import pytest

from moderator.desk.nudge import platforms
from moderator.desk.nudge.draft import Draft
from moderator.words.language import speak
from tests.desk import fair


def test_how_long_a_draft_is_is_told_in_the_language_of_the_screen():
    speak("nl")
    assert Draft("a" * 281, None).told_length() == "281 van 280 tekens, te lang"
    assert Draft("a" * 280, None).told_length() == "280 van 280 tekens"


def test_x_counts_a_link_as_23_and_an_emoji_as_2():
    assert platforms.length("https://" + "a" * 100, "x") == 23
    assert platforms.length("hé 🙂", "x") == 5
    assert platforms.length("hé 🙂", "bluesky") == 4


def test_a_draft_opens_on_the_platform_of_its_post():
    post = fair.at_work().lines[0].post
    x = platforms.compose_page("a b&c", replace(post, id="12"))
    assert x == "https://x.com/intent/post?in_reply_to=12&text=a%20b%26c"
    bluesky = platforms.compose_page("a", replace(post, source="bluesky"))
    assert bluesky == "https://bsky.app/intent/compose?text=a"
    own = "https://social.example/@lotte/1"
    assert platforms.compose_page("a", replace(post, source="mastodon", uri=own)) == own


@pytest.mark.parametrize(
    "about",
    [
        {"source": "x", "id": "1&text=x"},
        {"source": "mastodon", "uri": "javascript:alert(1)"},
        {"source": "mastodon", "uri": "https://user:pw@kwaad.example/"},
        {"source": "file"},
    ],
)
def test_a_page_that_is_none_is_not_offered(about):
    assert platforms.compose_page("a", replace(fair.at_work().lines[0].post, **about)) is None
