"""The lane of closed cases: each with what is kept to be done about it, where anything is."""

from moderator.core.facts import Acted, ActKind
from moderator.desk.lists.lanes import Lane
from moderator.desk.panels.queue import Queue
from moderator.wishes.wish import Wish
from tests.desk import fair
from tests.fakes import FakeDay


async def closed(monkeypatch):
    """Give the lane of a fair whose cases are closed, its day, and how often one asked that."""
    day, asked = fair.at_work(), []
    for case in day.cases():
        await day.act(Wish(ActKind.RESOLVE, case.id))
    monkeypatch.setattr(FakeDay, "kept", lambda day: asked.append(day) or day.put_off)
    queue = Queue(day)
    queue.lane = Lane.CLOSED
    return queue, day, asked


async def test_what_waits_to_be_done_is_asked_once_where_nothing_does(monkeypatch):
    queue, day, asked = await closed(monkeypatch)
    assert len(tuple(queue._listed(day.board()))) > 1
    assert len(asked) == 1


async def test_a_closed_case_tells_what_waits_to_be_done_about_it(monkeypatch):
    queue, day, _ = await closed(monkeypatch)
    day.put_off = [Acted("a1", ActKind.REOPEN, "q1", "moderator", day.now, 9)]
    marks = {entry.case.id: entry.marks for entry in queue._listed(day.board())}
    assert marks["q1"]
    assert not any(said for case, said in marks.items() if case != "q1")
