"""[mqtt]: the broker over which several machines moderate one fair."""

from typing import Annotated, Literal

from pydantic import Field

from feeds.settings import Settings
from moderator.config.values import Part, Section


class MqttSection(Section):
    """[mqtt]: whether the fair is told to a broker, where that is, and how one is let in."""

    enabled: bool = False
    fair: Part = ""
    host: str = "127.0.0.1"
    port: Annotated[int, Field(ge=0, le=65_535)] = 0
    tls: Literal["auto", "on", "off"] = "auto"
    ca_file: str = ""
    cert_file: str = ""
    key_file: str = ""
    user: str = ""
    token_env: str = ""
    token_file: str = ""
    token_keyring: str = ""

    @property
    def password(self) -> Settings:
        """Where the password is found, as the tokens of feeds are."""
        return Settings(
            token_env=self.token_env, token_file=self.token_file, token_keyring=self.token_keyring
        )
