"""Where the broker of [mqtt] is, and what the fair is called there."""

from feeds.message import Place
from feeds.settings import BadSettings
from moderator.config.models import Config, ConfigError
from moderator.config.secrets import token
from moderator.publish.topics import Topics, name_of


def place(config: Config) -> Place:
    """The broker, with the password that one is let in with. Raises ConfigError."""
    section = config.mqtt
    try:
        password = token(section.password)
    except BadSettings as bad:
        lines = (f"[mqtt] {key}: {what}" for key, what in bad.complaints)
        raise ConfigError("\n".join(lines)) from bad
    return Place(
        section.host,
        section.port,
        section.tls,
        section.ca_file,
        section.cert_file,
        section.key_file,
        section.user,
        password,
    )


def topics(config: Config, fair: str = "") -> Topics:
    """The topics of the fair of that name, else of the configured one. Raises ConfigError."""
    name = fair or config.mqtt.fair or config.fair.name or config.fair.hashtag
    if not name:
        raise ConfigError("which fair? Give its name, or set fair under [mqtt]")
    return Topics(name_of(name))
