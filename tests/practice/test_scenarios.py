"""Scenarios as files: the bundled ones fit, new ones are made, what is wrong is said in a line."""

import json

import pytest
from typer.testing import CliRunner

from moderator.cli import app
from moderator.practice import file
from moderator.practice.file import ScenarioError, bundled, read
from moderator.practice.scenario import Want
from moderator.words.language import speak

CASE = '[[cases]]\npost = "x:1"\nwant = "nudge"\n'
INJECT = '[[injects]]\nname = "one"\n'


def scenario(*arguments):
    return CliRunner().invoke(app, ["scenario", *map(str, arguments)])


def written(tmp_path, text):
    path = tmp_path / "mine.toml"
    path.write_text(f'recording = "demo"\n{text}', encoding="utf-8")
    return path


@pytest.mark.parametrize("name", bundled())
def test_a_bundled_scenario_fits_its_recording_and_tells_its_goals_in_both_languages(name):
    checked = scenario("check", name)
    assert checked.exit_code == 0
    assert all("note: " in line for line in checked.stderr.splitlines())
    made = read(file.locate(name))
    assert made.goals
    for words in (made.title, made.about, *made.goals, *made.rubric.observed.values()):
        assert words.spoken("nl") != words.spoken("en")
    for one in made.cases:
        assert one.want is Want.WAIT or one.why.spoken("nl") != one.why.spoken("en")


def test_a_new_scenario_holds_ids_and_no_words_of_anybody(tmp_path):
    target = tmp_path / "mine.toml"
    made = scenario("new", "demo", "--to", target)
    assert (made.exit_code, made.stdout) == (0, f"{target}\n")
    text = target.read_text(encoding="utf-8")
    assert "gerrit" not in text
    assert "blanco" not in text
    checked = scenario("check", target)
    assert checked.exit_code == 0
    assert "blanco pagina" in checked.stdout
    assert "reviewed = false" in checked.stderr


def test_a_new_scenario_names_the_configuration_that_it_was_made_with(tmp_path):
    config, target = tmp_path / "fair.toml", tmp_path / "own" / "mine.toml"
    config.write_text('[fair]\nname = "Ours"\nhashtag = "#TBNN"\n', encoding="utf-8")
    target.parent.mkdir()
    assert scenario("new", "tbnn-2012", "--config", config, "--to", target).exit_code == 0
    assert read(target).config == str(target.parent / "../fair.toml")
    assert scenario("check", target).exit_code == 0


def test_a_new_scenario_goes_to_standard_output_where_that_is_named(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    made = scenario("new", "tbnn-2012", "--to", "-")
    assert made.exit_code == 0
    assert made.stdout.startswith("# A scenario")
    assert made.stdout.endswith('why = ""\n')
    assert not list(tmp_path.iterdir())


def test_a_new_scenario_takes_no_other_files_place(tmp_path):
    target = tmp_path / "mine.toml"
    target.write_text("", encoding="utf-8")
    made = scenario("new", "demo", "--to", target)
    assert made.exit_code == 2
    assert "is there already" in made.stderr


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"", "there are no posts in it"), (b"\x00\x9f\x01\xff" * 99, "nothing in it can be read")],
)
def test_of_a_recording_without_posts_no_scenario_is_made_and_the_reason_is_said(
    tmp_path, content, said
):
    recording, target = tmp_path / "day.csv", tmp_path / "mine.toml"
    recording.write_bytes(content)
    for told in (scenario("new", recording, "--to", target), scenario("check", recording)):
        assert told.exit_code == 1
        assert f"day.csv: {said}" in told.stderr
    assert not target.exists()


def test_what_cannot_be_read_of_a_recording_is_told_with_its_line(tmp_path):
    recording, target = tmp_path / "day.jsonl", tmp_path / "mine.toml"
    posts = CliRunner().invoke(app, ["posts", "tbnn-2012"]).stdout
    recording.write_text(posts + '{"half": \n', encoding="utf-8")
    made = scenario("new", recording, "--to", target)
    assert (made.exit_code, made.stdout) == (1, f"{target}\n")
    for told in (made, scenario("check", target)):
        assert told.exit_code == 1
        assert (
            f"line {len(posts.splitlines()) + 1}: not JSON: unexpected end of data" in told.stderr
        )


