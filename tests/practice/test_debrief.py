"""That an attempt ends in a debrief, which can be had again: in lines, as a page, as JSON."""

import json
import shutil
import stat
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser

import pytest
from typer.testing import CliRunner

from moderator.cli import app
from moderator.core.fair import Fair
from moderator.megaphone import Silence
from moderator.practice import document, html, phrases, telling
from moderator.practice.alarms import Alarm, Answer, Stretch, met
from moderator.practice.log import Log, What
from moderator.practice.score import Item, Score
from moderator.shelf.erased import without
from moderator.store.sqlite import open_journal
from moderator.words.language import speak
from tests.practice import players

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
NOON = datetime(2026, 5, 12, 12, tzinfo=UTC)


def a_stretch(start, end):
    return Stretch(NOON + start * MINUTE, NOON + end * MINUTE, Silence(40, 0))


@pytest.mark.parametrize(
    ("heard", "said", "told"),
    [
        ([(0, 60)], [], (0, False, False)),
        ([(0, 60)], [10], (0, True, False)),
        ([(0, 60)], [16], (0, False, False)),
        ([(0, 11), (24, 60)], [10], (0, True, False)),
        ([(0, 20), (33, 60)], [20], (0, False, False)),
        ([(25, 60)], [39], (25, True, False)),
        ([(25, 60)], [5], (5, True, False)),
        ([(70, 90)], [], (0, False, True)),
    ],
)
def test_a_silence_of_the_days_own_is_one_alarm_however_often_it_is_broken(heard, said, told):
    answers = [Answer(NOON + at * MINUTE, "hallo?") for at in said]
    stretches = [a_stretch(*one) for one in heard]
    (alarm,) = met(stretches, [a_stretch(0, 60)], answers, 15 * MINUTE)
    assert (alarm.at, alarm.met is not None, alarm.prevented) == (
        NOON + told[0] * MINUTE,
        *told[1:],
    )
    assert alarm.is_met == (told[1] or told[2])


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """A data folder with two attempts, of which nobody did anything in either."""
    folder = tmp_path_factory.mktemp("data")
    environment = {"XDG_DATA_HOME": str(folder), "MODERATOR_LANGUAGE": "en", "LOGNAME": "jan"}
    runner = CliRunner(env=environment)
    told = [runner.invoke(app, ["practice", "broken-links", "--plain"]) for _ in range(2)]
    return folder, runner, told


@pytest.fixture(scope="module")
def day():
    return players.day_of("hijacked-hashtag")


def test_practice_ends_in_a_debrief_and_compares_with_earlier_attempts_of_ones_own(home):
    _folder, _runner, (first, second) = home
    assert (first.exit_code, second.exit_code) == (0, 0)
    assert "Score: 8 of 100" in first.stdout
    assert "Your earlier attempts" not in first.stdout
    earlier = second.stdout.partition("Your earlier attempts")[2]
    assert "8 of 100; 0 found, 0 late, 9 missed" in earlier


def test_the_weights_that_are_told_are_shares_of_what_counts_here():
    items = tuple(Item(name, 0.5, weight) for name, weight in (("cases", 60), ("megaphone", 20)))
    of_both, of_none = Score(50, items, 0, {}, {}), Score(None, (Item("cases", 0, 0),), 0, {}, {})
    told = [phrases.item(one, of_both) for one in items]
    assert told == ["cases: 50 %, weighs 75 %", "megaphone alarms met: 50 %, weighs 25 %"]
    assert phrases.item(of_none.items[0], of_none) == "cases: 0 %, weighs 0 %"


def test_what_was_missed_is_told_with_what_stood_on_the_screen_and_why_it_mattered(home):
    told = home[2][0].stdout
    assert "13:28  missed  hanneke_vs" in told
    assert "in the queue, overdue." in told
    assert "An ordinary question among the failures" in told


def test_what_employers_answered_by_themselves_is_not_said_to_be_found(home):
    told = home[2][0].stdout
    assert "5 settled without you, 9 missed" in told
    assert "13:08  settled without you  hein_lasser" in told


