"""That things are called by words of the reader's language."""

import pytest

from moderator.practice.staging import REASON
from moderator.words import terms
from moderator.words.language import speak


@pytest.mark.parametrize(
    ("noted", "shown"),
    [
        (f"dead: {REASON}", "dood: de trainer zegt het"),
        ("dead: the page does not exist (404)", "dood: de pagina bestaat niet (404)"),
        ("closed", "vacature gesloten"),
        ("dead: b.example: is een voorbeeldadres", "dood: b.example: is een voorbeeldadres"),
        ("https://b.example: 404", "https://b.example: 404"),
        ("", ""),
    ],
)
def test_what_a_case_notes_of_its_link_is_told_in_the_readers_language(noted, shown):
    speak("nl")
    assert terms.link_note(noted) == shown
