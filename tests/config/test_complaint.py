"""What is wrong with a configuration is said with its place, and with what to do."""

import pytest

from moderator.config.models import Config, ConfigError
from tests.config.written import complaints

NO_HASHTAGS = ["a b", "a, b", "a-b", "#a!", "2026", "https://social.example/tags/a", "a#b"]
NO_HASHTAG = "must be a single hashtag, such as #jobfair: of letters, digits and _"


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
        ("unsure_below = nan", "[classifier] unsure_below: must be a number"),
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


def test_a_wrong_option_is_said_by_its_name():
    with pytest.raises(ConfigError, match=r"^--hashtag: must be a single hashtag"):
        Config().overridden(hashtag="#one #two")
