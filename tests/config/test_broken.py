"""What in a configuration cannot be read at all: where, and why."""

import pytest

from moderator.config.models import ConfigError, load
from tests.config.written import complaints


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
