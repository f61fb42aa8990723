"""What Textual keeps to itself and the desk relies on is there, and does what we think it does.

Where one of these fails, Textual is another one than it was: `moderator/desk/machine/private.py`
says what each is used for.
"""

import ast
import sys
from importlib import import_module
from io import StringIO
from pathlib import Path

import pytest
from textual.app import App
from textual.binding import Binding
from textual.content import Content
from textual.drivers import linux_driver
from textual.events import Paste
from textual.widgets import Footer, Static

import moderator

PRIVATE = Path("desk", "machine", "private.py")


@pytest.fixture
def private():
    """The module, imported only now: a test says first what is missing."""
    return import_module("moderator.desk.machine.private")


@pytest.mark.parametrize(
    ("module", "name"),
    [("textual._xterm_parser", "XTermParser"), ("textual.widgets._footer", "FooterKey")],
)
def test_it_is_where_it_was(module, name):
    try:
        found = hasattr(import_module(module), name)
    except ImportError:
        found = False
    assert found, f"Textual has no {name} in {module} any more"


def imported(path):
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{each.name}" for each in node.names)
        elif isinstance(node, ast.Import):
            yield from (each.name for each in node.names)


def test_nothing_else_imports_what_textual_keeps_to_itself():
    root = Path(moderator.__file__).parent
    importing = {
        path.relative_to(root)
        for path in root.rglob("*.py")
        for name in imported(path)
        if name.startswith("textual.") and "._" in name
    }
    assert importing == {PRIVATE}


class Small(App[None]):
    """An app with a footer and a panel in a border."""

    BINDINGS = [Binding("n", "bell", "nudge")]  # noqa: RUF012
    CSS = "Static { height: 4; border: solid white; }"

    def compose(self):
        yield Static("what is in it")
        yield Footer(show_command_palette=False)


async def test_a_footer_is_made_of_keys_that_say_their_act_and_take_other_words(private):
    async with Small().run_test() as pilot:
        await pilot.pause()
        keys = [each for each in pilot.app.query(private.FooterKey) if each.action == "bell"]
        assert keys, "Textual's footer is not made of a FooterKey for each act any more"
        (key,) = keys
        key.key_display, key.description = "m", "porren"
        drawn = key.render().plain
        assert "m porren" in drawn, "Textual's FooterKey does not draw the words it is given"


async def test_a_border_shows_what_is_put_into_it_and_the_panel_is_not_drawn_anew(private):
    async with Small().run_test() as pilot:
        panel = pilot.app.query_one(Static)
        await pilot.pause()
        panel._exchange_repaint_regions()
        assert private.inscribe(panel, Content("above"))
        assert private.inscribe(panel, Content("beneath"), below=True)
        assert not private.inscribe(panel, Content("above"))
        drawn = panel._exchange_repaint_regions()
        assert not drawn, "Textual draws a panel anew where its _border_title is another"
        shown = panel.border_title, panel.border_subtitle
        assert shown == ("above", "beneath"), "Textual keeps titles elsewhere than in _border_title"
        private.inscribe(panel, Content(""))
        assert panel.border_title is None


def test_what_a_terminal_sends_is_made_keys_and_pastes_by_the_parser(private):
    parser = private.XTermParser()
    keys = list(parser.feed("n\x1b[A\x1b[200~pasted\x1b[201~q"))
    made = [each.text if isinstance(each, Paste) else each.key for each in keys]
    assert made == ["n", "up", "pasted", "q"], "Textual's XTermParser reads keys otherwise"


def test_a_driver_reads_by_the_parser_that_its_module_names():
    named = linux_driver.LinuxDriver.run_input_thread.__code__.co_names
    assert "XTermParser" in named, "Textual's LinuxDriver takes its parser from elsewhere"


async def test_a_driver_draws_on_its_file(private, monkeypatch):
    terminal = StringIO()
    monkeypatch.setattr(sys, "__stderr__", terminal)
    driver = linux_driver.LinuxDriver(Small())
    private.draw_by(lambda file: ("wrapped", file), driver)
    assert driver._file == ("wrapped", terminal), "Textual's LinuxDriver has no _file any more"
    drawing = linux_driver.LinuxDriver.start_application_mode.__code__.co_names
    assert "_file" in drawing, "Textual's LinuxDriver draws on something else than its _file"


async def test_what_is_printed_beside_an_app_is_caught_where_it_is_told_to(private):
    before, app = sys.stdout, Small()
    private.catch_nothing(app)
    async with app.run_test():
        caught = sys.stdout is not before
    assert not caught, "Textual catches what is printed otherwise than by _capture_stdout"


async def test_an_app_is_told_of_its_failure_and_draws_none(private):
    class Broken(private.Failing):
        told = None

        def failed(self):
            self.told = sys.exception()
            self.panic()

    app, error = Broken(), ZeroDivisionError("a defect")

    def broken():
        raise error

    with pytest.raises(ZeroDivisionError):  # noqa: PT012 - the program has to run
        async with app.run_test() as pilot:
            app.call_later(broken)
            await pilot.pause()
    assert app.told is error, "Textual does not call _fatal_error with what failed any more"
