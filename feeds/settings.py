"""The settings of live feeds: read from a table of config.toml, each value checked.

BadSettings    the table cannot be used; for each thing to mend: its place, and what to do

A feed's settings are a model whose fields have types of `feeds.values`, which say how a
value is read.
"""

from collections.abc import Mapping, Sequence
from typing import TypeVar

from pydantic import ValidationError

from feeds.base import FeedError, FeedGone
from feeds.complaint import Place, complaints, spell
from feeds.said import said
from feeds.values import Section, Text


class BadSettings(FeedError):
    """A feed cannot be set up like this; `complaints` are pairs of a place and what to mend."""

    def __init__(self, complaints: Sequence[tuple[Place, str]]) -> None:
        super().__init__("\n".join(f"{spell(place)}: {what}" for place, what in complaints))
        self.complaints = complaints


class TokenPlace(Section):
    """Where a token is; the token itself is never a setting."""

    token_env: Text = ""
    token_file: Text = ""
    token_keyring: Text = ""


class Settings(TokenPlace):
    """What every live feed has: whether it is used, what kind it is, where its token is."""

    enabled: bool = False
    kind: Text = ""


Model = TypeVar("Model", bound=Settings)


def read(model: type[Model], table: Mapping[str, object]) -> Model:
    """The settings in a table. Raises BadSettings, with everything that is wrong."""
    try:
        return model.model_validate(table)
    except ValidationError as error:
        raise BadSettings(list(complaints(error, model))) from error


def no_token(place: TokenPlace) -> FeedGone:
    """The complaint that a feed needs a token and has none."""
    variable = place.token_env or said("a variable that token_env names")
    return FeedGone(
        said(
            "no token: put one in the environment as {variable}, or set token_file",
            variable=variable,
        )
    )


def nothing_wanted() -> FeedGone:
    """The complaint that it was not said what to look for."""
    return FeedGone(said("nothing to look for: set hashtag under [fair]"))
