"""The bottom line has room for its keys at every width, for help and pause at any."""

import pytest

from moderator.desk.machine.private import FooterKey
from moderator.words.language import speak
from tests.desk.fair import at_work
from tests.desk.screen import desk_of


@pytest.mark.parametrize("width", [30, 50, 66, 72, 79, 80, 99, 100, 117, 118, 159, 160])
@pytest.mark.parametrize("language", ["en", "nl"])
async def test_help_and_pause_are_on_the_bottom_line(language, width):
    speak(language)
    async with desk_of(at_work(arrived=14), size=(width, 30)) as (pilot, desk):
        await pilot.pause()
        keys = [key for key in desk.query(FooterKey) if key.display]
        assert {"do('help')", "do('play_pause')"} <= {key.action for key in keys}
        assert max(key.region.right for key in keys) <= width


async def test_keys_that_were_left_out_come_back_with_the_room():
    async with desk_of(at_work(arrived=14), size=(50, 30)) as (pilot, desk):
        shown = [key.action for key in desk.query(FooterKey) if key.display]
        assert shown[0] == "do('nudge')"
        await pilot.resize_terminal(80, 30)
        await pilot.pause()
        again = [key.action for key in desk.query(FooterKey) if key.display]
        assert [key for key in again if key in shown] == shown
        assert len(again) > len(shown)
