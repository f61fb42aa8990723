"""Real enough parts for tests: a day made of lists, with a replay that a test turns by hand."""

import asyncio
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from feeds.post import Author, Kind, Post
from moderator.core.board import Accounting, Board, Counts, Line, Waiting
from moderator.core.case import Case, CaseKind, Claim, Moved, Remark, Snooze, State, Subject
from moderator.core.facts import Acted, ActKind
from moderator.core.fair import Fair
from moderator.core.labels import Because, Label, Side, Substance, Verdict
from moderator.intake.tally import Depths, FeedStatus
from moderator.wishes.sense import Refusal, Refused

START = datetime(2026, 5, 12, 7, 0, tzinfo=UTC)


def at(clock: str) -> datetime:
    """Give a moment of the fake fair, from its time in Amsterdam: at("11:02")."""
    hour, minute, *second = (int(part) for part in clock.split(":"))
    return START.replace(hour=hour, minute=minute, second=second[0] if second else 0) - timedelta(
        hours=2
    )


def a_line(
    key,
    when,
    handle,
    text,
    label=Label.OTHER,
    **more,
):
    """Give a post as the stream holds it, by a job seeker; `more` are fields of any of its parts.

    `because` are words of its text that decided its label, `context` other reasons.
    """
    post_fields = {name: more.pop(name) for name in ("links", "in_reply_to") if name in more}
    words, reasons = more.pop("because", ()), more.pop("context", ())
    spans = [Because(word, 1.0, text.index(word), text.index(word) + len(word)) for word in words]
    spans += [Because(reason, 0.5) for reason in reasons]
    post = Post(
        id=key,
        source="x",
        kind=Kind.REPLY if post_fields.get("in_reply_to") else Kind.ORIGINAL,
        author=Author(handle=handle),
        text=text,
        created_at=at(when),
        **post_fields,
    )
    confidence, substance = more.pop("confidence", 0.9), more.pop("substance", None)
    verdict = label and Verdict(label, confidence, substance, because=tuple(spans))
    fields = {"handle": handle, "side": Side.SEEKER} | more
    return Line(key=key, post=post, verdict=verdict, **fields)


def a_case(key, reporter, responsible, *, kind=CaseKind.QUESTION, opened="11:02", **more):
    """Give an open case, or one further on with the fields given."""
    opened_at = at(opened)
    state = more.get("state", State.OPEN)
    opened_by = more.get("opened_by", key)
    history = [Moved(opened_at, State.OPEN, reporter or "link check", post=opened_by)]
    for when, moved_to, by in more.pop("moves", ()):
        word = f"{key}:{when}" if moved_to in (State.PROMISED, State.ANSWERED) else None
        history.append(Moved(at(when), moved_to, by, post=word))
        state = moved_to
    fields = {
        "state": state,
        "opened_by": key,
        "opened_at": opened_at,
        "waiting_since": history[-1].at if state.lacks_follow_up else opened_at,
        "posts": (key,),
        "reporters": (reporter,) if reporter else (),
        "subject": Subject(),
        "confidence": 0.9,
        "history": tuple(history),
    }
    return Case(id=key, kind=kind, responsible=responsible, **(fields | more))


@dataclass
class FakePlayer:
    """A replay that moves only when it is told to."""

    day: "FakeDay"
    speed: float = 60.0
    paused: bool = False

    @property
    def finished(self):
        return self.day.arrived >= len(self.day.lines)

    def play(self):
        self.paused = False

    def pause(self):
        self.paused = True

    def step(self):
        if self.paused:
            self.day.now = None
            self.day.arrived = min(self.day.arrived + 1, len(self.day.lines))

    def jump(self, to):
        while not self.finished and self.day.lines[self.day.arrived].post.at <= to:
            self.day.arrived += 1
        self.day.now = None if self.finished else to


