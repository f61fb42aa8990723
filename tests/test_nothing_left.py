"""Once a post is deleted no word of it is left, nor given to anybody, however it all came."""

from dataclasses import replace

from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from feeds.post import Deleted, Kind
from moderator.classify.corrections import corrections
from moderator.core.engine import Engine
from moderator.core.facts import Acted, ActKind, Judged, PostDeleted, PostSeen
from moderator.core.labels import Because
from moderator.core.posts.node import key_of
from moderator.desk.nudge.draft import draft
from moderator.intake.arrival import facts_of
from moderator.publish.outbox import Outbox
from moderator.publish.topics import Topics
from moderator.publish.wire import LessonsSaid, encode
from moderator.store.sqlite import open_journal, read_journal
from tests.core.fairs import FAIR, fairs, sensible
from tests.core.scene import minute

REPEATED = "RT @"


def secret(post):
    """A word that stands in one post alone, in all of its versions."""
    return f"geheim{post.canonical_id}x"


def with_secret(post):
    """The post with its own secret; of a repeat by hand the words are another's."""
    if post.kind is Kind.REPOST:
        return post
    text = post.text if REPEATED in post.text else f"{post.text} {secret(post)}"
    return replace(post, text=text, hashtags=(secret(post),))


@st.composite
def arrivals(draw):
    """What comes in at a fair, in any order: posts with their secrets, deletions, and acts."""
    facts = draw(fairs())
    posts = [with_secret(fact.post) for fact in facts if isinstance(fact, PostSeen)]
    known = {post.id: post for post in posts}
    for post in posts:
        above = [known.get(post.in_reply_to), known.get(post.quoted), known.get(post.repost_of)]
        carried = tuple(each for each in above if each is not None and draw(st.booleans()))
        original = known.get(post.repost_of, post)
        known[post.id] = replace(post.repeating(original), carried=carried)
    gone = [Deleted(fact.id, fact.source, fact.at) for fact in facts
            if isinstance(fact, PostDeleted)]  # fmt: skip
    gone += [Deleted(each, "x") for each in draw(st.sets(st.sampled_from([*known]), max_size=2))]
    rest = [fact for fact in facts if not isinstance(fact, (PostSeen, PostDeleted))]
    return draw(st.permutations([*known.values(), *gone, *rest]))


class Watched:
    """A fair with all that keeps it or hears of it, and the secrets that nobody may hear now."""

    def __init__(self, path):
        self.engine, self.journal = Engine(FAIR), open_journal(path, fresh=True)
        self.outbox, self.kept = Outbox(self.engine, self.journal, Topics("f")), {}
        self.known = {}
        self.wrote = 0

    @property
    def secrets(self):
        lines = map(self.engine.line, self.known)
        return [self.known[key] for key, line in zip(self.known, lines, strict=True)
                if line is not None and line.deleted]  # fmt: skip

    def take(self, facts):
        self.journal.append(facts, self.engine.absorb(facts))
        self.outbox.note(facts)

    def judge(self):
        while readings := self.engine.readings(9):
            self.hears_nothing(readings)
            self.take([Judged(one.key, one.mark, self.verdict(one)) for one in readings])

    def verdict(self, reading):
        text = reading.post.text
        because = (Because(text, 1.0, 0, len(text)), Because("by a job seeker", 1.0))
        return replace(sensible(reading), because=because)

    def arrive(self, arrival):
        if not hasattr(arrival, "source"):
            self.take([arrival])
            return
        facts = list(facts_of(arrival))
        for fact in facts:
            if isinstance(fact, PostSeen) and fact.post.kind is not Kind.REPOST:
                self.known[key_of("x", fact.post.canonical_id)] = secret(fact.post)
        self.take(facts)

    def write(self):
        """Write a note on each case, and a nudge to who owes it a word."""
        for case in self.engine.cases():
            self.wrote += 1
            drafted = draft(case, self.engine.thread(case.id), fair=FAIR, clock=minute(30))
            asked = self.engine.line(case.opened_by).post.text
            told = ((ActKind.NUDGE, drafted.quotes or case.id, drafted.text),
                    (ActKind.HAND_OVER, case.id, asked))  # fmt: skip
            serial = self.engine.next_serial
            self.take([Acted(f"{kind}:{self.wrote}", kind, target, "mies", minute(30), serial,
                             to="tom", text=text) for kind, target, text in told])  # fmt: skip

    def tell(self):
        self.outbox.pull()
        while parcels := self.outbox.take(100):
            self.kept |= {one.topic: one.payload for one in parcels if one.retained}
            self.hears_nothing([one.payload for one in parcels])

    def hears_nothing(self, said):
        assert not [each for each in self.secrets if each in repr(said)]

    def keeps_nothing(self):
        engine = self.engine
        self.hears_nothing([self.kept, engine.cases(), engine.board(minute(30))])
        self.hears_nothing([engine.thread(case.id) for case in engine.cases()])
        self.hears_nothing([(engine.line(key), engine.reading(key)) for key in self.known])
        self.hears_nothing(encode(LessonsSaid(corrections=tuple(corrections(engine)))))


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(arrivals(), st.data())
def test_nothing_is_left_of_a_post_that_is_deleted(tmp_path_factory, arriving, data):
    path = tmp_path_factory.mktemp("fair") / "fair.sqlite"
    fair = Watched(path)
    for arrival in arriving:
        fair.arrive(arrival)
        if data.draw(st.booleans(), "judged now"):
            fair.judge()
        if data.draw(st.integers(0, 3), "written now") == 0:
            fair.write()
        fair.tell()
    fair.judge()
    fair.tell()
    fair.keeps_nothing()
    event(f"{len(fair.secrets)} deleted, {fair.wrote} written on")
    fair.journal.close()
    kept = path.read_bytes().decode("latin-1")
    assert not [each for each in fair.secrets if each in kept]
    again = Engine(FAIR)
    with read_journal(path) as journal:
        again.restore(journal.facts())
    for key in fair.known:
        assert again.reading(key) == fair.engine.reading(key)
        one, other = again.line(key), fair.engine.line(key)
        assert replace(one, link=None) == replace(other, link=None)  # a check's link may be a key
    assert again.cases() == fair.engine.cases()
