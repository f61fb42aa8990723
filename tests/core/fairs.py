"""Whole fairs, made up by hypothesis, and classifiers that look at the context."""

from dataclasses import replace
from datetime import UTC, datetime
from zlib import crc32

from hypothesis import strategies as st

from feeds.post import Author, Kind, Post
from moderator.core.context import Reading
from moderator.core.facts import (
    Acted,
    ActKind,
    Judged,
    LinkChecked,
    LinkState,
    PostDeleted,
    PostSeen,
)
from moderator.core.fair import Fair
from moderator.core.labels import Label, Side, Substance, Verdict
from tests.core.scene import a_post, minute

FAIR = Fair(
    name="Banenmarkt", organiser=("markt",), employers={"Zorggroep Noord": ("zorg", "hr_zorg")}
)
AUTHORS = (
    Author("markt", "De Markt", bio="Georganiseerd door Stichting Werk"),
    Author("zorg", "Zorggroep Noord"),
    Author("hr_zorg", "Petra"),
    Author("bolt", "Bakkerij Bolt"),
    Author("hr_bolt", "Ahmed", bio="recruiter bij Bakkerij Bolt"),
    Author("boltbanen", "Bakkerij Bolt Jobs"),
    Author("lotte", "Lotte"),
    Author("lotte_v", "Lotte Vos"),
    Author("jan", "Jan"),
    Author("jan", "Lotte Jansen"),
    Author("femke", "Femke (Banenmarkt)", bio="gastvrouw"),
    Author("mies", "Mies", bio="Koffie. Stichting Werk"),
)
LINKS = (
    "https://zorg.example/1",
    "http://www.zorg.example/1/?utm_source=x",
    "https://werkenbijbolt.example/2",
    "https://werkenbijbolt.example/3",
    "https://bit.ly/4",
    "https://markt.example/werkgevers",
)
STORIES = (
    "nachtbakker gezocht",
    "verpleegkundige wijkzorg",
    "deze baan",
    "die baan als nachtbakker",
    "bij Bakkerij Bolt",
    "bij zorggroep noort",
    "is Bakkerij Bolt er ook bij",
    "nachtbakker parttime op de vraag van Lotte",
    "?",
    "parttime",
    "voor Lotte: parttime als nachtbakker",
    "vraag van Lotte Vos",
    "vraag van Jan",
    "ik vroeg net al parttime",
    "deelnemerslijst leeg",
    "programma en deelnemerslijst weg",
    "doet het weer",
)
PARTIES = ("", "Zorggroep Noord", "markt", "zorg", "hr_bolt", "@Bolt", "lotte", "nobody")

substances = st.sampled_from(Substance)
handles = st.sampled_from([author.handle for author in AUTHORS])
minutes = st.integers(0, 12)


def sensible(reading: Reading) -> Verdict:
    """What a post's first word says that it is, seen in its context."""
    word, _, rest = reading.post.text.removeprefix("en ").partition(" ")
    label = Label(word) if word in tuple(Label) else Label.OTHER
    context, parent = reading.context, reading.context.parent
    if label is Label.VACANCY and reading.shares_link and "?" in rest:
        label = Label.QUESTION
    if label is Label.REACTION and context.report_above:
        label = Label.BROKEN_LINK
    if label is Label.OTHER and context.mentions_asker and context.side.owes_answers:
        label = Label.FOLLOW_UP
    if label is Label.QUESTION and context.side is Side.EMPLOYER and parent and parent.label:
        label = Label.FOLLOW_UP if parent.label.is_need else Label.QUESTION
    if label is Label.FOLLOW_UP and not context.side.owes_answers:
        label = Label.REACTION
    substance = Substance.PROMISE if "?" in rest else Substance.ANSWER
    return Verdict(
        label,
        0.9 if "?" not in rest else 0.4,
        substance if label is Label.FOLLOW_UP else None,
        withdrawal=label is Label.REACTION and "deze" in rest,
    )


