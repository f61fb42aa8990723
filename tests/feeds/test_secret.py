"""A token shows itself to nobody."""

import copy
import pickle

import pytest

from feeds.secret import Secret


def test_a_secret_is_shown_by_no_way_of_showing():
    secret = Secret("s3cr3t-words")

    assert secret.reveal() == "s3cr3t-words"
    assert "s3cr3t" not in f"{secret} {secret!r} {secret!s} {[secret]}"
    assert bool(secret)
    assert not Secret("")


@pytest.mark.parametrize("write", [pickle.dumps, copy.deepcopy])
def test_a_secret_is_written_nowhere(write):
    with pytest.raises(TypeError, match="is not written anywhere"):
        write(Secret("s3cr3t-words"))
