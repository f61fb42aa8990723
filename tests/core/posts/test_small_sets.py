"""A few items or many, each once."""

from moderator.core.posts.small_sets import joined, parted


def test_items_join_and_part_each_once_however_many_there_are():
    items, known = (), set()
    for item in (*range(12), *range(12)):
        items = joined(items, item)
        known.add(item)
        assert sorted(items) == sorted(known)
    for item in (*range(12), 99):
        items = parted(items, item)
        known.discard(item)
        assert sorted(items) == sorted(known)
    assert items == ()
    assert parted((1, 2), 1) == (2,)
