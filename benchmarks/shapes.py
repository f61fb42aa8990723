"""Fairs made up for the engine's figures: an ordinary one, and the ugly shapes.

Each shape gives that many posts, with what each of them is, so that the engine
can be measured without a classifier. All names are invented, and equal sizes
give equal posts.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import islice
from random import Random

from feeds.post import Author, Kind, Post
from moderator.core.fair import Fair
from moderator.core.labels import Label, Substance, Verdict

FAIR = Fair(name="Banenmarkt Meetveld", organiser=("meetveld",))

_LINK = re.compile(r"https?://\S+")
_MENTION = re.compile(r"(?<!\w)@(\w+)")
_START = datetime(2026, 3, 2, 9, tzinfo=UTC)
_VERDICTS = {label: Verdict(label, 0.9) for label in Label}
_FOLLOW_UPS = [Verdict(Label.FOLLOW_UP, 0.9, each) for each in Substance]
_TASKS = ("planner", "lasser", "verpleegkundige", "docent", "kok", "monteur", "jurist")
_TALK = (
    (Label.QUESTION, 5, "is de functie van {task} ook parttime? groet {number}"),
    (Label.REACTION, 9, "mooi, {task} worden! veel succes met zoeken {number}"),
    (Label.BROKEN_LINK, 1, "de link naar {task} werkt niet bij mij {number}"),
)

Said = tuple[Post, Verdict]


class _Fair:
    """Makes posts that follow each other by a second, and says what each one is."""

    def __init__(self, size: int) -> None:
        self.chance = Random(size)
        self._count = 0
        self.employers = [Author(f"werkgever{each}", f"Bedrijf {each}") for each in range(99)]
        self.seekers = [Author(f"zoeker{each}") for each in range(size // 5 + 2)]

    def post(self, author: Author, text: str, label: Label, *, about: Post | None = None) -> Said:
        """The next post, with its verdict; a reply where it is about a post."""
        self._count += 1
        post = Post(
            id=str(10**18 + self._count),
            source="x",
            kind=Kind.REPLY if about else Kind.ORIGINAL,
            author=author,
            text=text,
            created_at=_START + timedelta(seconds=self._count),
            in_reply_to=about.id if about else None,
            links=tuple(_LINK.findall(text)),
            mentions=tuple(_MENTION.findall(text)),
        )
        return post, self._verdict(label)

    def vacancy(self, employer: Author, *, link: str = "") -> Said:
        """A vacancy, with a link of its own where none is given."""
        link = link or f"https://{employer.handle}.example/{self._count}"
        text = f"Gezocht: {self.task()} in Meetveld, 32 uur. Solliciteer nu! {link}"
        return self.post(employer, text, Label.VACANCY)

    def repost(self, of: Post) -> Said:
        """Some seeker's repost."""
        post, verdict = self.post(self.chance.choice(self.seekers), of.text, Label.OTHER)
        return replace(post, kind=Kind.REPOST, repost_of=of.id), verdict

    def reply(self, to: Post, author: Author, text: str, label: Label) -> Said:
        """A reply, mentioning whom it replies to."""
        return self.post(author, f"@{to.author.handle} {text}", label, about=to)

    def question(self, asker: Author, employer: Author) -> Said:
        """A question to an employer that replies to nothing."""
        text = f"@{employer.handle} hebben jullie nog werk voor een {self.task()} {self._count}?"
        return self.post(asker, text, Label.QUESTION)

    def talk(self, vacancy: Post) -> Said:
        """What some seeker has to say to a vacancy."""
        weights = [weight for _, weight, _ in _TALK]
        ((label, _, text),) = self.chance.choices(_TALK, weights)
        text = text.format(task=self.task(), number=self._count)
        return self.reply(vacancy, self.chance.choice(self.seekers), text, label)

    def answer(self, question: Post, employer: Author) -> Said:
        """The employer's word."""
        text = f"goede vraag, dat kan zeker, bel ons gerust {self._count}"
        return self.reply(question, employer, text, Label.FOLLOW_UP)

    def task(self) -> str:
        """Some task that a vacancy may be for."""
        return self.chance.choice(_TASKS)

    def _verdict(self, label: Label) -> Verdict:
        if label is Label.FOLLOW_UP:
            return self.chance.choice(_FOLLOW_UPS)
        return _VERDICTS[label]


