"""What a moderator may write in config.toml, and the fair that it becomes."""

import tomllib
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from feeds.complaint import complaints as complaints_of
from moderator.config.complaint import spell
from moderator.config.models import Config, find, load
from moderator.core.fair import Fair
from tests.config.written import written

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "config.toml"


def keys(model):
    """Every key of the models, as (table, key); tables that the moderator names have no keys."""
    for table, field in model.model_fields.items():
        section = field.annotation
        if isinstance(section, type) and issubclass(section, BaseModel):
            yield from ((table, key) for key in section.model_fields)
        else:
            yield (table, None)


def inner_keys(section, tables):
    """The keys of the tables in a table that the sample lacks."""
    for name, field in section.model_fields.items():
        if isinstance(field.annotation, type) and issubclass(field.annotation, BaseModel):
            yield from set(field.annotation.model_fields) - set(tables[name])


def test_no_configuration_at_all_is_a_fair_too():
    assert load(None).to_fair() == Fair()


def test_an_empty_file_is_a_fair_too(tmp_path):
    assert load(written(tmp_path, "")).model_dump() == load(None).model_dump()


def test_a_full_configuration_becomes_the_fair_of_the_core(tmp_path):
    path = written(
        tmp_path,
        """
        [fair]
        name = "Banenmarkt Duinrand"
        hashtag = "#BanenDuinrand"
        also = ["duinbanen"]
        language = "en"
        organiser = ["@duinrand", "loket@social.example"]
        timezone = "Europe/Brussels"
        [employers]
        "Zorg aan Zee" = ["zorgaanzee", "@hr_zaz"]
        [follow_up]
        warn_after = "90s"
        overdue_after = "1h30m"
        [desk]
        claim_lease = "5m"
        """,
    )

    assert load(path).to_fair() == Fair(
        name="Banenmarkt Duinrand",
        hashtags=("BanenDuinrand", "duinbanen"),
        organiser=("duinrand", "loket@social.example"),
        employers={"Zorg aan Zee": ("zorgaanzee", "hr_zaz")},
        warn_after=timedelta(seconds=90),
        overdue_after=timedelta(minutes=90),
        claim_lease=timedelta(minutes=5),
        timezone="Europe/Brussels",
        language="en",
    )


@pytest.mark.parametrize("tag", ["#a_1", "##a_1", " #a_1 ", "＃a_1"])
def test_a_hashtag_is_taken_as_it_is_meant(tmp_path, tag):
    assert load(written(tmp_path, f"[fair]\nhashtag = '{tag}'")).fair.hashtag == "a_1"


@pytest.mark.parametrize("tag", ["überfäir", "ДеньРабот", "नौकरी", "col·lab", "求人2026"])
def test_a_hashtag_has_letters_of_any_script(tmp_path, tag):
    assert load(written(tmp_path, f"[fair]\nhashtag = '{tag}'")).fair.hashtag == tag


def test_the_sample_loads_and_holds_every_key_there_is():
    tables = tomllib.loads(SAMPLE.read_text(encoding="utf-8"))

    assert load(SAMPLE).fair.name
    for table, key in keys(Config):
        assert table in tables, f"[{table}] is not in config.toml"
        assert key is None or key in tables[table], f"[{table}] {key} is not in config.toml"
    assert (
        list(inner_keys(Config.model_fields["classifier"].annotation, tables["classifier"])) == []
    )


def test_every_key_of_the_sample_has_a_comment_above_it():
    blocks = SAMPLE.read_text(encoding="utf-8").split("\n\n")
    silent = [block for block in blocks if "=" in block and "#" not in block.split("=")[0]]
    assert silent == []


@pytest.mark.parametrize(
    "url",
    [
        "https://model.example/v1",
        "http://localhost:80",
        "http://[::1]:8/v1",
        "http://127.9.9.9:8/v1",
        "",
    ],
)
def test_a_model_may_be_elsewhere_by_https_and_here_by_either(tmp_path, url):
    path = written(tmp_path, f"[classifier.remote]\nurl = '{url}/'")
    assert load(path).classifier.remote.url == url


def test_a_feed_keeps_the_keys_that_only_it_knows(tmp_path):
    path = written(tmp_path, "[feeds.x]\nenabled = true\ntoken_env = 'X_BEARER_TOKEN'")
    feed = load(path).feeds["x"]
    assert feed.enabled
    assert feed.model_extra == {"token_env": "X_BEARER_TOKEN"}


def test_the_command_line_comes_before_the_file(tmp_path):
    config = load(written(tmp_path, "[fair]\nhashtag = 'old'\nalso = ['older']\norganiser = ['o']"))

    assert config.overridden(hashtag="#new").to_fair().hashtags == ("new",)
    assert config.overridden(organiser=["@a", "b"]).to_fair().organiser == ("a", "b")
    assert config.overridden() == config


@pytest.mark.parametrize(
    ("configured", "typed", "name"),
    [("'Old'", "#new", ""), ("'Old'", "#old", "The fair"), ("''", "#new", "The fair")],
)
def test_another_hashtag_is_another_fair_without_this_ones_name(tmp_path, configured, typed, name):
    config = load(written(tmp_path, f"[fair]\nname = 'The fair'\nhashtag = {configured}"))
    assert config.overridden(hashtag=typed).to_fair().name == name


def test_the_configuration_of_this_folder_comes_before_the_users_own(tmp_path, monkeypatch):
    here, own = tmp_path / "here", tmp_path / "own"
    for folder in (here, own / "moderator"):
        folder.mkdir(parents=True)
    monkeypatch.chdir(here)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(own))
    monkeypatch.setattr("sys.platform", "linux")

    assert find() is None
    in_own = written(own / "moderator", "")
    assert find() == in_own
    written(here, "")
    assert find() == Path("config.toml")


@given(st.integers(0, 99), st.integers(0, 99), st.integers(0, 99))
def test_a_length_of_time_is_the_sum_of_its_parts(hours, minutes, seconds):
    text = f"{hours}h{minutes}m{seconds}s"
    config = Config.model_validate({"links": {"recheck_every": text}})
    expected = timedelta(hours=hours, minutes=minutes, seconds=seconds)
    assert config.links.recheck_every == expected


TABLES = [*Config.model_fields, "fiar"]
KEYS = sorted({key for _, key in keys(Config) if key} | {"x", ""})
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.datetimes(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner),
    max_leaves=5,
)


@given(st.dictionaries(st.sampled_from([*TABLES, *KEYS]), VALUES))
def test_whatever_a_file_holds_is_a_configuration_or_is_complained_of(tables):
    try:
        Config.model_validate(tables)
    except ValidationError as error:
        said = list(complaints_of(error, Config))
        assert said
        assert all(what and isinstance(spell(place), str) for place, what in said)
