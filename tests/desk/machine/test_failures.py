"""What is logged while a desk is open can be read afterwards."""

import logging

import pytest

from moderator.desk.machine import failures
from tests.desk import fair
from tests.desk.screen import desk_of

LOG = logging.getLogger("moderator.feeds")


def failed(what):
    try:
        raise KeyError(what)
    except KeyError:
        LOG.exception("the feed failed")


def test_an_error_is_kept_with_its_place_and_what_is_less_is_not(tmp_path):
    with failures.failures_kept(tmp_path / "fair.desk.json"):
        LOG.warning("no error")
        failed("text")
    kept = (tmp_path / "fair.desk.failed.txt").read_text()
    assert "moderator.feeds: the feed failed" in kept
    assert "test_failures.py" in kept
    assert "no error" not in kept


def test_there_is_no_file_where_nothing_went_wrong_or_where_nothing_is_kept(tmp_path):
    with failures.failures_kept(tmp_path / "fair.desk.json"):
        pass
    failed("later")
    with failures.failures_kept(None):
        failed("nowhere")
    assert list(tmp_path.iterdir()) == []


def test_one_failure_over_and_over_fills_no_disk(tmp_path, monkeypatch):
    monkeypatch.setattr(failures, "LARGEST_BYTES", 2_000)
    with failures.failures_kept(tmp_path / "fair.desk.json"):
        for number in range(50):
            failed(f"{number} \ud83d")
    kept = sorted(tmp_path.iterdir())
    assert [each.name for each in kept] == ["fair.desk.failed.txt", "fair.desk.failed.txt.1"]
    assert all(each.stat().st_size <= 2_000 for each in kept)


@pytest.mark.parametrize("went", ["well", "wrong"])
async def test_what_came_in_names_the_file_where_there_is_something_in_it(tmp_path, went):
    with failures.failures_kept(tmp_path / "f.desk.json"):
        assert failures.failed_at() is None
        if went == "wrong":
            failed("text")
        async with desk_of(fair.at_work(), size=(120, 40)) as (pilot, _):
            await pilot.press("i")
            told = pilot.app.screen.told.content.plain
    assert failures.failed_at() is None
    assert (f"stands in {tmp_path / 'f.desk.failed.txt'}" in told) is (went == "wrong")
