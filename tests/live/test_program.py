"""The program on live feeds, as a process: begun, ended, killed and begun again."""

import json
import random
import signal
import sys

import pytest

from moderator.core.facts import PostDeleted, PostSeen
from moderator.store.sqlite import open_journal, read_journal
from tests.live.programs import ended, some, wait_until

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals of Unix")


def test_recording_ends_in_order_with_ctrl_c_and_goes_on_where_it_was(fair):
    day = fair(posts=30)
    program = day.start("record")
    wait_until(some(lambda: len(day.recorded()) == 30))
    program.send_signal(signal.SIGINT)
    code, out, err = ended(program)
    assert (code, out) == (130, "")
    assert "scripted: connected" in err
    assert "30 received = 30 shown" in err
    assert "Traceback" not in err
    assert day.noted == ["opened", "leaving", "left"]
    fair(posts=50)
    program = day.start("record")
    wait_until(some(lambda: 50 in day.recorded()))
    program.send_signal(signal.SIGTERM)
    assert ended(program)[0] == 0
    assert day.recorded() == list(range(1, 51))


@pytest.mark.parametrize("words", [["record"], ["run", "--headless", "--record"]])
def test_whoever_asks_again_does_not_hurry_what_is_put_in_order(fair, tmp_path, words):
    go = tmp_path / "go"
    day = fair(posts=5, leaves_with=str(go))
    program = day.start(*words)
    wait_until(some(lambda: len(day.recorded()) == 5))
    program.send_signal(signal.SIGINT)
    wait_until(lambda: day.noted[-1] == "leaving")
    program.send_signal(signal.SIGINT)
    program.send_signal(signal.SIGTERM)
    go.touch()
    code, _, err = ended(program)
    assert code == 130
    assert "5 received = 5 shown" in err
    assert "Traceback" not in err
    assert day.noted[-1] == "left"


def test_a_day_without_a_desk_is_moderated_recorded_and_reported(fair):
    day = fair(posts=20, fails_every=15)
    program = day.start("run", "--headless", "--record")
    wait_until(some(lambda: day.journaled() == 20 or day.journaled() == 15))
    program.send_signal(signal.SIGTERM)
    code, out, err = ended(program)
    assert (code, out) == (0, "")
    assert "recording to" in err
    assert day.noted[-1] == "left"
    posts = day.run("posts", str(day.recording))
    assert len(posts.stdout.splitlines()) == day.journaled()
    report = json.loads(day.run("report", str(day.journal), "--json").stdout)
    assert report["accounting"]["feeds"]["scripted"]["shown"] == day.journaled()
    assert report["accounting"]["missing"] == 0


def test_reports_lose_what_was_deleted_by_the_end_of_the_day(fair):
    day = fair(posts=5)
    program = day.start("run", "--headless")
    wait_until(some(lambda: day.journaled() == 5))
    program.send_signal(signal.SIGTERM)
    assert ended(program)[0] == 0
    with open_journal(day.journal) as journal:
        post = next(fact.post for fact in journal.facts() if isinstance(fact, PostSeen))
        journal.append([PostDeleted(post.id, post.source)])
    page = day.folder / "data" / "reports" / "day.html"
    page.parent.mkdir()
    page.write_text(f'<p data-post="{post.source}:{post.id}">GEHEIM</p>')
    program = day.start("run", "--headless")
    wait_until(lambda: day.noted.count("opened") == 2)
    program.send_signal(signal.SIGTERM)
    code, _, err = ended(program)
    assert code == 0
    assert "day.html: posts that were deleted taken out" in err
    assert "GEHEIM" not in page.read_text()


def test_a_program_killed_again_and_again_has_every_post_once(fair):
    day = fair(posts=400, every_ms=2)
    chance = random.Random(7)
    for _ in range(4):
        reached = day.journaled() if list(day.folder.glob("data/*.sqlite")) else 0
        program = day.start("run", "--headless", "--record")
        goal = min(reached + chance.randrange(10, 120), 400)
        wait_until(some(lambda goal=goal: day.journaled() >= goal))
        program.kill()
        ended(program)
    program = day.start("run", "--headless", "--record")
    wait_until(some(lambda: day.journaled() >= 400))
    program.send_signal(signal.SIGTERM)
    ended(program)
    with read_journal(day.journal) as journal:
        tally = journal.tally()
        seen = [fact.post.id for fact in journal.facts() if hasattr(fact, "post")]
    assert sorted(map(int, seen)) == list(range(1, 401))
    places = ("shown", "folded", "duplicates", "filtered", "unreadable")
    assert tally["received scripted"] == sum(tally.get(f"{name} scripted", 0) for name in places)
    assert tally["shown scripted"] == 400
    assert set(day.recorded()) == set(range(1, 401))
    board = json.loads(day.run("cases", str(day.recording)).stdout)
    assert len({case["id"] for case in board["cases"]}) == len(board["cases"])


def test_a_disk_that_is_full_for_a_while_costs_nothing_and_is_said(fair):
    import resource

    day = fair(posts=1000, every_ms=2)
    program = day.start("run", "--headless", "--record")
    wait_until(some(lambda: day.journaled() >= 50))
    _, most = resource.prlimit(program.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(program.pid, resource.RLIMIT_FSIZE, (1 << 12, most))
    told = iter(program.stderr.readline, "")
    refused = next(line for line in told if "retrying" in line)
    assert refused.startswith(("moderator: journal: ", "moderator: recording: "))
    assert day.journaled() < 1000
    resource.prlimit(program.pid, resource.RLIMIT_FSIZE, (most, most))
    wait_until(some(lambda: day.journaled() == 1000))
    program.send_signal(signal.SIGTERM)
    code, _, err = ended(program)
    assert code == 0
    assert "1000 received = 1000 shown" in err
    assert day.recorded() == list(range(1, 1001))


def test_a_hashtag_that_was_changed_on_the_day_is_said_to_begin_another_fair(fair):
    day = fair(gone="over")
    assert "keeps its journal" not in day.run("run", "--headless").stderr
    assert "keeps its journal" not in day.run("run", "--headless").stderr
    path = day.folder / "config.toml"
    path.write_text(path.read_text().replace("#banen", "#werkdag"))
    said = "note: Proef #banen keeps its journal: a different name or hashtag starts a new journal"
    assert said in day.run("run", "--headless").stderr
    assert said not in day.run("run", "--headless").stderr


def test_a_feed_that_stops_says_what_to_do_and_nothing_is_left_to_wait_for(fair):
    day = fair(gone="the token is refused: make a new one")
    for command in (["record"], ["run", "--headless"]):
        done = day.run(*command)
        assert done.returncode == 1
        assert "scripted stopped: the token is refused: make a new one" in done.stderr
        assert day.noted[-1] == "left"


def test_plain_lines_are_told_without_a_terminal(fair):
    day = fair(posts=10)
    program = day.start("run", "--plain")
    wait_until(some(lambda: day.journaled() == 10))
    told = next(line for line in program.stdout if "question" in line)
    program.send_signal(signal.SIGTERM)
    code, _, err = ended(program)
    assert code == 0
    assert "question from asker5 to kok4" in told
    assert "Traceback" not in err
