"""Rows are drawn again only where something about them changed."""

from dataclasses import replace

from moderator.core.labels import Label
from moderator.desk.styles.themes import THEMES
from tests.desk import fair
from tests.desk.screen import desk_of, on_screen
from tests.fakes import FakeDay, a_line, a_long_day


def a_day(arrived):
    lines = [a_line(f"p{n}", "11:00", "vera", f"bericht {n}", Label.OTHER) for n in range(40)]
    return FakeDay(lines, arrived=arrived)


def lines_of(rows):
    """Give the lines of a list as they are drawn now."""
    return [rows.render_line(y) for y in range(rows.size.height)]


def differing(before, after):
    return [now.text for was, now in zip(before, after, strict=True) if was is not now]


async def test_of_the_stream_only_what_came_is_drawn():
    day = a_day(arrived=30)
    async with desk_of(day) as (pilot, desk):
        posts = desk.stream.posts
        before = lines_of(posts)
        day.arrived += 1
        desk.pull()
        await pilot.pause()
        *moved, new = lines_of(posts)
        assert differing(before[1:], moved) == []
        assert "bericht 30" in new.text


async def test_a_post_that_is_judged_otherwise_is_drawn_again():
    day = a_day(arrived=30)
    async with desk_of(day) as (_pilot, desk):
        posts = desk.stream.posts
        before = lines_of(posts)
        day.lines[28] = a_line("p28", "11:00", "vera", "bericht 28", Label.SPAM)
        day.changed += 1
        desk.pull()
        (again,) = differing(before, lines_of(posts))
        assert "spam" in again


async def test_while_the_board_stays_as_it_is_no_post_is_fetched():
    day = a_long_day(30)
    async with desk_of(day) as (_pilot, desk):
        desk.stream.pull(day.board())
        day.asked.clear()
        desk.stream.pull(day.board())
        assert day.asked == []
        desk.stream.pull(replace(day.board(), version=day.board().version + 1))
        assert day.asked


async def test_a_case_that_moves_down_the_queue_is_not_drawn_anew():
    day = fair.at_work()
    async with desk_of(day) as (_pilot, desk):
        queue = desk.queue
        before = {one.text: one for one in lines_of(queue)}
        first, *others = queue.entries
        queue.entries = (*others, first)
        after = lines_of(queue)
        kept = [one for one in after[2 : 2 * len(others)] if before.get(one.text) is one]
        assert len(kept) == 2 * len(others) - 2


async def test_a_doubt_that_is_gone_is_gone_from_the_queue():
    day = fair.at_work()
    at = next(n for n, line in enumerate(day.lines) if line.key == "q2")
    doubted = replace(day.lines[at], verdict=replace(day.lines[at].verdict, confidence=0.4))
    sure, day.lines[at] = day.lines[at], doubted
    async with desk_of(day) as (pilot, desk):
        assert "maybe " in "".join(line.text for line in lines_of(desk.queue))
        day.lines[at] = sure
        day.changed += 1
        desk.pull()
        await pilot.pause()
        assert "maybe " not in on_screen(pilot)
        day.lines[at] = doubted
        day.changed += 1
        desk.pull()
        await pilot.press("2", "y", "1")
        assert "maybe " not in "".join(line.text for line in lines_of(desk.queue))


async def test_a_row_that_is_selected_or_left_is_drawn_again():
    async with desk_of(a_day(arrived=30)) as (pilot, desk):
        posts = desk.stream.posts
        posts.focus()
        await pilot.press("up", "up")
        before = lines_of(posts)
        await pilot.press("up")
        left, selected = sorted(differing(before, lines_of(posts)), key=lambda line: "▸" in line)
        assert "bericht 28" in left
        assert "bericht 27" in selected


async def test_another_theme_draws_all_of_them_again():
    async with desk_of(a_day(arrived=30)) as (pilot, desk):
        for _ in THEMES:
            before = lines_of(desk.stream.posts)
            await pilot.press("t")
            await pilot.pause()
            after = lines_of(desk.stream.posts)
            assert len(differing(before, after)) == len(before)


async def test_a_stream_that_stands_still_only_stretches_while_posts_come():
    day = a_day(arrived=30)
    async with desk_of(day) as (pilot, desk):
        posts = desk.stream.posts
        posts.focus()
        await pilot.press("up", "up")
        before = lines_of(posts)
        day.arrived += 5
        desk.pull()
        assert differing(before, lines_of(posts)) == []
        assert (
            posts.vertical_scrollbar.window_virtual_size == posts.max_scroll_y + len(before) == 35
        )
