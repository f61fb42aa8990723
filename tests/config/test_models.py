"""What a moderator may write in config.toml, and what is said of what they may not."""

import tomllib
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from moderator.config.complaint import complaints as complaints_of
from moderator.config.complaint import spell
from moderator.config.models import Config, ConfigError, find, load
from moderator.core.fair import Fair

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "config.toml"

NO_HASHTAGS = ["a b", "a, b", "a-b", "#a!", "2026", "https://social.example/tags/a", "a#b"]
NO_HASHTAG = "must be a single hashtag, such as #jobfair: of letters, digits and _"


def written(folder, text):
    path = folder / "config.toml"
    path.write_text(text, encoding="utf-8")
    return path


def complaints(folder, text):
    """What is said of a configuration, a line each, without the path."""
    path = written(folder, text)
    with pytest.raises(ConfigError) as refused:
        load(path)
    return [line.removeprefix(f"{path}: ") for line in str(refused.value).splitlines()]


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
    ("text", "said"),
    [
        ("[fair]\nhashtg = 'x'", '[fair] hashtg: no such key; did you mean "hashtag"?'),
        ("[fair]\nHASHTAG = 'x'", '[fair] HASHTAG: no such key; did you mean "hashtag"?'),
        ("[report]\nqqq = 1", "[report] qqq: no such key; there are: terms"),
        ("[fiar]\nname = 'x'", 'fiar: no such key; did you mean "fair"?'),
        ("warn_after = '5m'", "warn_after: belongs under [follow_up]"),
        ("report = 3", "report: must be a table of its own"),
        ("[fair]\nhashtag = 3", "[fair] hashtag: must be text in quotes"),
        *((f"[fair]\nhashtag = '{tag}'", f"[fair] hashtag: {NO_HASHTAG}") for tag in NO_HASHTAGS),
        ("[fair]\nlanguage = 'fr'", "[fair] language: must be 'nl' or 'en'"),
        ("[fair]\norganiser = 'x'", '[fair] organiser: must be a list, such as ["one", "two"]'),
        (
            "[fair]\norganiser = ['a', 'https://social.example/@b']",
            "[fair] organiser, item 2: must be the handle of one account, such as @jobfair",
        ),
        (
            "[fair]\ntimezone = 'Europe/Amstrdam'",
            '[fair] timezone: no such time zone; did you mean "Europe/Amsterdam"?',
        ),
        ("[store]\npath = '~nobody-at-all/x'", "[store] path: there is no such home folder"),
        ('[store]\npath = "a\\u0000b"', "[store] path: must be the path of a folder"),
        ("[fair]\ntimezone = '../../etc'", "[fair] timezone: no such time zone"),
        (
            "[employers]\n'A' = ['one', '']",
            "[employers] A, item 2: must be the handle of one account, such as @jobfair",
        ),
        (
            "[employers]\n'A' = ['one']\n'B' = ['@ONE']",
            "[employers] @one is listed under two employers; keep one",
        ),
        (
            "[follow_up]\nwarn_after = 10",
            (
                "[follow_up] warn_after: must be a length of time in quotes, "
                'such as "90s", "10m" or "1h30m"'
            ),
        ),
        (
            "[follow_up]\nwarn_after = '40m'",
            "[follow_up]: overdue_after is shorter than warn_after; make it longer",
        ),
        (
            "[follow_up]\noverdue_after = '99999999h'",
            """[follow_up] overdue_after: must be "9999h" or less""",
        ),
        (
            '[links]\ncontact = "a\\nb"',
            "[links] contact: must be one line, without control characters",
        ),
        ("[links]\ncontact = 'é'", "[links] contact: must be without accents and the like"),
        ("[feeds]\nx = 1", "[feeds.x]: must be a table of its own"),
        ("[feeds.x]\nenabled = 'yes'", "[feeds.x] enabled: must be true or false"),
        ("[store]\nkeep_days = '30'", "[store] keep_days: must be a whole number"),
        ("[store]\nkeep_days = 0", "[store] keep_days: must be 1 or more"),
        ("[store]\nkeep_days = 99999", "[store] keep_days: must be 36500 or less"),
    ],
)
def test_what_is_wrong_is_said_with_its_place_and_what_to_do(tmp_path, text, said):
    assert complaints(tmp_path, text) == [said]


def test_all_that_is_wrong_is_said_at_once_a_line_each(tmp_path):
    lines = complaints(tmp_path, "[fair]\nhashtg = 'x'\nlanguage = 'fr'\n[store]\npath = 3")
    assert len(lines) == 3


