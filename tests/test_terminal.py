"""Where the desk is drawn, and where the day is told in plain lines instead."""

import sys
from io import StringIO

from moderator.commands import play, terminal


class Terminal(StringIO):
    def isatty(self):
        return True


def on_a_terminal(monkeypatch, kind):
    monkeypatch.setattr(sys, "stdin", Terminal())
    monkeypatch.setattr(sys, "stdout", Terminal())
    monkeypatch.setenv("TERM", kind)


def test_a_terminal_that_can_only_write_lines_has_lines_and_is_told_so_once(monkeypatch, capsys):
    on_a_terminal(monkeypatch, "dumb")
    assert play.lines_of(plain=False) is play._listening
    (said,) = capsys.readouterr().err.splitlines()
    assert said == (
        "moderator: this terminal says it can do nothing (TERM): the day is told in plain lines"
    )


def test_who_wishes_for_lines_is_told_nothing_of_the_terminal(monkeypatch, capsys):
    on_a_terminal(monkeypatch, "dumb")
    assert not terminal.draws(plain=True)
    assert capsys.readouterr().err == ""


def test_any_other_terminal_has_the_desk(monkeypatch):
    on_a_terminal(monkeypatch, "xterm")
    assert terminal.draws(plain=False)
    assert play.lines_of(plain=False) is None