def test_before_anything_was_due_there_is_no_score(home):
    early = home[1].invoke(app, ["debrief", "broken-links", "--at", "13:20"]).stdout
    assert "Score: nothing was due yet" in early
    assert "2 settled without you" in early


def test_a_dead_link_is_told_as_at_the_pace_of_the_day_though_it_was_played_flat_out(home):
    told = home[2][0].stdout.partition("14:15  missed  PolderNet")[2]
    assert "At 14:45 it stood at place 8 of 9 in the queue, overdue." in told


def test_an_attempt_is_kept_where_only_its_owner_can_read_it(home):
    folder = home[0] / "moderator" / "practice"
    kept = [path for path in (folder, *folder.rglob("*")) if path.is_dir()]
    assert len(kept) == 4
    assert {stat.S_IMODE(path.stat().st_mode) for path in kept} == {0o700}


def attempts_of(folder):
    return sorted((folder / "moderator" / "practice").glob("*/*"))


@pytest.mark.parametrize("speed", ["-1", "0", "foo"])
def test_what_is_refused_leaves_no_attempt(home, speed):
    before = attempts_of(home[0])
    refused = home[1].invoke(app, ["practice", "broken-links", "--plain", "--speed", speed])
    assert refused.exit_code == 2
    assert f"--speed {speed}: give a number" in refused.stderr
    assert attempts_of(home[0]) == before


def test_an_attempt_in_which_nothing_was_played_buries_no_other(home):
    last = attempts_of(home[0])[-1]
    empty = last.with_name("99990101-000000")
    empty.mkdir()
    Log(empty / "log.jsonl").add(Log(last / "log.jsonl").entries[0])
    try:
        for _ in range(2):
            told = home[1].invoke(app, ["debrief", "broken-links"]).stdout
            assert "Score: 8 of 100" in told
            assert told.count("8 of 100; 0 found") == 1
            open_journal(empty / "journal.sqlite").close()
    finally:
        shutil.rmtree(empty)


@pytest.mark.parametrize("named", [(), ("nowhere",)])
def test_without_a_name_that_is_known_the_scenarios_are_listed(home, named):
    told = home[1].invoke(app, ["practice", *named])
    assert told.exit_code == 2
    listed = told.stderr if named else told.stdout
    assert "  broken-links      Broken links everywhere\n" in listed
    assert ("there is no scenario or recording 'nowhere'" in listed) is bool(named)


def test_attempts_of_others_are_none_of_ones_own(home):
    folder = home[0]
    other = CliRunner(env={"XDG_DATA_HOME": str(folder), "LOGNAME": "piet"})
    said = other.invoke(app, ["debrief", "broken-links"])
    assert said.exit_code == 2
    assert "you have no attempt at broken-links yet" in said.stderr


def test_a_debrief_can_be_had_again_as_it_stood_at_any_time(home):
    again = home[1].invoke(app, ["debrief", "broken-links", "--at", "13:20"])
    assert again.exit_code == 0
    assert "  13:28  " not in again.stdout
    assert "still in time" in again.stdout
    assert "Your earlier attempts" in again.stdout


def test_what_a_trainer_observed_stands_beside_the_score(home):
    runner = home[1]
    said = runner.invoke(app, ["debrief", "broken-links", "--observed", "tone=3", "--json"])
    made = json.loads(said.stdout)
    assert made["observed"] == {"tone": 3.0, "way-out": None}
    assert made["score"]["total"] == made["score"]["nothing"] == 8
    assert [one["total"] for one in made["earlier"]] == [8]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--observed", "tone=5"], "give ITEM=0 to 4; items: tone, way-out"),
        (["--at", "late"], "give a time of day"),
        (["--html", "/dev/null/page.html"], "name another place"),
        (["--html", "-", "--json"], "only one can go to standard output"),
    ],
)
def test_what_cannot_be_told_is_said_in_a_line(home, arguments, said):
    answer = home[1].invoke(app, ["debrief", "broken-links", *arguments])
    assert answer.exit_code == 2
    assert said in answer.stderr


def test_the_page_goes_to_standard_output_where_a_dash_is_given(home):
    answer = home[1].invoke(app, ["debrief", "broken-links", "--html", "-"])
    assert answer.exit_code == 0
    assert answer.stdout.lstrip().lower().startswith("<!doctype html>")
    assert "written" not in answer.stderr


