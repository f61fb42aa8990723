"""[classifier]: how sure a verdict has to be, and who else judges."""

from datetime import timedelta
from typing import Literal, Self

from pydantic import Field, model_validator

from feeds.said import said
from feeds.settings import TokenPlace
from feeds.values import Duration, Section, Server


class RemoteSection(TokenPlace):
    """[classifier.remote]: a language model behind an address, which may be asked as well."""

    enabled: bool = False
    url: Server = ""
    model: str = ""
    timeout: Duration = timedelta(seconds=20)
    per_hour: int = Field(default=200, ge=1, le=100_000)
    in_all: int = Field(default=1000, ge=1, le=1_000_000)

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if self.enabled and not (self.url and self.model):
            raise ValueError(said("url and model are both needed where enabled = true"))
        if not timedelta() < self.timeout <= timedelta(minutes=10):
            raise ValueError(said('timeout must be from "1s" to "10m"'))
        return self


class ClassifierSection(Section):
    """[classifier]: from when on a verdict is unsure, and who is asked then."""

    unsure_below: float = Field(default=0.6, ge=0, le=1)
    second: Literal["auto", "off"] = "auto"
    remote: RemoteSection = RemoteSection()
