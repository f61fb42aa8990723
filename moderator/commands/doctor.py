"""`moderator doctor`: everything that a fair needs is looked at, and what is wrong is said."""

import asyncio
import os
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta

from feeds import catalog
from feeds.base import FeedError, LiveFeed
from feeds.clock import Clock
from feeds.post import Author, Kind, Post
from feeds.said import said
from feeds.web.skew import addresses, skew
from moderator.commands import broker, checkup
from moderator.commands.checkup import Diagnosis
from moderator.commands.feeds import enabled, tables
from moderator.commands.setup import Exit, Overrides, loaded
from moderator.config.classifier import RemoteSection
from moderator.config.models import Config, ConfigError, find
from moderator.config.secrets import exposed
from moderator.words.language import N_, _
from moderator.words.reasons import told
from moderator.words.safe import safe


def run(overrides: Overrides) -> int:
    """Look at everything, and say what to mend; the exit code, 1 where there is anything."""
    to_mend = 0
    for found in _diagnoses(overrides):
        mark = _("MEND") if found.to_mend else _("ok")
        for line in found.said.splitlines():
            sys.stdout.write(f"{mark:4}  {_(found.what)}: {safe(told(line))}\n")
        sys.stdout.flush()
        to_mend += found.to_mend
    return Exit.WRONG_INPUT if to_mend else Exit.DONE


def _diagnoses(overrides: Overrides) -> Iterator[Diagnosis]:
    try:
        config, path = loaded(overrides), overrides.config or find()
    except ConfigError as error:
        yield checkup.terminal(sys.stdout, os.environ)
        yield Diagnosis(checkup.CONFIG, str(error), to_mend=True)
        return
    yield checkup.terminal(sys.stdout, os.environ)
    yield checkup.configuration(path)
    yield checkup.disk(config)
    yield checkup.opinions(config.classifier)
    if config.classifier.remote.enabled:
        yield asyncio.run(_of_model(config.classifier.remote))
    journal = checkup.journal(config)
    yield journal
    yield from checkup.age(config, datetime.now(UTC))
    if config.mqtt.enabled:
        yield asyncio.run(_of_broker(config))
    yield from _of_feeds(config, connect=journal is not checkup.IN_USE)


async def _of_model(section: RemoteSection) -> Diagnosis:
    """Whether the language model of [classifier.remote] answers, asked about an invented post."""
    from moderator.classify.protocol import NotJudged
    from moderator.commands.judges import remote
    from moderator.core.context import Reading

    name, text = N_("language model"), "Is this job part-time, too?"
    if wrong := exposed(section):
        return Diagnosis(name, wrong, to_mend=True)
    post = Post("1", "x", Kind.ORIGINAL, Author("baker"), text, datetime.now(UTC))
    try:
        for model in remote(section, {}):
            async with model:
                await model.classify([Reading("x:1", post)])
    except (ConfigError, NotJudged) as error:
        return Diagnosis(name, str(error), to_mend=True)
    return Diagnosis(name, _("{model} answers").format(model=section.model))


async def _of_broker(config: Config) -> Diagnosis:
    """Whether the broker of [mqtt] lets us in, and whether others can listen."""
    from feeds.address import is_loopback
    from feeds.mqtt.broker import connected
    from feeds.mqtt.message import Session

    if wrong := exposed(config.mqtt):
        return Diagnosis("mqtt", wrong, to_mend=True)
    try:
        address = broker.address(config)
        async with asyncio.timeout(30), connected(address, Session()):
            pass
    except (ConfigError, FeedError, TimeoutError) as error:
        why = str(error) or said("the broker does not answer; check the network")
        return Diagnosis("mqtt", why, to_mend=True)
    if not address.is_encrypted and not is_loopback(address.host):
        why = _("{place}: not encrypted; set tls to auto").format(place=address)
        return Diagnosis("mqtt", why, to_mend=True)
    sealed, open_ = _("{place} lets us in, encrypted"), _("{place} lets us in")
    return Diagnosis("mqtt", (sealed if address.is_encrypted else open_).format(place=address))


def _of_feeds(config: Config, *, connect: bool) -> Iterator[Diagnosis]:
    try:
        feeds = enabled(config)
    except ConfigError as error:
        yield Diagnosis("feeds", str(error), to_mend=True)
        return
    yield from _exposed(config)
    if connect:
        yield from asyncio.run(_tried(feeds, config))


def _exposed(config: Config) -> Iterator[Diagnosis]:
    for name, table in tables(config).items():
        if wrong := exposed(catalog.settings(name, table)):
            yield Diagnosis(f"feeds.{name}", wrong, to_mend=True)


async def _tried(feeds: Sequence[LiveFeed], config: Config) -> list[Diagnosis]:
    async with asyncio.TaskGroup() as tasks:
        ahead = tasks.create_task(_ahead(config), name="clock")
        trials = [tasks.create_task(_trial(feed), name=f"try {feed.name}") for feed in feeds]
    return [checkup.clock(ahead.result()), *(each for trial in trials for each in trial.result())]


async def _trial(feed: LiveFeed) -> list[Diagnosis]:
    """What one feed says when it is tried."""
    name = f"feeds.{feed.name}"
    try:
        notes = await feed.check()
    except TimeoutError:
        why = said("the platform does not answer; check the network")
        return [Diagnosis(name, why, to_mend=True)]
    except FeedError as error:
        return [Diagnosis(name, str(error), to_mend=True)]
    noted = [_("note: {note}").format(note=told(note)) for note in notes]
    return [Diagnosis(name, each) for each in (_("can be followed"), *noted)]


async def _ahead(config: Config) -> timedelta | None:
    """How far the clock here is ahead of the first platform's that tells."""
    for name, table in tables(config).items():
        for address in addresses(catalog.settings(name, table)):
            if (ahead := await skew(address, Clock())) is not None:
                return ahead
    return None