class Reader(HTMLParser):
    """The text of a page, and what it would load."""

    def __init__(self, page):
        super().__init__()
        self.tags, self.loads, self.said = [], [], []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.loads += [value for name, value in attrs if name in {"src", "href"}]

    def handle_data(self, data):
        self.said.append(data)


@pytest.mark.parametrize("language", ["en", "nl"])
def test_the_page_tells_what_the_lines_tell_and_loads_nothing(day, language):
    speak(language)
    made = day.debrief(*players.over_eager(day))
    page = Reader(html.as_page(made))
    said = " ".join(" ".join(page.said).split())
    assert page.loads == ["#main"]
    assert "script" not in page.tags
    for line in list(telling.lines(made))[1:]:
        for part in line.split("  "):
            if len(part) > 30 and not part.lstrip().startswith(("cases", "zaken", "promp", "snel")):
                assert " ".join(part.split()) in said, part


def test_the_words_of_a_post_are_no_part_of_the_page_s_own(day):
    made = day.debrief(*players.sleepy(day))
    (first, *_rest) = made.cases

    hostile = replace(
        first, post=replace(first.post, text='<img src=x onerror="alert(1)">\x1b[31m')
    )
    page = html.as_page(replace(made, cases=(hostile,)))
    assert "<img" not in page
    assert "\x1b" not in page


def test_what_a_deleted_post_said_can_be_taken_out_of_page_and_document(day):
    made = day.debrief(*players.over_eager(day))
    said = {one.mark.reference.post: one.post for one in made.cases}
    said |= {one.misdeed.post: one.post for one in made.misdeeds}
    words = [" ".join(post.text.split())[:40] for post in said.values() if post.text]
    page, data = html.as_page(made), document.as_json(made)
    assert any(some in page for some in words)
    for kind, whole in ((".html", page), (".json", data)):
        left = without(whole, said.keys(), kind)
        assert not any(some in left for some in words)


def test_the_document_has_every_case_and_misdeed_with_its_times(day):
    made = document.as_document(day.debrief(*players.over_eager(day)))
    assert json.loads(json.dumps(made)) == made
    assert len(made["cases"]) == 17
    nudged = [one["nudge_seconds"] for one in made["cases"] if one["nudge_seconds"]]
    assert set(nudged) == {60.0}
    assert {one["slip"] for one in made["misdeeds"]} == {"false_alarm", "confident_mistake"}
    assert "earlier" in made


@pytest.mark.parametrize(
    ("seconds", "told"),
    [(45, "45 s"), (88, "1 min 28"), (3289, "54 min 49"), (8820, "2 h 27"), (-3, "0 s")],
)
def test_every_duration_has_its_unit(seconds, told):
    assert phrases.lasted(timedelta(seconds=seconds)) == told


def test_what_was_sent_while_nobody_talked_is_told_in_the_singular_too():
    at = datetime(2026, 5, 12, 9, 30, tzinfo=UTC)
    told = [phrases.alarm(Alarm(at, Silence(53, talk)), Fair()) for talk in (1, 0)]
    assert told == [
        "11:30  1 interaction in half an hour with 53 posts; met with nothing",
        "11:30  0 interactions in half an hour with 53 posts; met with nothing",
    ]
    kept_away = Alarm(at, Silence(53, 0), prevented=True)
    assert phrases.alarm(kept_away, Fair()).endswith("; kept away by what was done")


def test_an_attempt_that_was_interrupted_is_told_to_the_last_thing_that_was_done(home, tmp_path):
    folder, runner, _told = home
    copied = shutil.copytree(folder, tmp_path / "data")
    log = max(copied.rglob("log.jsonl"))
    entries = Log(log).entries
    log.unlink()
    for one in entries:
        last = {"what": What.ASIDE, "text": "I call", "at": one.at and one.at + HOUR}
        Log(log).add(one.model_copy(update=last if one.what is What.ENDED else {}))
    told = runner.invoke(app, ["debrief", "broken-links"], env={"XDG_DATA_HOME": str(copied)})
    assert "Said aside\n  16:00  I call\n" in told.stdout
