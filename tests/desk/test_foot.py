"""The bottom line has room for its keys at every width, help the last of them."""

import pytest
from textual.widgets._footer import FooterKey

from moderator.words.language import speak
from tests.desk.fair import at_work
from tests.desk.test_desk import desk_of


@pytest.mark.parametrize("width", [80, 99, 100, 117, 118, 159, 160])
@pytest.mark.parametrize("language", ["en", "nl"])
async def test_help_is_on_the_bottom_line(language, width):
    speak(language)
    async with desk_of(at_work(arrived=14), size=(width, 30)) as (pilot, desk):
        await pilot.pause()
        keys = [key for key in desk.query(FooterKey) if key.display]
        assert "help" in {key.action for key in keys}
        assert max(key.region.right for key in keys) <= width
