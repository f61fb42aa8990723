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


BLUESKY = replace(fair.at_work().lines[0].post, source="bluesky")
WORKER, FLAG = "👩🏽\u200d🔧", "🇳🇱"


@pytest.mark.parametrize(
    ("text", "x", "mastodon", "bluesky"),
    [
        ("a\nb", 3, 3, 3),
        ("hé 🙂", 5, 4, 4),
        ("he\u0301 ❤️", 5, 4, 4),
        (f"{WORKER} {FLAG}{FLAG}", 7, 4, 4),
        ("1️⃣ © 20° ‰", 11, 9, 9),
        ("日本語", 6, 3, 3),
        (f"Kijk op https://acme.example/{'a' * 100}.", 32, 32, 37),
        ("“https://acme.example/”.", 26, 26, 15),
        ("Zie acme.nl. Of", 15, 15, 15),
        ("acme.com www.acme.nl acme.nl/jobs", 71, 33, 33),
        ("@jobs@social.example kijk", 25, 10, 25),
        ("mail@acme.nl of @ik", 19, 19, 19),
    ],
)
def test_a_text_is_as_long_as_each_platform_counts_it(text, x, mastodon, bluesky):
    counted = (platforms.length(text, source) for source in ("x", "mastodon", "bluesky"))
    assert tuple(counted) == (x, mastodon, bluesky)


def test_bluesky_takes_no_more_bytes_than_ten_for_each_of_its_characters():
    assert len((WORKER * 200).encode()) == 3_000
    assert not Draft(WORKER * 200, BLUESKY).is_too_long
    assert Draft(WORKER * 201, BLUESKY).is_too_long


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