@dataclass
class FakeDay:
    """A day of which the first `arrived` posts have come; cases exist from their first post on."""

    lines: list[Line] = field(default_factory=list)
    every_case: list[Case] = field(default_factory=list)
    threads: dict[str, list[str]] = field(default_factory=dict)
    fair: Fair = field(default_factory=Fair)
    arrived: int | None = None
    edition: int = 0
    now: datetime | None = None
    live: bool = False
    unreadable: int = 0
    acts: list[Acted] = field(default_factory=list)
    undone: set[str] = field(default_factory=set)
    changed: int = 0
    refusal: str = ""
    moderator = "moderator"
    practice = None
    every_feed: list[FeedStatus] = field(default_factory=list)
    waiting: Depths = field(default_factory=Depths)
    others: dict[str, tuple[str, ...]] = field(default_factory=dict)
    put_off: list[Acted] = field(default_factory=list)
    turned_down: list[Refused] = field(default_factory=list)

    def __post_init__(self):
        self.arrived = len(self.lines) if self.arrived is None else self.arrived
        self.player = None if self.live else FakePlayer(self)

    @property
    def clock(self):
        if self.now:
            return self.now
        return self.lines[self.arrived - 1].post.at if self.arrived else START

    def standing(self):
        return [act for act in self.acts if act.id not in self.undone]

    def cases(self):
        return [self._as_moved(case) for case in self.every_case if self._is_here(case)]

    def _is_here(self, case):
        opening = (line for line in self.lines[: self.arrived] if line.key == case.opened_by)
        line = next(opening, None)
        return line is not None and self._as_labelled(line).verdict.label.is_need

    def _as_moved(self, case):
        case = self._as_handled(case)
        states = {
            ActKind.RESOLVE: State.RESOLVED,
            ActKind.DISMISS: State.DISMISSED,
            ActKind.REOPEN: State.OPEN,
        }
        for act in self.standing():
            if act.target == case.id and act.kind in states:
                moved = Moved(act.at, states[act.kind], act.by, act=act.id)
                case = replace(case, state=moved.state, history=(*case.history, moved))
        return case

    def _as_handled(self, case):
        """Give the case with what moderators did about it without closing it."""
        for act in self.standing():
            if act.target not in {case.id, *case.posts}:
                continue
            remark = Remark(act.at, act.by, act.text, act.id)
            match act.kind:
                case ActKind.CLAIM:
                    until = act.until or act.at + self.fair.claim_lease
                    case = replace(case, claim=Claim(act.at, act.by, until, act.id))
                case ActKind.HAND_OVER:
                    until = act.until or act.at + self.fair.claim_lease
                    case = replace(case, claim=Claim(act.at, act.to, until, act.id, act.by))
                    case = replace(case, notes=(*case.notes, remark)) if act.text else case
                case ActKind.RELEASE:
                    case = replace(case, claim=None)
                case ActKind.SNOOZE:
                    case = replace(case, snooze=Snooze(act.at, act.by, act.until, act.id))
                case ActKind.NUDGE:
                    case = replace(case, nudges=(*case.nudges, remark))
                case ActKind.NOTE:
                    case = replace(case, notes=(*case.notes, remark))
        return case

    def case(self, case_id):
        found = (case for case in self.cases() if case_id == case.id or case_id in case.posts)
        return next(found, None)

    def board(self):
        cases = self.cases()
        waiting = [
            Waiting(case, urgency, case.waited(self.clock))
            for case in cases
            if (urgency := case.urgency(self.clock, self.fair))
        ]
        waiting.sort(key=lambda one: (-one.urgency.rank, -one.waited))
        here = self.stream(0, self.arrived)
        labels = Counter(line.verdict.label for line in here if line.verdict)
        reposts = sum(line.reposts for line in here)
        counts = Counts(len(here) + reposts, reposts, 0, labels)
        closed = len(cases) - len(waiting)
        snoozed = tuple(one for one in waiting if one.case.is_snoozed(self.clock))
        waiting = tuple(one for one in waiting if one not in snoozed)
        version = self.arrived + len(self.acts) + self.changed
        return Board(version, self.clock, waiting, counts, closed, snoozed)

    def thread(self, case_id):
        case = self.case(case_id)
        if case is None:
            return []
        keys = self.threads.get(case.id, [case.opened_by])
        return [line for line in self.stream(0, self.arrived) if line.key in keys]

    async def until_done(self):
        while self.player is None or not self.player.finished:
            await asyncio.sleep(0.01)

    def line(self, key):
        lines = self.stream(0, self.arrived)
        return next((line for line in lines if line.key == key), None)

    def is_deleted(self, key):
        line = self.line(key)
        return line is not None and line.deleted

    def stream_length(self):
        return self.arrived

    def stream_edition(self):
        return self.edition

    def stream(self, start, stop):
        return tuple(
            self._as_labelled(line) for line in self.lines[start : min(stop, self.arrived)]
        )

    def _as_labelled(self, line):
        for act in self.standing():
            corrects = act.kind in (ActKind.RELABEL, ActKind.CONFIRM)
            if corrects and act.target == line.key and act.label:
                line = replace(line, verdict=Verdict(act.label, 1.0), corrected=True)
        return line

    def activity(self):
        minutes = Counter()
        for line in self.lines[: self.arrived]:
            minutes[line.post.at.replace(second=0)] += 1 + line.reposts
        return sorted(minutes.items())

    def accounting(self):
        shown = self.arrived
        folded = sum(line.reposts for line in self.lines[: self.arrived])
        received = shown + folded + self.unreadable
        return Accounting(received, shown=shown, folded=folded, unreadable=self.unreadable)

    def checks(self):
        return None

    def look_at(self, case_id):
        self.looked_at = case_id

    def leave(self):
        self.looked_at = None

    def company(self):
        return self.others

    def kept(self):
        return self.put_off

    def refused(self):
        return self.turned_down

    def colleagues(self):
        return sorted({name for names in self.others.values() for name in names})

    async def recheck(self, key):
        return 0

    def feeds(self):
        return self.every_feed

    def depths(self):
        return self.waiting

    def work(self):
        return {}

    async def act(self, wish):
        if self.refusal:
            raise Refusal(self.refusal)
        if wish.kind is ActKind.UNDO:
            self.undone.add(wish.target)
        serial = len(self.acts)
        acted = wish.acted(f"act-{serial}", by=self.moderator, at=self.clock, serial=serial)
        self.acts.append(acted)
        if wish.kind is ActKind.UNDO:
            self.undone.add(acted.id)
        return acted

    def last_act(self):
        return next(reversed(self.standing()), None)


def a_long_day(length):
    """Give a day of so many posts, without cases, that remembers what was asked of its stream."""
    line = a_line("0", "09:00", "vera", "Goedemorgen", Label.OTHER)
    return LongDay([replace(line, key=str(number)) for number in range(length)])


class LongDay(FakeDay):
    """A day of so many posts that counting them over and over would take too long."""

    def __post_init__(self):
        super().__post_init__()
        self.asked = []
        self.counted = super().board()
        self.asked.clear()

    def board(self):
        return self.counted

    def activity(self):
        return []

    def accounting(self):
        return Accounting(self.arrived, shown=self.arrived)

    def stream(self, start, stop):
        self.asked.append(stop - start)
        return tuple(self.lines[start:stop])


__all__ = ["FakeDay", "FakePlayer", "Substance", "a_case", "a_line", "a_long_day", "at"]
