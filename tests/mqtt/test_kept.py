"""Acts that wait for an answer: on the disk, whatever becomes of the desk."""

import asyncio
from uuid import uuid4

import pytest

from moderator.core.facts import ActKind
from moderator.publish.courier import Courier
from moderator.publish.kept import KeptActs, read
from moderator.publish.wire import ActSaid, AnswerSaid
from moderator.wishes.sense import Later
from tests.fakes import at


def an_act(text="on the telephone"):
    return ActSaid(id=uuid4().hex, kind=ActKind.NOTE, target="x:1", made_at=at("11:00"), text=text)


@pytest.fixture
def file(tmp_path):
    return tmp_path / "anna.json"


async def test_what_was_kept_is_there_in_its_order_when_the_desk_is_opened_again(file):
    first, second, third = (an_act(text) for text in ("één", "twee", "drie 👋"))
    kept = KeptActs(file)
    await asyncio.gather(*(kept.keep(act) for act in (first, second, third)))
    kept.drop(second.id)

    again = KeptActs(file)
    assert list(again) == list(kept) == [first, third]
    assert again.name == kept.name


async def test_an_act_is_on_the_disk_when_it_counts_as_kept(file):
    kept, acts = KeptActs(file), [an_act(str(number)) for number in range(20)]

    async def kept_and_seen(act):
        await kept.keep(act)
        assert act.id in read(file)[1]

    await asyncio.gather(*map(kept_and_seen, acts))
    assert list(kept) == acts


async def test_a_torn_line_and_foreign_ones_spoil_no_other(file):
    kept, act = KeptActs(file), an_act()
    with file.open("a") as torn:
        torn.write('\n{"act": {"id": "12')
    await kept.keep(act)
    with file.open("ab") as foreign:
        foreign.write(b'\n[]\n{"act": {"v": 2}}\n\xff\n{"answered": 7}')

    assert list(KeptActs(file)) == [act]


async def test_an_act_that_cannot_be_written_is_not_kept(tmp_path):
    folder = tmp_path / "desks"
    kept = KeptActs(folder / "anna.json")
    (folder / "anna.json").unlink()
    folder.rmdir()

    with pytest.raises(OSError, match="No such file"):
        await kept.keep(an_act())
    assert not list(kept)


async def test_no_word_of_an_act_stays_once_nothing_waits(file):
    kept, (first, second) = KeptActs(file), (an_act("GEHEIM 1"), an_act("GEHEIM 2"))
    await asyncio.gather(kept.keep(first), kept.keep(second))
    kept.drop(first.id)
    assert list(read(file)[1].values()) == [second]
    kept.drop(second.id)
    assert "GEHEIM" not in file.read_text()
    assert read(file) == (kept.name, {})

    await kept.keep(third := an_act())
    assert list(KeptActs(file)) == [third]
    assert KeptActs(file).name == kept.name


async def test_an_act_that_went_to_the_disk_with_another_stays_when_that_is_answered(file):
    kept, acts = KeptActs(file), [an_act() for _ in range(5)]

    async def answered_at_once(act):
        await kept.keep(act)
        kept.drop(act.id)

    going = map(answered_at_once, acts[:2])
    await asyncio.gather(*going, *map(kept.keep, acts[2:]))
    assert list(read(file)[1]) == [act.id for act in acts[2:]]


async def test_an_act_that_is_refused_long_after_is_told_whole_and_the_file_forgets_it(file):
    kept, act = KeptActs(file), an_act("belde HR")
    courier = Courier(kept, "moderator/fair/acts/anna", "anna")
    with pytest.raises(Later):
        await courier.answer_to(act, is_connected=False)
    assert courier.notes() == ["an act waits for the engine"]

    for _ in range(2):
        courier.take(AnswerSaid(id=act.id, refused="somebody else has that case"))
    (refused,) = courier.refused()
    assert (refused.act.kind, refused.act.target, refused.act.text) == (
        *(ActKind.NOTE, "x:1"),
        "belde HR",
    )
    assert refused.why == "somebody else has that case"
    assert not list(kept)
    assert not courier.notes()


async def test_an_act_is_not_waited_for_where_nobody_is_there_to_decide(file):
    kept, act = KeptActs(file), an_act()
    courier = Courier(kept, "moderator/fair/acts/anna", "anna")
    with pytest.raises(Later, match="does not answer"):
        await courier.answer_to(act, is_connected=True, is_anybody_there=False)
    assert [each.id for each in kept] == [act.id]
