"""A file is written whole, and lasts."""

import os

import pytest

from moderator.commands import written
from moderator.publish.kept import KeptActs
from moderator.shelf.archive import archive
from moderator.shelf.exports import KeptExport
from moderator.store.forgetting import Account
from moderator.store.traces import traces
from moderator.store.whole import write_whole


def write_archive(path):
    archive({"posts": ["een"], "acts": []}, path)


def write_page(path):
    written.write_page("een", path)


def forget_in(path):
    path.write_text("@anna kwam")
    KeptExport(path).forget(traces(Account("anna"), []))


@pytest.mark.parametrize("write", [write_archive, write_page, forget_in, KeptActs])
def test_a_file_of_the_program_is_on_the_disk_before_it_takes_its_place(
    write, tmp_path, monkeypatch
):
    path, synced = tmp_path / "file.txt", []

    def note(number):
        synced.append(os.fstat(number).st_ino)

    monkeypatch.setattr(os, "fsync", note)
    write(path)
    assert path.stat().st_ino in synced
    assert tmp_path.stat().st_ino in synced


def test_a_file_keeps_its_rights(tmp_path):
    path = tmp_path / "page.html"
    path.write_bytes(b"old")
    path.chmod(0o640)
    write_whole(path, b"new")
    assert (path.read_bytes(), path.stat().st_mode & 0o777) == (b"new", 0o640)


def test_where_the_disk_fails_all_is_as_it_was(tmp_path, monkeypatch):
    path = tmp_path / "page.html"
    path.write_bytes(b"old")

    def full(number):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        write_whole(path, b"new")
    assert [each.name for each in tmp_path.iterdir()] == ["page.html"]
    assert path.read_bytes() == b"old"
