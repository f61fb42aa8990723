"""Where the figures come from, so that somebody else can make them again."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from feeds.recordings.parts import parts
from moderator.config.models import Config
from moderator.core.facts import Fact
from moderator.store.codec import encode_fact

_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Provenance:
    """The program's version, the configuration that applied, and what was read, with digests.

    `source` is a file's name without its folder. `source_sha256` is None where what
    was read passed only once, as standard input does.
    """

    version: str
    config_sha256: str
    source: str
    source_sha256: str | None


def provenance(source: str, config: Config, facts: Iterable[Fact] | None = None) -> Provenance:
    """The provenance of a report; `facts` are those of a journal."""
    return Provenance(
        version=version("moderator"),
        config_sha256=_of_config(config),
        source="" if source == "-" else Path(source).name,
        source_sha256=_of_facts(facts) if facts is not None else _of_recording(source),
    )


def _of_config(config: Config) -> str:
    """The digest of what applied, the command line's own words included."""
    whole = json.dumps(config.model_dump(mode="json"), sort_keys=True)
    return sha256(whole.encode()).hexdigest()


def _of_facts(facts: Iterable[Fact]) -> str:
    """The digest of a journal's facts in order: its file has more in it than these."""
    digest = sha256()
    for fact in facts:
        digest.update(encode_fact(fact).encode() + b"\n")
    return digest.hexdigest()


def _of_recording(source: str) -> str | None:
    if source == "-":
        return None
    path = Path(source)
    digest = sha256()
    for part in parts(path) if path.is_dir() else [path]:
        with part.open("rb") as file:
            while chunk := file.read(_CHUNK):
                digest.update(chunk)
    return digest.hexdigest()
