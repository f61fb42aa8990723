"""The collector rests for a block, and comes back as it was."""

import gc

import pytest

from moderator.garbage_collector import at_rest


def test_collector_rests_until_the_end_of_the_block():
    assert gc.isenabled()
    with at_rest():
        assert not gc.isenabled()
        with at_rest():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()


def test_collector_comes_back_after_an_error():
    with pytest.raises(ValueError, match="a broken journal"), at_rest():
        raise ValueError("a broken journal")
    assert gc.isenabled()
