"""Of a post that is deleted the broker keeps no word, whatever the deletion names."""

from dataclasses import replace

import pytest

from moderator.core.engine import Engine
from moderator.core.facts import Acted, ActKind, PostDeleted, PostSeen
from moderator.core.fair import Fair
from moderator.core.labels import Label
from moderator.publish.outbox import Outbox
from moderator.publish.topics import Topics
from moderator.publish.wire import GoneSaid, decode
from moderator.store.memory import MemoryJournal
from tests.core.fairs import sensible
from tests.core.scene import a_post, minute, settle
from tests.mqtt.fair import EngineSide, running, until

EDITED = a_post("3", "jan", "reaction GEHEIM", at=3, reply_to="2", versions=("3",))
LATER = replace(EDITED, id="4", versions=("3", "4"), text="reaction GEHEIM en meer")


class Telling:
    """A fair with its outbox, and what a broker that gets all of it keeps, and is told is gone."""

    def __init__(self):
        self.kept, self.gone = {}, []
        journal = MemoryJournal()
        self._engine = Engine(Fair(employers={"Acme": ("acme",)}))
        self._journal = journal
        self._outbox = Outbox(self._engine, journal, Topics("f"))

    def take(self, *facts):
        given = []
        changes = settle(self._engine, facts, sensible, given)
        self._journal.append([*facts, *given], changes)
        self._outbox.note([*facts, *given])
        self._outbox.pull()
        while parcels := self._outbox.take(100):
            self.kept |= {one.topic: one.payload for one in parcels if one.retained}
            gone = (decode(GoneSaid, one.payload).keys for one in parcels if one.gone)
            self.gone += [key for keys in gone for key in keys]

    def keeps(self, words):
        return any(words.encode() in payload for payload in self.kept.values())


@pytest.fixture
def telling():
    fair = Telling()
    fair.take(PostSeen(a_post("1", "acme", "vacancy timmerman")))
    fair.take(PostSeen(a_post("2", "lotte", "question uren", at=1, reply_to="1")))
    return fair


@pytest.mark.parametrize("named", ["3", "4"])
def test_deletion_of_any_version_reaches_what_is_kept(telling, named):
    telling.take(PostSeen(EDITED), PostSeen(LATER))
    assert telling.keeps("GEHEIM")
    telling.take(PostDeleted(named, "x", minute(9)))
    assert not telling.keeps("GEHEIM")
    assert telling.gone == ["x:3"]


def test_post_that_turns_out_to_be_a_version_of_a_deleted_one_is_gone(telling):
    telling.take(PostSeen(EDITED), PostDeleted("4", "x", minute(9)))
    assert telling.keeps("GEHEIM")
    telling.take(PostSeen(LATER))
    assert not telling.keeps("GEHEIM")
    assert telling.gone == ["x:3"]


def test_deletion_of_a_repost_leaves_the_words_of_its_post(telling):
    telling.take(PostSeen(EDITED), PostSeen(a_post("r", "els", "x", at=4, repost_of="3")))
    telling.take(PostDeleted("r", "x", minute(9)))
    assert telling.keeps("GEHEIM")
    assert telling.gone == []


async def test_lessons_are_told_anew_without_the_words_of_a_post_that_is_deleted(broker):
    side = EngineSide(broker, MemoryJournal())
    await side.play()
    below = next(line for line in side.engine.stream(0, 400) if line.post.in_reply_to)
    above = side.engine.line(f"x:{below.post.in_reply_to}")
    at = below.post.at
    async with running(side.publisher.run()):
        await until(lambda: side.publisher.uplink.connection)
        side.pipeline.record(
            [Acted("a1", ActKind.RELABEL, below.key, "m", at, 0, label=Label.OTHER)]
        )
        side.pipeline._learn()
        words = above.post.text.encode()[:20]
        assert words in side.crew.lessons
        side.pipeline.record([PostDeleted(above.post.id, "x", at)])
        await until(lambda: words not in side.crew.lessons)
        assert below.post.text.encode()[:10] in side.crew.lessons