URL = "[classifier.remote] url:"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("unsure_below = 1.5", "[classifier] unsure_below: must be 1 or less"),
        ("unsure_below = 'half'", "[classifier] unsure_below: must be a number"),
        ("second = 'perhaps'", "[classifier] second: must be 'auto' or 'off'"),
        ("remote = 1", "[classifier.remote]: must be a table of its own"),
        (
            "remote.timout = '5s'",
            '[classifier.remote] timout: no such key; did you mean "timeout"?',
        ),
        ("remote.timeout = '11m'", '[classifier.remote]: timeout must be from "1s" to "10m"'),
        ("remote.in_all = 1000001", "[classifier.remote] in_all: must be 1000000 or less"),
        ("remote.per_hour = 0", "[classifier.remote] per_hour: must be 1 or more"),
        (
            "remote.enabled = true",
            "[classifier.remote]: url and model are both needed where enabled = true",
        ),
        (
            "remote.url = 'http://model.example/v1'",
            f"{URL} must begin with https://; http:// is for this machine itself only",
        ),
        (
            "remote.url = 'http://127.0.0.1.model.example'",
            f"{URL} must begin with https://; http:// is for this machine itself only",
        ),
        (
            "remote.url = 'https://me:hush@model.example'",
            f"{URL} must be an address that begins with https://, without a password in it",
        ),
        (
            "remote.url = 'file:///x'",
            f"{URL} must be an address that begins with https://, without a password in it",
        ),
        (
            "remote.url = 'https://model.example/v1?key=x'",
            f"{URL} must be an address without ? or #",
        ),
        (
            "remote.url = 'https://[model'",
            f"{URL} must be an address that begins with https://, without a password in it",
        ),
    ],
)
def test_what_is_wrong_with_a_second_opinion_is_said_with_its_place(tmp_path, text, said):
    assert complaints(tmp_path, f"[classifier]\n{text}") == [said]


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


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "name = Duinrand",
            "line 2: after = comes text in quotes, a number, true, false or a list",
        ),
        ('name = "Duinrand', "before the end: a text lacks the quote at its end"),
        ('name = "Duinrand\n', "line 2: a text lacks the quote at its end"),
        ('also = ["a",', "before the end: a list or table lacks the bracket at its end"),
        ('name: "Duinrand"', "line 2: a key has = after it"),
        ("[store", "before the end: the name of a table has [ before and ] after it"),
        ("[fair]", "line 2: it is there twice; keep one"),
        ('name = "a"\nname = "b"', "before the end: it is there twice; keep one"),
        ("name = 10m", "line 2: text goes in quotes, and each key on a line of its own"),
        ('name = "C:\\data"', "line 2: in quotes, write / instead of \\"),
        ("= 3", "line 2: it is neither key = value nor [table]"),
    ],
)
def test_a_mistake_in_the_toml_is_said_with_its_line(tmp_path, text, said):
    assert complaints(tmp_path, f"[fair]\n{text}") == [said]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[mqtt]\nfair = 'Werk Dag'", "must be a name of a-z, 0-9 and -, 64 characters at most"),
        ("[links]\ncontact = 'José'", "must be without accents and the like"),
    ],
)
def test_characters_that_do_not_fit_are_said_in_words(tmp_path, text, said):
    [line] = complaints(tmp_path, text)
    assert line.endswith(said)


def test_a_file_nested_too_deeply_is_refused(tmp_path):
    assert complaints(tmp_path, "x = " + "[" * 9999) == ["nested too deeply"]


def test_a_file_that_is_no_text_is_refused(tmp_path):
    path = tmp_path / "config.toml"
    path.write_bytes(b"\xff\xfe[\x00f\x00")
    with pytest.raises(ConfigError, match=r"config\.toml: not UTF-8 text; save it as UTF-8$"):
        load(path)


def test_a_byte_order_mark_does_no_harm(tmp_path):
    path = tmp_path / "config.toml"
    path.write_bytes(b"\xef\xbb\xbf[fair]\nname = 'Duinrand'\n")
    assert load(path).fair.name == "Duinrand"


def test_a_file_that_is_not_there_is_said_with_what_to_do(tmp_path):
    with pytest.raises(ConfigError, match="no such file or directory; name a file with --config"):
        load(tmp_path / "none.toml")


def test_a_folder_is_no_configuration(tmp_path):
    with pytest.raises(ConfigError, match="is a directory"):
        load(tmp_path)


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


def test_a_wrong_option_is_said_by_its_name():
    with pytest.raises(ConfigError, match=r"^--hashtag: must be a single hashtag"):
        Config().overridden(hashtag="#one #two")


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