def test_a_case_that_is_still_in_time_at_the_end_of_the_recording_could_wait(tmp_path):
    recording, target = tmp_path / "day.jsonl", tmp_path / "mine.toml"
    post = {"v": 1, "source": "x", "kind": "original", "author": "bolt"}
    rows = [
        post | {"id": "1", "text": "Vacature: bakker, 24 uur #TB"},
        post | {"id": "2", "kind": "reply", "author": "lotte", "in_reply_to": "1",
                "text": "@bolt is dit ook parttime te doen?", "mentions": ["bolt"]},
    ]  # fmt: skip
    timed = (row | {"created_at": f"2026-11-19T09:0{row['id']}:00Z"} for row in rows)
    recording.write_text("".join(json.dumps(row) + "\n" for row in timed))
    assert scenario("new", recording, "--to", target).exit_code == 0
    assert [(one.post, one.want) for one in read(target).cases] == [("x:2", Want.WAIT)]
    checked = scenario("check", target)
    assert checked.exit_code == 0
    assert "note: nothing is due before the recording ends" in checked.stderr


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("cases = 1", "cases: must be a list"),
        (CASE.replace("nudge", "shout"), "must be 'nudge', 'resolve', 'dismiss' or 'wait'"),
        (CASE + "wnat = 1", 'did you mean "want"?'),
        (CASE + CASE, "x:1 is there twice"),
        (CASE + 'within = "soon"', "within"),
        (CASE + 'why = { fr = "x" }', "no such language as fr"),
        (INJECT + "dead_link = 'https://a.example/'", "give either at or on"),
        (INJECT + 'on = "hand"', "give posts, dead_link or silence"),
        (INJECT + 'on = "arrives"\ndead_link = "https://a.example/"', "the post that arrives"),
        (INJECT + 'at = "25:00"\ndead_link = "https://a.example/"', "a time of day"),
        ("[rubric]\ncases = 0", "must weigh something"),
        ("version = 2", "version"),
        ("title = 5", "title: must be text in quotes, or a table with nl and en"),
        ("goals = ['', 3]", "[goals] item 2: must be text in quotes"),
        (CASE.replace("x:1", "1"), "post: must be the key of a post, such as x:123"),
        (CASE + "weight = -1", "weight: must be 0 or more"),
        ("[[cases]]\npost = 'x:1'", "[cases] item 1, want: is needed"),
        (INJECT.replace("one", "Één"), "name: must be a name of a-z, 0-9 and -"),
        (INJECT + "at = 5", "at: must be a time of day"),
        (
            INJECT + 'posts = [{ author = "@jan", text = "" }]',
            "author: must be a handle, without @",
        ),
        (INJECT + 'posts = [{ author = "jan", text = "" }]', "text: must not be empty"),
        ("nothing = 101", "nothing"),
        ("title = [", "a list or table lacks the bracket"),
    ],
)
def test_what_is_wrong_with_a_file_is_said_with_its_place(tmp_path, text, said):
    with pytest.raises(ScenarioError) as error:
        read(written(tmp_path, text))
    assert said in str(error.value)
    assert "mine.toml" in str(error.value)


def test_a_scenario_that_does_not_fit_its_recording_is_refused_with_reasons(tmp_path):
    path = written(
        tmp_path,
        'digest = "1:abc"\nnothing = 50\n'
        + CASE
        + INJECT
        + 'at = 23:00:00\ndead_link = "https://a.example/"\n',
    )
    checked = scenario("check", path)
    assert checked.exit_code == 1
    assert "not the recording that was meant" in checked.stderr
    assert "a case names x:1" in checked.stderr
    assert "23:00 is not within" in checked.stderr
    assert "None" not in checked.stderr


def test_injects_that_cannot_work_are_refused_with_reasons(tmp_path):
    late = INJECT + 'at = 23:30:00\nposts = [{ author = "jan", text = "Hoi", id = "late" }]\n'
    reply = INJECT.replace("one", "two") + 'on = "hand"\nposts = [\n'
    reply += '{ author = "jan", text = "Ja", reply_to = "x:w999" },\n'
    reply += '{ author = "jan", text = "Ja", reply_to = "x:late" }]\n'
    hush = INJECT.replace("one", "three") + 'on = "hand"\n'
    hush += 'silence = { lasts = "5m", accounts = ["Nobody", "JAN"] }\n'
    checked = scenario("check", written(tmp_path, late + reply + hush))
    assert checked.exit_code == 1
    assert "inject one: 23:30 is not within the recorded day" in checked.stderr
    assert "inject two replies to x:w999, which is neither" in checked.stderr
    assert "x:late" not in checked.stderr
    assert "inject three silences Nobody, who posts nothing" in checked.stderr
    assert "JAN" not in checked.stderr


def test_a_scenario_that_is_nowhere_is_said_to_be(tmp_path):
    for name in ("nowhere.toml", "nowhere"):
        checked = scenario("check", name)
        assert checked.exit_code == 2
        assert f"there is no scenario '{name}'; bundled are broken-links, " in checked.stderr


def test_what_does_not_fit_is_told_in_dutch_where_dutch_is_spoken(tmp_path, monkeypatch):
    monkeypatch.setenv("MODERATOR_LANGUAGE", "nl")
    speak("nl")
    checked = scenario("check", written(tmp_path, 'digest = "1:abc"\nnothing = 50\n' + CASE))
    assert checked.exit_code == 1
    assert "dit is niet de opname die bedoeld was" in checked.stderr
    assert "een zaak noemt x:1, dat niet in de opname staat" in checked.stderr


def test_a_recording_without_a_scenario_has_no_score_to_be_told():
    checked = scenario("check", "werkfeest")
    assert checked.exit_code == 1
    (problem,) = [line for line in checked.stderr.splitlines() if "note: " not in line]
    assert problem == "moderator: there are no cases: nothing can be scored"
    assert "scores" not in checked.stdout


def test_what_is_to_be_left_alone_is_told_as_a_stretch_of_time():
    checked = scenario("check", "lively-fair")
    assert "09:38  leave it alone for 10 min: tineke_57: " in checked.stdout
    assert "10:08  nudge within 32 min: kees_genie: " in checked.stdout
