"""That the program speaks Dutch and English, and leaves out nothing."""

import re
from string import Formatter

import pytest

from docs import catalog
from moderator.config.models import Config, FairSection, load
from moderator.words import spelling
from moderator.words.language import _, chosen, plural, speak, spoken

MESSAGES = [message for message in catalog.translated() if message.id]


def name(message):
    return message.id if isinstance(message.id, str) else message.id[0]


def forms(message):
    """A message and its translation, each in the singular and the plural where it has both."""
    ids, strings = message.id, message.string
    return [(ids, strings)] if isinstance(ids, str) else list(zip(ids, strings, strict=True))


def fields(sentence):
    return {field for _text, field, _spec, _how in Formatter().parse(sentence) if field}


def test_every_sentence_of_the_source_is_in_the_catalog_and_none_besides():
    ours = {message.id for message in catalog.in_the_source() if message.id}
    assert ours == {message.id for message in MESSAGES}


@pytest.mark.parametrize("message", MESSAGES, ids=name)
def test_every_sentence_is_translated_with_the_same_fields(message):
    for sentence, translation in forms(message):
        assert translation
        assert fields(sentence) - {"number"} == fields(translation) - {"number"}
        assert re.match(r"\s*", sentence)[0] == re.match(r"\s*", translation)[0]
    assert not message.fuzzy  # or it is not compiled: the screen would speak English


def test_the_compiled_catalog_is_that_of_the_written_one():
    assert catalog.COMPILED.read_bytes() == catalog.compiled(catalog.translated())


def test_the_written_catalog_is_as_the_tool_writes_it():
    assert catalog.WRITTEN.read_bytes() == catalog.written(catalog.translated())


def test_the_list_of_what_is_said_is_that_of_the_source():
    assert catalog.SAID.read_bytes() == catalog.listed()


def test_dutch_is_spoken_where_it_is_asked_for():
    speak("nl")
    assert spoken() == "nl"
    assert _("Nobody is waiting.") == "Er wacht niemand."
    assert plural("{number} post", "{number} posts", 2) == "{number} berichten"


def test_numbers_and_dates_follow_the_language():
    day = spelling.date(2012, 7, 3)
    figures = spelling.number(12_345), spelling.number(0.97, 2), spelling.percent(0.0047, 1)
    assert (*figures, spelling.day(day)) == ("12,345", "0.97", "0.5 %", "3 July 2012")
    speak("nl")
    figures = spelling.number(12_345), spelling.number(0.97, 2), spelling.percent(0.0047, 1)
    assert (*figures, spelling.day(day)) == ("12.345", "0,97", "0,5 %", "3 juli 2012")


@pytest.mark.parametrize(
    ("environment", "configured", "language"),
    [
        ({}, None, "en"),
        ({"LANG": "C.UTF-8"}, None, "en"),
        ({"LANG": "nl_NL.UTF-8"}, None, "nl"),
        ({"LANG": "nl_NL.UTF-8", "LC_ALL": "en_GB.UTF-8"}, None, "en"),
        ({"LANGUAGE": "fr:nl:en"}, None, "nl"),
        ({"LANG": "fr_FR.UTF-8"}, None, "en"),
        ({"LANG": "en_US.UTF-8"}, "nl", "nl"),
        ({"MODERATOR_LANGUAGE": "en", "LANG": "nl_NL.UTF-8"}, "nl", "en"),
        ({"MODERATOR_LANGUAGE": "klingon"}, "nl", "nl"),
    ],
)
def test_the_language_is_that_of_the_configuration_else_of_the_environment(
    environment, configured, language
):
    assert chosen(environment, configured=configured) == language


def test_a_configuration_that_names_no_language_leaves_it_to_the_environment(tmp_path):
    path = tmp_path / "config.toml"
    path.write_text('[fair]\nlanguage = "nl"\n')
    assert load(path).overridden(hashtag="#x").language == "nl"
    assert Config(fair=FairSection(name="x")).overridden(hashtag="#x").language is None


def test_a_dutch_moderator_hears_of_the_fair_and_never_of_an_engine():
    strings = [string for message in MESSAGES for _id, string in forms(message)]
    assert [said for said in strings if re.search(r"\b(motor|machine)\b", said)] == []


@pytest.mark.parametrize(
    ("english", "dutch"), [("journal", "journa"), ("{filtered}", "{filtered} uitgefilterd")]
)
def test_in_dutch_one_thing_has_one_word(english, dutch):
    told = [said for message in MESSAGES for id_, said in forms(message) if english in id_]
    assert told
    assert [said for said in told if dutch not in said.lower()] == []
