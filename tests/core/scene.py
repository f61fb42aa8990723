"""A fair told fact by fact: the vocabulary of the core's tests.

    fair = Scene()
    fair.offers("v1", "zorg")
    fair.asks("q1", "lotte", at=2, reply_to="v1")
    fair.answers("a1", "zorg", at=5, reply_to="q1")
    assert fair.states == {"q1": "answered"}

Times are minutes after ten. A verb says what its post is judged to be. Mentions
and links are read from the text. Posts and cases go by their own ids.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from feeds.post import Author, Kind, Post
from moderator.core.case import Case
from moderator.core.context import Reading, version_of
from moderator.core.engine import Engine
from moderator.core.facts import (
    Acted,
    ActKind,
    Change,
    Fact,
    Judged,
    LinkChecked,
    LinkState,
    PostDeleted,
    PostSeen,
)
from moderator.core.fair import Fair
from moderator.core.labels import Label, Substance, Verdict

TEN = datetime(2026, 5, 12, 8, tzinfo=UTC)
"""Ten in the morning in Amsterdam, when the fair begins."""

_MENTION = re.compile(r"(?<!\w)@(\w+(?:@[\w.]+)?)")
_LINK = re.compile(r"https?://\S+")


def minute(number: float) -> datetime:
    """Give the moment so many minutes after ten."""
    return TEN + timedelta(minutes=number)


def a_post(id_: str, author: str | Author, text: str | None = None, **about) -> Post:
    """Give a post of the kind that its references make it; `at` in minutes after ten."""
    text = id_ if text is None else text
    reply_to, quotes, of = (about.pop(name, None) for name in ("reply_to", "quotes", "repost_of"))
    edited = about.pop("edited", None)
    named = {"mentions": tuple(_MENTION.findall(text)), "links": tuple(_LINK.findall(text))}
    return Post(
        id=id_,
        source=about.pop("source", "x"),
        kind=Kind.of(of, reply_to, quotes),
        author=Author(author) if isinstance(author, str) else author,
        text=text,
        created_at=minute(about.pop("at", 0)),
        in_reply_to=reply_to,
        quoted=quotes,
        repost_of=of,
        edited_at=None if edited is None else minute(edited),
        **(named | about),
    )


def settle(
    engine: Engine, facts: Sequence[Fact], judge, given: list[Judged] | None = None
) -> list[Change]:
    """Take facts in and judge until nothing wants a verdict; gives all that changed.

    The verdicts are added to those that were `given`.
    """
    given = [] if given is None else given
    changes = engine.absorb(facts)
    for _ in range(200):
        readings = engine.readings(64)
        if not readings:
            return changes
        verdicts = [Judged(each.key, each.mark, judge(each)) for each in readings]
        given += verdicts
        changes += engine.absorb(verdicts)
    raise AssertionError("the verdicts never come to rest")


def on_deleted(engine: Engine, given: Sequence[Judged]) -> list[Judged]:
    """Give the verdicts on posts that were deleted since: nobody can give them again."""
    return [each for each in given if (line := engine.line(each.key)) and line.deleted]


class Scene:
    """One fair, with an organiser and what else a test puts in it."""

    def __init__(self, **fair) -> None:
        self.engine = Engine(Fair(**({"name": "Banenmarkt", "organiser": ("markt",)} | fair)))
        self.facts: list[Fact] = []
        self.given: list[Judged] = []
        self.changes: list[Change] = []
        self._script: dict[str, Verdict] = {}

    # What happens

    def says(self, id_, author, label=Label.OTHER, *, carried=False, **about) -> Post:
        """Let a post arrive that will be judged so; None leaves it without a verdict."""
        verdict = {name: about.pop(name) for name in _VERDICT if name in about}
        post = a_post(id_, author, **about)
        if label is not None:
            self._script[version_of(post)] = Verdict(label, **({"confidence": 1.0} | verdict))
        self.take(PostSeen(post, carried=carried))
        return post

    def offers(self, id_, author, **about) -> Post:
        return self.says(id_, author, Label.VACANCY, **about)

    def asks(self, id_, author, **about) -> Post:
        return self.says(id_, author, Label.QUESTION, **about)

    def reports(self, id_, author, **about) -> Post:
        return self.says(id_, author, Label.BROKEN_LINK, **about)

    def answers(self, id_, author, **about) -> Post:
        return self.says(id_, author, Label.FOLLOW_UP, substance=Substance.ANSWER, **about)

    def promises(self, id_, author, **about) -> Post:
        return self.says(id_, author, Label.FOLLOW_UP, substance=Substance.PROMISE, **about)

    def reacts(self, id_, author, **about) -> Post:
        return self.says(id_, author, Label.REACTION, **about)

    def takes_back(self, id_, author, **about) -> Post:
        return self.says(id_, author, Label.REACTION, withdrawal=True, **about)

    def reposts(self, id_, author, of, **about) -> Post:
        return self.says(id_, author, None, repost_of=of, **about)

    def edits(self, post, label, *, new_id=None, edited=None, **about) -> Post:
        """Let a new version arrive: under a new id (as on X), or at a time (as on Mastodon)."""
        verdict = {name: about.pop(name) for name in _VERDICT if name in about}
        text = about.pop("text", post.text)
        new = a_post(new_id or post.id, post.author, text, edited=edited, **about)
        versions = (*(post.versions or (post.id,)), new_id) if new_id else ()
        kept = {"created_at": post.created_at, "in_reply_to": post.in_reply_to, "kind": post.kind}
        new = replace(new, versions=versions, **kept)
        self._script[version_of(new)] = Verdict(label, **({"confidence": 1.0} | verdict))
        self.take(PostSeen(new))
        return new

    def deletes(self, id_, *, at=None, source="x") -> None:
        self.take(PostDeleted(id_, source, None if at is None else minute(at)))

    def checks(self, link, state=LinkState.DEAD, *, at, reason="404", target="") -> None:
        self.take(LinkChecked(link, state, minute(at), reason, target))

    def acts(self, kind, target, *, at=60, by="moderator", to="", until=None, **said) -> str:
        """Let a moderator act on a post or case (for an undo: an act); gives the act's id."""
        serial = self.engine.next_serial
        act = f"{by}:{serial}"
        target = target if kind in (ActKind.UNDO, ActKind.SIDE) else _key(target)
        to = _key(to) if kind is ActKind.MERGE else to
        until = None if until is None else minute(until)
        self.take(Acted(act, kind, target, by, minute(at), serial, to=to, until=until, **said))
        return act

    def take(self, *facts: Fact) -> None:
        """Take facts in together, and have judged what wants a verdict."""
        self.facts += facts
        self.changes = settle(self.engine, facts, self.judge, self.given)

    def judge(self, reading: Reading) -> Verdict:
        """Give the verdict that the test wrote for this version of the post."""
        return self._script.get(version_of(reading.post), Verdict(Label.OTHER, 0.0))

    # What is to be seen

    @property
    def lasting(self) -> list[Fact]:
        """What happened, with the verdicts on posts that were deleted since."""
        return [*self.facts, *on_deleted(self.engine, self.given)]

    @property
    def states(self) -> dict[str, str]:
        """Every case by its id, with its state."""
        return {_short(case.id): str(case.state) for case in self.engine.cases()}

    def case(self, id_) -> Case:
        """The case with that id, or of that post, its posts under their own ids."""
        case = self.engine.case(_key(id_))
        assert case is not None, f"{id_} belongs to no case"
        return replace(
            case,
            id=_short(case.id),
            opened_by=_short(case.opened_by),
            posts=tuple(map(_short, case.posts)),
            bystanders=tuple(map(_short, case.bystanders)),
            subject=replace(case.subject, post=_short(case.subject.post)),
        )

    def state(self, id_) -> str:
        return str(self.case(id_).state)

    def subject(self, id_) -> tuple[str | None, str | None]:
        """What a case is about: its vacancy's id, and its party's handle."""
        subject = self.case(id_).subject
        return (subject.post, subject.party)

    def story(self, id_) -> list[tuple[int | None, str, str]]:
        """A case's steps: the minute, the state, and by whose post or act."""
        return [
            (_minutes(moved.at), str(moved.state), _short(moved.post) or moved.act or moved.by)
            for moved in self.case(id_).history
        ]

    def queue(self, at) -> list[str]:
        """The cases that lack a follow-up at that minute, most urgent first."""
        return [_short(row.case.id) for row in self.engine.board(minute(at)).waiting]

    def urgency(self, id_, at) -> str | None:
        return self.case(id_).urgency(minute(at), self.engine.fair)

    def waits_since(self, id_) -> int | None:
        return _minutes(self.case(id_).waiting_since)

    def thread(self, id_) -> list[tuple[int, str]]:
        """A case's conversation, top down: each post with its depth."""
        return [(line.depth, _short(line.key)) for line in self.engine.thread(_key(id_))]

    def line(self, id_):
        line = self.engine.line(_key(id_))
        assert line is not None, f"{id_} never arrived"
        return line

    def side(self, id_) -> str:
        """The side that a post's author is on."""
        return str(self.line(id_).side)


_VERDICT = ("confidence", "substance", "withdrawal", "because")


def _key(id_: str) -> str:
    """A post's key; the id of a dead link's case is `link:` and its vacancy's."""
    if id_.startswith("link:"):
        return "link:" + _key(id_.removeprefix("link:"))
    return id_ if ":" in id_ else f"x:{id_}"


def _short(key: str | None) -> str | None:
    return key.replace("x:", "", 1) if key else key


def _minutes(at: datetime | None) -> int | None:
    return None if at is None else int((at - TEN).total_seconds() // 60)
