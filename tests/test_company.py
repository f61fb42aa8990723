"""Who looks at which case, of all who moderate a fair together."""

from moderator.classify.judges import alone
from moderator.company import company
from moderator.core.engine import Engine
from moderator.core.fair import Fair
from moderator.day.live import LiveDay
from moderator.pipeline import Pipeline
from moderator.store.memory import MemoryJournal
from tests.fakes import at

FAIR = Fair(name="A fair")


def a_day():
    pipeline = Pipeline(Engine(FAIR), alone(FAIR).first, MemoryJournal())
    return LiveDay(pipeline, [], moderator="anna", now=lambda: at("11:00"))


def test_each_case_has_those_who_look_at_it_by_name_and_oneself_is_none_of_them():
    looks = {"cleo": "x:1", "anna": "x:1", "bram": "x:1", "dora": "x:2", "eef": ""}
    assert company(looks, without="Anna") == company(looks, without="anna")
    assert company(looks, without="anna") == {"x:1": ("bram", "cleo"), "x:2": ("dora",)}


def test_the_seats_of_one_program_see_each_other_and_those_elsewhere_but_no_onlookers():
    anna = a_day()
    anna.watch(lambda: None, lambda: {"dora": "x:2"})
    bram, onlooker = anna.seat("bram"), anna.onlooker()
    anna.look_at("x:1")
    bram.look_at("x:1")
    onlooker.look_at("x:2")
    assert anna.company() == {"x:1": ("bram",), "x:2": ("dora",)}
    assert bram.company() == {"x:1": ("anna",), "x:2": ("dora",)}
    assert anna.looks() == {"anna": "x:1", "bram": "x:1"}

    bram.look_at("")
    onlooker.look_at("")
    assert anna.company() == {"x:2": ("dora",)}
    assert anna.colleagues() == ("bram", "dora")
    assert bram.colleagues() == ("anna", "dora")

    bram.leave()
    onlooker.leave()
    assert anna.looks() == {"anna": "x:1"}
    assert anna.colleagues() == ("dora",)