def _ordinary(size: int) -> Iterator[Said]:
    """Vacancies, the talk about the last forty of them, answers, and reposts."""
    fair = _Fair(size)
    vacancies = [fair.vacancy(employer) for employer in fair.employers[:40]]
    yield from vacancies
    while True:
        post, _ = fair.chance.choice(vacancies[-40:])
        match fair.chance.randrange(10):
            case 0:
                vacancies.append(fair.vacancy(fair.chance.choice(fair.employers)))
                yield vacancies[-1]
            case 1 | 2:
                yield fair.repost(post)
            case 3:
                yield fair.question(fair.chance.choice(fair.seekers), post.author)
            case _:
                said = fair.talk(post)
                yield said
                if said[1].label.is_need and fair.chance.random() < 0.7:
                    yield fair.answer(said[0], post.author)


def _one_vacancy(size: int) -> Iterator[Said]:
    """One vacancy; all else replies to it, or is the employer's word on that."""
    fair = _Fair(size)
    employer = fair.employers[0]
    vacancy = fair.vacancy(employer)
    yield vacancy
    while True:
        said = fair.talk(vacancy[0])
        yield said
        if said[1].label.is_need and fair.chance.random() < 0.7:
            yield fair.answer(said[0], employer)


def _one_asker(size: int) -> Iterator[Said]:
    """One asker with a question to every employer in turn, half of them answered."""
    fair = _Fair(size)
    yield from map(fair.vacancy, fair.employers)
    for number in range(size):
        employer = fair.employers[number % len(fair.employers)]
        said = fair.question(fair.seekers[0], employer)
        yield said
        if number % 2:
            yield fair.answer(said[0], employer)


def _one_link(size: int) -> Iterator[Said]:
    """One link in every post: the employer's, and those who ask about it."""
    fair = _Fair(size)
    link = "https://werkgever0.example/vacature"
    while True:
        yield fair.vacancy(fair.employers[0], link=link)
        for _ in range(3):
            text = f"is {link} nog actueel? {fair.task()}"
            asker = fair.chance.choice(fair.seekers)
            yield fair.post(asker, text, Label.QUESTION)


def _everybodys_link(size: int) -> Iterator[Said]:
    """One vacancy's link, which everybody offers as an own one."""
    fair = _Fair(size)
    link = "https://werkgever0.example/vacature"
    yield fair.vacancy(fair.employers[0], link=link)
    for number in range(size):
        yield fair.vacancy(Author(f"deler{number}", f"Deler {number}"), link=link)


def _one_chain(size: int) -> Iterator[Said]:
    """One conversation in which every post replies to the last, and most ask on."""
    fair = _Fair(size)
    last = fair.vacancy(fair.employers[0])
    yield last
    while True:
        asker = fair.chance.choice(fair.seekers)
        last = fair.reply(last[0], asker, f"en hoe zit het met {fair.task()}?", Label.QUESTION)
        yield last
        if fair.chance.random() < 0.2:
            last = fair.answer(last[0], fair.employers[0])
            yield last


def _open(size: int) -> Iterator[Said]:
    """Questions that nobody answers."""
    fair = _Fair(size)
    yield fair.vacancy(fair.employers[0])
    while True:
        yield fair.question(fair.chance.choice(fair.seekers), fair.chance.choice(fair.employers))


def _shuffled(size: int) -> list[Said]:
    said = list(islice(_ordinary(size), size))
    Random(size).shuffle(said)
    return said


SHAPES: dict[str, Callable[[int], Iterable[Said]]] = {
    "an ordinary fair": _ordinary,
    "everything out of order": _shuffled,
    "one vacancy that all reply to": _one_vacancy,
    "one asker with half of all posts": _one_asker,
    "one link in all posts": _one_link,
    "one link that everybody offers": _everybodys_link,
    "one chain of replies": _one_chain,
    "every question open": _open,
}


def shape(name: str, size: int) -> list[Said]:
    """That many posts of that shape, in the order in which they arrive."""
    return list(islice(SHAPES[name](size), size))
