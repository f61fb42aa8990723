"""The settings of a broker: where it is, and how one is let in."""

from typing import Annotated, Literal

from pydantic import Field

from feeds.settings import TokenPlace
from feeds.values import Text


class BrokerOptions(TokenPlace):
    """Where the broker is; its token is the password."""

    host: Text = "127.0.0.1"
    port: Annotated[int, Field(ge=0, le=65_535)] = 0
    tls: Literal["auto", "on", "off"] = "auto"
    ca_file: Text = ""
    cert_file: Text = ""
    key_file: Text = ""
    user: Text = ""
