"""What a language model is asked about a post, and how its answer is read.

The post is data: it stands in one JSON object between two marks that its author cannot
know, and so does what is above it. Names of accounts and links are left out. The
answer has to be one JSON object that repeats the mark, and nothing beside it. Whatever
a post says to the model, all that can come of it is one of the labels.
"""

import json
import re
from functools import cache
from importlib.resources import files
from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from feeds.post import Post
from moderator.core.context import Context, Reading, Said
from moderator.core.labels import Because, Label, Side, Substance, Verdict
from moderator.words.language import N_

LONGEST = 2_000
"""Characters of a post that are sent."""

LONGEST_ABOVE = 500
ABOVE = 3
REASON = N_("a language model reads it like this")

_LINK = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_NAME = re.compile(r"(?<![\w@])@[\w.-]+(?:@[\w.-]+)?")
_MAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")


class Answer(BaseModel):
    """What a language model has to answer, to the letter."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    ref: str = Field(max_length=64)
    label: Label
    confidence: float = Field(ge=0, le=1, allow_inf_nan=False)
    substance: Literal["answer", "promise"] | None = None
    withdrawal: bool = False

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if (self.substance is not None) != (self.label is Label.FOLLOW_UP):
            raise ValueError("substance belongs to a follow_up, and to nothing else")
        if self.withdrawal and self.label is not Label.REACTION:
            raise ValueError("only a reaction withdraws")
        return self


@cache
def guide() -> str:
    """What a model is told of the labels, and how to answer; REF stands for the mark."""
    return files("moderator.data").joinpath("guide.txt").read_text(encoding="utf-8")


def messages(reading: Reading, ref: str) -> list[dict[str, str]]:
    """The messages of a request about one reading; `ref` is a mark that nobody can guess."""
    told = json.dumps(_told(reading), ensure_ascii=False)
    return [
        {"role": "system", "content": guide().replace("REF", ref)},
        {"role": "user", "content": f"<<<{ref}\n{told}\n{ref}>>>"},
    ]


def verdict(text: str, ref: str) -> Verdict:
    """The verdict that an answer gives. Raises ValueError where it is not what was asked for."""
    answer = Answer.model_validate_json(text.strip())
    if answer.ref != ref:
        raise ValueError("the answer does not repeat the mark")
    return Verdict(
        answer.label,
        answer.confidence,
        Substance(answer.substance) if answer.substance else None,
        withdrawal=answer.withdrawal,
        because=(Because(REASON, round(answer.confidence, 2)),),
    )


def _told(reading: Reading) -> dict[str, Any]:
    context = Context() if reading.bare else reading.context
    above = context.ancestors[:ABOVE] or ((context.quoted,) if context.quoted else ())
    return {
        "post": _without_names(reading.post.text[:LONGEST], _sides(reading.post, context)),
        "by": context.side,
        "above, nearest first": [_said(each, context) for each in above],
        "a broken link was reported above": context.report_above,
    }


def _said(said: Said, context: Context) -> dict[str, Any]:
    return {
        "text": _without_names(said.text[:LONGEST_ABOVE], {}),
        "by": "the same author" if said.author == context.author else said.side,
        "label": said.label,
    }


def _sides(post: Post, context: Context) -> dict[str, Side]:
    pairs = zip(post.mentions, context.mentions, strict=False)
    return {handle.casefold(): side for handle, side in pairs}


def _without_names(text: str, sides: dict[str, Side]) -> str:
    """The text with accounts, mail addresses and links named by what they are."""

    def side_of(found: re.Match[str]) -> str:
        handle = found[0].removeprefix("@").rstrip(".-").casefold()
        side = sides.get(handle, Side.UNKNOWN)
        return "@somebody" if side is Side.UNKNOWN else f"@{side}"

    whole = text.encode("utf-8", "replace").decode()
    return _NAME.sub(side_of, _MAIL.sub("[mail address]", _LINK.sub("[link]", whole)))
