"""That Ctrl+Z stops the desk where a shell is there to take it up again, and else says why not."""

import shlex
import shutil

import pytest

from moderator.desk.app import DeskApp
from moderator.desk.machine import job
from tests.desk import fair
from tests.desk.screen import desk_of, on_screen, shown
from tests.desk.terminal import COMMAND, in_tmux


@pytest.mark.skipif(not shutil.which("tmux"), reason="there is no tmux here")
def test_a_desk_is_stopped_with_what_started_it_and_comes_back_whole(tmp_path):
    job = shlex.quote(f"{shlex.join(COMMAND)} demo --speed 1; true")
    started = f"sh -c {job}; echo it stopped; read go; fg"
    with in_tmux(tmp_path, command=("sh", "-mc", started)) as desk:
        desk.until("► 1×")
        desk.press("C-z")
        desk.until("it stopped")
        desk.press("Enter")
        desk.until("► 1×")
        desk.until("help")
        desk.press("q")
        desk.until_gone()


async def test_where_no_shell_could_take_it_up_again_it_goes_on_and_says_so():
    async with desk_of(fair.at_work(), size=(100, 40)) as (pilot, _):
        await pilot.press("ctrl+z")
        await shown(pilot, "No shell has this terminal")


async def test_who_has_the_fair_is_asked_first(monkeypatch):
    stopped = []
    monkeypatch.setattr(job, "has_a_shell", lambda: True)
    monkeypatch.setattr(job, "stop", lambda: stopped.append(True))
    app = DeskApp(fair.at_work())
    app.has_the_fair = True
    async with app.run_test(size=(120, 40)) as pilot:
        monkeypatch.setattr(type(app._driver), "can_suspend", True)
        await pilot.press("ctrl+z")
        assert "The fair stands still until fg" in on_screen(pilot)
        assert not stopped
        await pilot.press("ctrl+z")
        assert stopped
