"""The whole bundled fair, moderated by keyboard alone: nobody is left waiting at its end."""

import json
import re
import shutil

import pytest

from moderator.core.case import State
from moderator.store.sqlite import read_journal
from tests.desk.terminal import COMMAND, closed_cases, in_tmux, on_a_terminal

OPEN = {State.OPEN.value, State.PROMISED.value}


def cases_that_wait(folder):
    by_kind = json.loads(closed_cases(folder))["cases"]
    return sum(count for states in by_kind.values() for state, count in states.items()
               if state in OPEN)  # fmt: skip


@pytest.mark.skipif(not shutil.which("tmux"), reason="there is no tmux here")
def test_the_demo_is_moderated_at_the_desk(tmp_path):
    with in_tmux(tmp_path, "demo", "--speed", "60") as desk:
        desk.until("► 60×")
        desk.press("N")
        desk.until("Paused at a new case")
        desk.press("c")
        desk.until("Yours now")
        desk.press("n")
        desk.until("Ctrl.Y copy")
        desk.press("C-y")
        desk.until("noted as a nudge")
        desk.press("w")
        desk.until("A note on this case")
        desk.type("gebeld met de afdeling")
        desk.press("Enter")
        desk.until("Note kept")
        for _ in range(9):
            desk.press("+")
        desk.until("Speed max")
        desk.press("Space")
        desk.until("The recording has ended|ENDED")
        waiting = int(desk.until(r"Waiting for an employer · (\d+)")[1])
        assert waiting > 5
        desk.press("End")
        for left in reversed(range(waiting)):
            desk.press("rd"[left % 2])
            desk.until(rf"Waiting for an employer · {left}\b")
        desk.until("Nobody is waiting")
        desk.press("q")
        desk.until_gone()
    assert cases_that_wait(tmp_path) == 0


@pytest.mark.skipif(not shutil.which("tmux"), reason="there is no tmux here")
def test_nothing_is_played_behind_the_welcome_of_a_practice(tmp_path):
    with in_tmux(tmp_path, "practice", "silence", "--speed", "max") as desk:
        desk.until("esc begins, q leaves")
        desk.press("q")
        desk.until_gone()
    (kept,) = tmp_path.rglob("*.sqlite")
    with read_journal(kept) as journal:
        assert not list(journal.facts())


@pytest.mark.skipif(not shutil.which("tmux"), reason="there is no tmux here")
def test_a_practice_in_plain_mode_that_is_interrupted_says_how_it_goes_on(tmp_path):
    staying = ("sh", "-c", 'trap : INT; "$0" "$@"; read _', *COMMAND)
    with in_tmux(tmp_path, "practice", "silence", "--plain", command=staying) as plain:
        plain.until("This is practice")
        plain.press("C-c")
        plain.until("--resume goes on with it")


def test_the_demo_is_moderated_in_plain_mode(tmp_path):
    with on_a_terminal(tmp_path, "demo", "--plain", "--speed", "60") as plain:
        plain.until("type help to hear what can be typed")
        plain.type("jump 10:30")
        plain.until("Jumped to 10:30")
        plain.type("list")
        plain.until("case 3, ")
        plain.type("claim 3")
        plain.until("Yours now: .*")
        plain.type("nudge 3")
        plain.until("with this draft")
        plain.type("1")
        plain.until("Noted as nudged")
        plain.type("note 3 gebeld met de afdeling")
        plain.until("Note kept")
        plain.type("speed max")
        plain.until("The recording has ended")
        plain.type("list")
        plain.type("figures")
        waiting = re.findall(r"^case (\d+), ", plain.until(r"\d+ received = "), re.MULTILINE)
        assert len(waiting) > 5
        for place, number in enumerate(waiting):
            plain.type(f"{'dismiss' if place == 2 else 'resolve'} {number}")
            plain.until("(Resolved|Dismissed as a false alarm): .*")
        plain.type("list")
        plain.until("Nobody is waiting")
        plain.type("quit")
    assert cases_that_wait(tmp_path) == 0
