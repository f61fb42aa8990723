"""What is kept of somebody can be given to them, and to read it keeps it no longer."""

import os
from datetime import UTC, datetime, timedelta

from tests.shelf.kept import HANDLE, WORDS, moderator


async def test_what_a_journal_keeps_of_somebody_can_be_given_to_them(data):
    journal = str(data / "fair.sqlite")
    told = moderator(data, "posts", journal)
    assert told.exit_code == 0
    assert [row for row in told.stdout.splitlines() if WORDS in row]
    assert moderator(data, "posts", str(data / "recordings" / "fair")).stdout == told.stdout
    moderator(data, "forget", HANDLE, "--yes")
    after = moderator(data, "posts", journal)
    assert WORDS not in after.stdout
    assert after.stderr == "moderator: 4 posts, 1 deletion\n"


async def test_reading_a_journal_keeps_it_no_longer(data):
    (data / "reports").mkdir()
    (data / "reports" / "a.html").write_text("x")
    long_ago = (datetime.now(UTC) - timedelta(days=31)).timestamp()
    for path in data.rglob("*.sqlite*"):
        os.utime(path, (long_ago, long_ago))
    for _ in range(2):
        assert f"{data}/fair.sqlite: last written" in moderator(data, "purge").stdout
        assert moderator(data, "report", str(data / "fair.sqlite")).exit_code == 0
