"""The keys and tokens of feeds: found in the environment, in a file or in the system's keyring.

They never stand in config.toml, which only says where each one is. What goes wrong is
told by the name of the setting; neither a secret nor what may be one by mistake
is ever repeated. A secret that was found shows itself to nobody (`feeds.secret`).
"""

import os
import re
import stat
from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path

from feeds.said import said
from feeds.secret import Secret
from feeds.settings import BadSettings, TokenPlace

LONGEST = 10_000
"""Characters of a token: what is longer is some other file."""

_VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,99}")


def token(settings: TokenPlace, environment: Mapping[str, str] = os.environ) -> Secret | None:
    """The token, from the first place that the settings name; None if they name none.

    A place that a feed has by default may be empty; the feed says whether it can do
    without. Raises BadSettings, which says what to mend.
    """
    places: tuple[tuple[str, str, Callable[[str], str]], ...] = (
        ("token_env", settings.token_env, lambda name: _from_environment(name, environment)),
        ("token_file", settings.token_file, _from_file),
        ("token_keyring", settings.token_keyring, _from_keyring),
    )
    usual = type(settings).model_fields
    for key, place, find in places:
        if place and (place != usual[key].default or place in environment):
            return _found(key, place, find)
    return None


def exposed(settings: TokenPlace) -> str:
    """What is wrong with who may read the token's file; empty where nothing is."""
    if not settings.token_file or os.name != "posix":
        return ""
    try:
        mode = Path(settings.token_file).expanduser().stat().st_mode
    except OSError:
        return ""
    if mode & (stat.S_IRGRP | stat.S_IROTH):
        return f"token_file: {said('others on this computer may read it; chmod 600 mends that')}"
    return ""


def _found(key: str, place: str, find: Callable[[str], str]) -> Secret:
    try:
        text = find(place).strip()
        if not text:
            raise ValueError(said("there is nothing in it"))
        if len(text) > LONGEST or " " in text or not text.isprintable():
            raise ValueError(said("what is there is no token: it must be one word"))
    except ValueError as wrong:
        raise BadSettings([((key,), str(wrong))]) from None
    return Secret(text)


def _from_environment(name: str, environment: Mapping[str, str]) -> str:
    if not _VARIABLE.fullmatch(name):
        raise ValueError(
            said("must be the name of an environment variable, never the token itself")
        )
    if name not in environment:
        raise ValueError(said("the environment variable that it names is not set"))
    return environment[name]


def _from_file(name: str) -> str:
    try:
        with Path(name).expanduser().open(encoding="utf-8-sig") as file:
            return file.read(LONGEST + 2)
    except (OSError, RuntimeError) as error:
        reason = getattr(error, "strerror", None) or said("there is no such home folder")
        raise ValueError(
            said("the file that it names cannot be read: {why}", why=reason.lower())
        ) from None
    except ValueError:
        raise ValueError(said("the file that it names is no text")) from None


def _from_keyring(name: str) -> str:
    """The password under `service/user`; a service alone has the user `moderator`."""
    service, _, user = name.partition("/")
    try:
        keyring = import_module("keyring")
    except ImportError:
        raise ValueError(
            said("the keyring needs the package `keyring` in the program's .venv")
        ) from None
    try:
        kept = keyring.get_password(service, user or "moderator")
    except keyring.errors.KeyringError as error:
        kind = type(error).__name__
        raise ValueError(
            said("the system's keyring does not answer ({kind}); unlock it", kind=kind)
        ) from None
    if kept is None:
        raise ValueError(said("the keyring has nothing under that name; see `keyring set`"))
    return str(kept)
