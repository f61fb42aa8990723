"""Acts that were refused stay so, and those of one moderator crowd out nobody else's."""

import sqlite3

import pytest

from moderator.publish import refused
from moderator.publish.refused import RefusedActs
from moderator.store.sqlite import open_journal

FEW = 3


@pytest.fixture
def path(tmp_path, monkeypatch):
    monkeypatch.setattr(refused, "MOST", FEW)
    return tmp_path / "fair.sqlite"


def keep(journal, by, ids):
    for id_ in ids:
        RefusedActs(journal).keep(id_, "nobody has that case", by=by, in_vain=True)


def known(journal, ids):
    return [id_ for id_ in ids if RefusedActs(journal).why(id_)]


def test_of_each_moderator_the_last_ones_are_remembered_in_the_next_run_too(path):
    nonsense = [f"{number:032x}" for number in range(10)]
    with open_journal(path) as journal:
        keep(journal, "mies", ["a1"])
        keep(journal, "program", nonsense[:5])
    with open_journal(path) as journal:
        keep(journal, "program", nonsense[5:])
        assert known(journal, nonsense) == nonsense[-FEW:]
        assert known(journal, ["a1"]) == ["a1"]


def test_who_sends_nonsense_all_day_fills_no_journal_and_is_not_named_in_it(path):
    rows = []
    with open_journal(path) as journal:
        for day in range(3):
            keep(journal, "program", [f"{day}{number}" for number in range(10)])
            with sqlite3.connect(path) as reader:
                rows.append(reader.execute("SELECT * FROM remembered").fetchall())
            reader.close()
    assert {len(each) for each in rows} == {3 * FEW + 1}
    assert "program" not in str(rows)
