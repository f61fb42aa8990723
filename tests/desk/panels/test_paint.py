"""Where something is another one now, that is drawn anew, and nothing beside it."""

from dataclasses import replace

from textual.app import App

from moderator.core.labels import Label
from moderator.desk.panels.paint import EIGHTHS
from moderator.desk.panels.talk import Talk
from tests.desk import fair
from tests.desk.panels.test_rows import lines_of
from tests.desk.screen import desk_of
from tests.fakes import FakeDay, a_line, a_long_day


def to_be_drawn(panel):
    """Give the lines of a panel, borders included, to be drawn anew since this was last asked."""
    return {y for region in panel._exchange_repaint_regions() for y in region.line_range}


async def test_of_a_queue_only_the_lines_of_a_case_that_changed_are_drawn():
    day = fair.at_work()
    async with desk_of(day) as (_, desk):
        to_be_drawn(desk.queue)
        first, second, *others = desk.queue.entries
        desk.queue._replace((first, replace(second, marks=("bij Vera",)), *others))
        border = desk.queue.content_offset.y
        assert to_be_drawn(desk.queue) == {border + 3}


async def test_a_queue_with_a_case_less_leaves_the_rows_above_it_alone():
    async with desk_of(fair.at_work()) as (_, desk):
        queue = desk.queue
        to_be_drawn(queue)
        queue._replace(queue.entries[:-1])
        last = queue.content_offset.y + 2 * len(queue.entries)
        assert min(to_be_drawn(queue)) == last


async def test_another_footnote_draws_the_lower_border_alone():
    day = fair.at_work()
    async with desk_of(day) as (_, desk):
        to_be_drawn(desk.stream)
        day.unreadable += 1
        desk.stream.pull(day.board())
        assert to_be_drawn(desk.stream) == {desk.stream.outer_size.height - 1}
        assert "1" in desk.stream.border_subtitle


async def test_another_title_draws_the_upper_border_alone():
    async with desk_of(fair.at_work()) as (_, desk):
        to_be_drawn(desk.queue)
        desk.queue.title("")
        assert to_be_drawn(desk.queue) == set()
        desk.queue.entries = desk.queue.entries[:-1]
        desk.queue.title("")
        assert to_be_drawn(desk.queue) == {0}


async def test_of_a_talk_only_the_lines_that_differ_are_drawn():
    said = [a_line(key, "11:00", "vera", "bericht", Label.OTHER) for key in ("p0", "p1")]
    day = FakeDay([said[0], replace(said[1], reposts=3)])
    async with desk_of(day) as (_, desk):
        desk.talk.look_at(day.lines[0])
        desk.talk.pull(day.board())
        to_be_drawn(desk.talk)
        desk.talk.look_at(day.lines[1])
        desk.talk.pull(day.board())
        assert to_be_drawn(desk.talk) == {desk.talk.content_offset.y}


class Alone(App[None]):
    """A panel with no desk around it that would tell it to look again."""

    CSS = "Talk { height: 12; }"

    def __init__(self, day):
        super().__init__()
        self.talk = Talk(day)

    def get_theme_variable_defaults(self):
        return {"muted": "#888888"}

    def compose(self):
        yield self.talk


async def test_a_talk_that_gets_a_scrollbar_is_wrapped_for_the_room_that_is_left():
    short, long = (
        a_line(key, "11:00", "vera", "o " * words, Label.OTHER)
        for key, words in (("p0", 3), ("p1", 900))
    )
    day = FakeDay([short, long])
    app = Alone(day)
    async with app.run_test(size=(41, 14)) as pilot:
        for line, has_bar in ((short, False), (long, True), (short, False)):
            app.talk.look_at(line)
            app.talk.pull(day.board())
            await pilot.pause()
            assert app.talk.show_vertical_scrollbar is has_bar
            room = app.talk.scrollable_content_region.width
            assert max(each.cell_length for each in app.talk._lines) <= room


async def test_a_stream_that_follows_asks_for_its_page_once():
    day = a_long_day(500)
    day.arrived = 300
    async with desk_of(day) as (_, desk):
        day.arrived = 500
        day.asked.clear()
        desk.stream.posts.pull()
        lines_of(desk.stream.posts)
        assert day.asked == [desk.stream.posts.page]


async def test_a_scrollbar_is_drawn_anew_once_it_would_look_otherwise():
    day = a_long_day(20_000)
    day.arrived = 10_000
    async with desk_of(day) as (pilot, desk):
        posts = desk.stream.posts
        posts.focus()
        await pilot.press("up")
        bar, shown = posts.vertical_scrollbar, 10_000
        assert bar.window_virtual_size == shown
        least = shown // (EIGHTHS * posts.page - 1)
        day.arrived = shown + least - 1
        posts.pull()
        assert bar.window_virtual_size == shown
        day.arrived = shown + least + 1
        posts.pull()
        assert bar.window_virtual_size == day.arrived