def erratic(reading: Reading) -> Verdict:
    """Something else for every post and context, always the same for equal ones."""
    number = crc32(reading.mark.encode())
    label = tuple(Label)[number % 9]
    substance = tuple(Substance)[number // 9 % 2] if label is Label.FOLLOW_UP else None
    withdrawal = label is Label.REACTION and number // 18 % 2 == 0
    return Verdict(label, number // 36 % 11 / 10, substance, withdrawal=withdrawal)


classifiers = st.sampled_from([sensible, erratic])


@st.composite
def posts(draw, number: int, total: int) -> Post:
    """One post of a fair of so many: `p0`, `p1` …, replying to or quoting any of them."""
    anyone = st.sampled_from([f"p{each}" for each in range(total + 1)])
    label = draw(st.sampled_from(Label))
    words = [str(label), draw(st.sampled_from(STORIES))]
    if draw(st.integers(0, 5)) == 0:
        words = ["en", *words]
    if draw(st.integers(0, 7)) == 0:
        words = [*draw(st.sampled_from([[], words])), f"RT @{draw(handles)}:", *words]
    mentions = tuple(draw(st.lists(handles, max_size=2)))
    return a_post(
        f"p{number}",
        draw(st.sampled_from(AUTHORS)),
        " ".join(words),
        at=draw(minutes),
        reply_to=draw(st.none() | anyone),
        quotes=draw(st.none() | st.none() | st.none() | anyone),
        conversation=draw(st.none() | anyone),
        mentions=mentions,
        links=tuple(draw(st.lists(st.sampled_from(LINKS), max_size=1))),
    )


@st.composite
def edits(draw, post: Post) -> Post:
    """A newer version of a post, under a new id or with the time of the edit."""
    label, story = draw(st.sampled_from(Label)), draw(st.sampled_from(STORIES))
    new = replace(
        post,
        author=draw(st.sampled_from([post.author, post.author, *AUTHORS])),
        text=draw(st.sampled_from([f"{label} {story} nu", f"{label} {story} ?"])),
        mentions=tuple(draw(st.lists(handles, max_size=1))),
        links=tuple(draw(st.lists(st.sampled_from(LINKS), max_size=1))),
    )
    if draw(st.booleans()):
        return replace(new, edited_at=minute(draw(minutes)))
    return replace(new, id=f"{post.id}b", versions=(post.id, f"{post.id}b"))


@st.composite
def strays(draw, post: Post) -> Post:
    """A version of an edited post that came alone, not telling whose version it is."""
    text = f"{draw(st.sampled_from(Label))} {draw(st.sampled_from(STORIES))}"
    return replace(post, versions=(), text=text, author=draw(st.sampled_from(AUTHORS)))


@st.composite
def fairs(draw, most: int = 9) -> list:
    """The facts of a small fair in order of time, verdicts aside."""
    total = draw(st.integers(1, most))
    seen = [draw(posts(number, total)) for number in range(total)]
    seen += [draw(edits(post)) for post in draw(st.lists(st.sampled_from(seen), max_size=2))]
    seen += [draw(strays(post)) for post in seen if post.versions and draw(st.booleans())]
    facts = [PostSeen(post, carried=draw(st.integers(0, 9)) == 0) for post in seen]
    facts += draw(st.lists(reposts(total), max_size=2))
    facts += draw(st.lists(deletions(total), max_size=2))
    facts += draw(st.lists(checks(), max_size=3))
    facts += draw(acts(total))
    return sorted(facts, key=_moment)


def _moment(fact) -> datetime:
    at = fact.post.at if isinstance(fact, PostSeen) else fact.at
    return at or minute(99)


@st.composite
def reposts(draw, total: int) -> PostSeen:
    """Somebody reposts one of so many posts; `r0` to `r2` are the reposts' ids."""
    number = draw(st.integers(0, 2))
    of = f"p{number % total}"
    return PostSeen(a_post(f"r{number}", AUTHORS[number], "copy", at=number, repost_of=of))


def deletions(total: int):
    """One of so many posts, or a repost, is taken down, at a time or at none."""
    ids = st.sampled_from([*(f"p{each}" for each in range(total + 1)), "p0b", "r0", "unknown"])
    at = st.none() | minutes.map(minute)
    return st.builds(PostDeleted, ids, st.just("x"), at)


def checks():
    """A link is found to be dead or alive, or neither."""
    return st.builds(
        LinkChecked,
        st.sampled_from(LINKS),
        st.sampled_from(LinkState),
        minutes.map(minute),
        target=st.sampled_from(["", *LINKS]),
    )


@st.composite
def acts(draw, total: int) -> list[Acted]:
    """What moderators did to posts, to cases, and to each other's acts."""
    targets = [f"x:p{each}" for each in range(total)]
    targets += [*(f"link:{target}" for target in targets[:2]), "x:r0"]
    done: list[Acted] = []
    for serial in range(draw(st.integers(0, 6))):
        kind = draw(st.sampled_from(ActKind))
        by, at = draw(st.sampled_from(["mies", "tom"])), minute(draw(minutes))
        undone = [act.id for act in done] or ["nothing"]
        among = {ActKind.UNDO: undone, ActKind.SIDE: PARTIES}.get(kind, targets)
        act = Acted(f"{by}:{serial}", kind, draw(st.sampled_from(among)), by, at, serial)
        done.append(replace(act, **draw(sayings(kind, targets))))
    return done


def sayings(kind: ActKind, targets: list[str]):
    """What an act of that kind says beside what it is done to."""
    until = st.none() | minutes.map(minute)
    match kind:
        case ActKind.RELABEL | ActKind.CONFIRM:
            told = {"label": st.sampled_from(Label), "substance": st.none() | substances}
        case ActKind.CLAIM | ActKind.SNOOZE:
            told = {"until": until}
        case ActKind.HAND_OVER:
            told = {"until": until, "to": st.sampled_from(["mies", "tom"])}
        case ActKind.NUDGE | ActKind.NOTE:
            told = {"text": st.sampled_from(["", "bel ze even"])}
        case ActKind.MOVE | ActKind.MERGE:
            told = {"to": st.sampled_from([*targets, *PARTIES] if kind == "move" else targets)}
        case ActKind.SIDE:
            told = {"side": st.sampled_from(Side), "to": st.sampled_from(PARTIES)}
        case _:
            told = {}
    return st.fixed_dictionaries(told)


_ids = st.sampled_from(["", "1", "2", "3", "link:1", "x:1", "\x00", "é"])
_texts = st.sampled_from(
    ["", " ", "RT @: ", "RT @1: RT @2: hoi", "question ?", "vacancy", "\ud800"]
)
_handles = st.sampled_from(["", "@", "@@", "a@b", "a", "a@c", "Ä", "\x1b[2J", "x" * 300])
_links = st.sampled_from(["", "http://[", "http://a:b/", "link:", "//", "http://\ud800.example/"])
_times = st.sampled_from(
    [minute(0), minute(1), datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)]
)
_bios = st.sampled_from(["", "recruiter bij", "namens @a @b", "hr | a", "organisatie: a b c d e"])


def hostile_posts():
    """Posts that contradict themselves and each other."""
    refs = st.none() | _ids
    return st.builds(
        Post,
        id=_ids,
        source=st.sampled_from(["x", ""]),
        kind=st.sampled_from(Kind),
        author=st.builds(Author, _handles, name=_handles, bio=_bios),
        text=_texts,
        created_at=_times,
        received_at=st.none() | _times,
        in_reply_to=refs,
        conversation=refs,
        quoted=refs,
        repost_of=refs,
        links=st.lists(_links, max_size=2).map(tuple),
        mentions=st.lists(_handles, max_size=3).map(tuple),
        versions=st.lists(_ids, max_size=3).map(tuple),
        edited_at=st.none() | _times,
    )


def hostile_facts():
    """Whatever may come in at the door."""
    keys = st.sampled_from(["", "x:1", "x:2", "link:", "link:x:1", "a1", "a2", "a3"])
    verdicts = st.builds(Verdict, st.sampled_from(Label), st.sampled_from([0.0, 1.0]))
    numbers = st.integers(0, 3)
    return st.one_of(
        st.builds(PostSeen, hostile_posts(), carried=st.booleans()),
        st.builds(PostDeleted, _ids, st.sampled_from(["x", ""]), st.none() | _times),
        st.builds(LinkChecked, _links, st.sampled_from(LinkState), _times, target=_links),
        st.builds(
            Acted,
            id=numbers.map("a{}".format),
            kind=st.sampled_from(ActKind),
            target=keys,
            by=st.just("mies"),
            at=_times,
            serial=numbers,
            label=st.none() | st.sampled_from(Label),
            until=st.none() | _times,
            to=keys | _handles,
            side=st.none() | st.sampled_from(Side),
        ),
        st.builds(_judged, keys, verdicts),
    )


def _judged(key: str, verdict: Verdict) -> Judged:
    return Judged(key, "a mark of no reading", verdict)
