"""What is kept of very much: as many as that, the last that came."""

from feeds.latest import Latest


def test_the_oldest_is_let_go_where_one_too_many_comes():
    latest = Latest(2)
    for number in (1, 2, 1, 3, 4):
        latest[number] = str(number)
    assert latest == {3: "3", 4: "4"}


def test_what_is_there_already_keeps_its_age():
    latest = Latest(2)
    latest["old"], latest["new"], latest["old"] = 1, 2, 3
    assert latest == {"old": 3, "new": 2}
    latest["newer"] = 4
    assert latest == {"new": 2, "newer": 4}
