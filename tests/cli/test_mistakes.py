"""What was typed or configured wrongly is a line that says what to do, and an exit code."""

import pytest


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["cases", "nowhere"], "there is no recording 'nowhere'"),
        (["posts", "."], "is a folder"),
        (["posts", ""], "Missing argument 'RECORDING|JOURNAL'"),
        (["practice", ""], "Missing argument 'SCENARIO|RECORDING'"),
        (["evaluate", "fair.json", ""], "Missing argument 'LABELLED'"),
        (["cases", "demo", "--config", ""], "Option '--config' requires an argument"),
        (["train", "corpus", "--corrections", ""], "Option '--corrections' requires an argument"),
        (["cases", "demo", "--config", "nowhere.toml"], "nowhere.toml"),
        (["replay", "demo", "--speed", "fast"], "--speed fast"),
        (["replay", "demo", "--speed", "0"], "--speed 0"),
        (["replay", "demo", "--from", "noon"], "--from noon"),
        (["frobnicate"], "No such command"),
        (["cases"], "Missing argument"),
    ],
)
def test_a_mistake_is_a_line_that_says_what_to_do_and_exit_code_2(run, words, said):
    result = run(*words)
    assert result.exit_code == 2
    assert said in result.stderr
    assert "Traceback" not in result.stderr
    assert result.stdout == ""


@pytest.mark.parametrize("command", ["posts", "report", "replay", "cases", "classify", "links"])
def test_that_there_is_no_recording_is_said_in_the_configured_language(
    run, command, tmp_path, monkeypatch
):
    monkeypatch.delenv("MODERATOR_LANGUAGE")
    (tmp_path / "config.toml").write_text('[fair]\nlanguage = "nl"\n')
    result = run(command, "nofile.csv")
    assert result.exit_code == 2
    assert "er is geen opname 'nofile.csv'" in result.stderr


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ('hashtagg = "#TB"', "die sleutel bestaat niet"),
        ("name = Banenmarkt", "regel 3"),
    ],
)
def test_what_is_wrong_with_a_configuration_is_said_in_the_language_that_it_names(
    run, recording, tmp_path, monkeypatch, wrong, said
):
    monkeypatch.delenv("MODERATOR_LANGUAGE")
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    (tmp_path / "config.toml").write_text(f'[fair]\nlanguage = "nl"\n{wrong}\n')
    result = run("cases", str(recording))
    assert result.exit_code == 2
    assert said in result.stderr


@pytest.mark.parametrize("command", ["practice", "debrief", "scenario check"])
def test_that_there_is_no_scenario_is_said_in_the_configured_language(
    run, command, tmp_path, monkeypatch
):
    monkeypatch.delenv("MODERATOR_LANGUAGE")
    (tmp_path / "config.toml").write_text('[fair]\nlanguage = "nl"\n')
    result = run(*command.split(), "nowhere")
    assert result.exit_code == 2
    assert "er is geen scenario" in result.stderr


def test_the_bundled_scenarios_are_listed_in_the_language_in_which_they_are_played(
    run, tmp_path, monkeypatch
):
    monkeypatch.delenv("MODERATOR_LANGUAGE")
    config = tmp_path / "config.toml"
    config.write_text('[fair]\nlanguage = "nl"\n')
    assert "Scenarios to practise on" in run("practice").stdout
    assert "Scenario's om" in run("practice", "--config", str(config)).stdout


def test_a_wrong_key_in_the_configuration_is_named(run, recording, tmp_path):
    (tmp_path / "config.toml").write_text('[fair]\nhashtagg = "#TB"\n')
    result = run("cases", str(recording))
    assert result.exit_code == 2
    assert "hashtagg" in result.stderr
    assert "hashtag" in result.stderr
