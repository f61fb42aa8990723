"""Where a token is found, and that what goes wrong never repeats it."""

import os
import stat
import sys
from types import SimpleNamespace

import pytest

from feeds.settings import BadSettings, Settings
from feeds.x.options import Options
from moderator.commands.feeds import enabled, wanted
from moderator.config.classifier import RemoteSection
from moderator.config.models import Config, ConfigError, load
from moderator.config.secrets import exposed, token

SECRET = "AAAAbbbb0123-not-to-be-shown"


def complaint(environment=None, **settings):
    with pytest.raises(BadSettings) as refused:
        token(Settings(**settings), environment or {})
    assert SECRET not in repr(refused.value)
    assert SECRET not in str(refused.value)
    return str(refused.value)


def test_a_feed_whose_settings_name_no_place_has_no_token():
    assert token(Settings(), {"TOKEN": SECRET}) is None


def test_a_token_is_found_in_the_environment():
    found = token(Settings(token_env="FAIR_TOKEN"), {"FAIR_TOKEN": f" {SECRET}\n"})
    assert found.reveal() == SECRET
    assert SECRET not in f"{found} {found!r}"


def test_a_token_is_found_in_a_file(tmp_path):
    (tmp_path / "token").write_text(f"{SECRET}\n")
    assert token(Settings(token_file=str(tmp_path / "token")), {}).reveal() == SECRET


def test_the_first_place_that_is_named_counts(tmp_path):
    (tmp_path / "token").write_text("other")
    settings = Settings(token_env="FAIR_TOKEN", token_file=str(tmp_path / "token"))
    assert token(settings, {"FAIR_TOKEN": SECRET}).reveal() == SECRET


def test_the_usual_variable_of_a_feed_may_be_empty_where_nothing_else_is_named(tmp_path):
    assert token(Options(), {}) is None
    assert token(Options(), {"X_BEARER_TOKEN": SECRET}).reveal() == SECRET
    (tmp_path / "token").write_text(SECRET)
    assert token(Options(token_file=str(tmp_path / "token")), {}).reveal() == SECRET
    assert "is not set" in complaint(token_env="OTHER")


def a_keyring(kept):
    class KeyringError(Exception):
        pass

    def get_password(service, user):
        if service == "locked":
            raise KeyringError(SECRET)
        return kept.get((service, user))

    errors = SimpleNamespace(KeyringError=KeyringError)
    return SimpleNamespace(get_password=get_password, errors=errors)


def test_a_token_is_found_in_the_keyring(monkeypatch):
    kept = {("fair", "x"): SECRET, ("fair", "moderator"): "other"}
    monkeypatch.setitem(sys.modules, "keyring", a_keyring(kept))
    assert token(Settings(token_keyring="fair/x"), {}).reveal() == SECRET
    assert token(Settings(token_keyring="fair"), {}).reveal() == "other"
    assert token(RemoteSection(token_keyring="fair/x"), {}).reveal() == SECRET
    assert "has nothing under that name" in complaint(token_keyring="fair/y")
    assert "does not answer (KeyringError)" in complaint(token_keyring="locked")


def test_without_the_package_the_keyring_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "keyring", None)
    assert "the package `keyring`" in complaint(token_keyring="fair/x")


def test_a_token_in_the_place_of_its_name_is_refused_and_not_repeated():
    assert "never the token itself" in complaint(token_env=SECRET)
    assert "is not set" in complaint(token_env="AAAAbbbb0123")
    assert "AAAAbbbb0123" not in complaint(token_env="AAAAbbbb0123")
    assert "cannot be read: no such file" in complaint(token_file=f"nowhere/{SECRET}")


@pytest.mark.parametrize(
    "content", ["", " \n", f"{SECRET} two words", "x" * 10_001, "\x1b[31m", f"{SECRET}\u200b"]
)
def test_what_is_no_token_is_refused(tmp_path, content):
    (tmp_path / "token").write_text(content)
    assert "token_file: " in complaint(token_file=str(tmp_path / "token"))
    if content:
        assert "token_env: " in complaint({"T": content}, token_env="T")


def test_a_file_that_is_no_text_is_refused(tmp_path):
    (tmp_path / "token").write_bytes(b"\xff\xfe" + SECRET.encode())
    assert "is no text" in complaint(token_file=str(tmp_path / "token"))
    assert "no such home folder" in complaint(token_file="~nobody-at-all/token")


@pytest.mark.skipif(os.name != "posix", reason="permissions of Unix")
def test_a_file_that_others_may_read_is_told(tmp_path):
    path = tmp_path / "token"
    path.write_text(SECRET)
    path.chmod(stat.S_IRUSR | stat.S_IRGRP)
    assert "chmod 600" in exposed(Settings(token_file=str(path)))
    path.chmod(stat.S_IRUSR)
    assert exposed(Settings(token_file=str(path))) == ""
    assert exposed(Settings()) == exposed(Settings(token_file="nowhere")) == ""


def config(feeds, **fair):
    return Config.model_validate({"fair": {"hashtag": "banen"} | fair, "feeds": feeds})


@pytest.mark.parametrize(
    ("feeds", "fair", "said"),
    [
        ({}, {}, "no feed is enabled"),
        ({"x": {"enabled": False}}, {}, "no feed is enabled"),
        ({"x": {"enabled": True}}, {"hashtag": ""}, "[fair] hashtag: is needed"),
        ({"z": {"enabled": True}}, {}, "[feeds.z] kind: no such kind of feed"),
        (
            {"bluesky": {"enabled": True}, "x": {"enabeld": True}},
            {},
            '[feeds.x] enabeld: no such key; did you mean "enabled"?',
        ),
        (
            {"bluesky": {"enabled": True}, "x": {"enabled": False, "spend_cap_usd": -1}},
            {},
            "[feeds.x] spend_cap_usd: must be 0 or more",
        ),
    ],
)
def test_what_is_wrong_with_the_feeds_is_said_with_its_place(feeds, fair, said):
    with pytest.raises(ConfigError) as refused:
        enabled(config(feeds, **fair))
    assert said in str(refused.value)


def test_what_is_wrong_with_a_feed_is_said_with_its_file(tmp_path):
    path = tmp_path / "config.toml"
    path.write_text("[fair]\nhashtag = 'a'\n[feeds.x]\nenabled = true\nadress = ''\n")
    with pytest.raises(ConfigError) as refused:
        enabled(load(path))
    assert str(refused.value).startswith(f"{path}: [feeds.x] adress: no such key; did you mean")


def test_everybody_who_is_known_to_belong_to_the_fair_is_wanted():
    whole = Config.model_validate(
        {
            "fair": {"hashtag": "banen", "also": ["werk"], "organiser": ["duinrand"]},
            "employers": {"Zorg": ["zorg", "hr_zorg"], "Bolt": ["bolt"]},
        }
    )
    assert wanted(whole).hashtags == ("banen", "werk")
    assert wanted(whole).accounts == ("duinrand", "zorg", "hr_zorg", "bolt")
