"""Learning from the moderator: what holds is learned, what is taken back is as if never done."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.post import Author, Kind, Post
from moderator.classify.corrections import (
    MOST,
    Correction,
    Learner,
    TaughtClassifier,
    corrections,
    labelled,
)
from moderator.classify.overlay import CAUTION, HEAVIEST, LABELS, PROMISE, Lesson, fit, nothing
from moderator.core.context import Reading
from moderator.core.engine import Engine
from moderator.core.facts import Acted, ActKind, Judged, PostDeleted, PostSeen
from moderator.core.fair import Fair
from moderator.core.labels import Label, Substance, Verdict
from moderator.pipeline import Pipeline
from moderator.store.memory import MemoryJournal
from moderator.store.sqlite import open_journal

NINE = datetime(2026, 5, 12, 9, tzinfo=UTC)
TEN = NINE + timedelta(hours=1)
FAIR = Fair(hashtags=("banen",))
WORDS = ("is", "dit", "parttime", "leuk", "bedankt", "kok", "gezocht", "link", "stuk", "kijken")
OUTCOMES = PROMISE + 2


@dataclass
class Weights:
    weights: np.ndarray
    bias: np.ndarray
    temperature: float = 1.0
    rarity: np.ndarray = field(default_factory=lambda: np.ones(len(WORDS), np.float32))


def a_base():
    """A model that knows ten words: a question by `parttime`, a vacancy by `kok`, and so on."""
    weights = np.zeros((len(WORDS), OUTCOMES), np.float32)
    for word, label in (
        ("parttime", Label.QUESTION),
        ("kok", Label.VACANCY),
        ("bedankt", Label.REACTION),
        ("stuk", Label.BROKEN_LINK),
        ("kijken", Label.FOLLOW_UP),
    ):
        weights[WORDS.index(word), LABELS.index(label)] = 3
    return Weights(weights, np.zeros(OUTCOMES, np.float32))


class ByWords:
    """A small linear classifier, with a row for each word that it knows."""

    name = "words"
    rank = 0

    def __init__(self):
        self.model = a_base()
        self.extracted = 0

    async def classify(self, readings):
        return [self.verdict(one.post.text) for one in readings]

    def verdict(self, text):
        rows, values = features(text)
        points = values @ self.model.weights[rows] + self.model.bias
        chances = np.exp(points[:PROMISE]) / np.exp(points[:PROMISE]).sum()
        best = int(chances.argmax())
        substance = Substance.PROMISE if points[PROMISE] > 0 else Substance.ANSWER
        return Verdict(
            LABELS[best],
            float(chances[best]),
            substance if LABELS[best] is Label.FOLLOW_UP else None,
        )

    def extract(self, reading):
        self.extracted += 1
        return features(reading.post.text)


def features(text):
    rows = sorted({WORDS.index(word) for word in text.lower().split() if word in WORDS})
    return np.array(rows, np.intp), np.ones(len(rows), np.float32)


def a_post(number, text, **more):
    fields = {"kind": Kind.ORIGINAL, "created_at": NINE + timedelta(minutes=number)} | more
    author = Author(f"kok{number}")
    return Post(str(number), "x", author=author, text=text, **fields)


def correction(text, label, substance=None, number=1):
    return Correction(Reading(f"x:{number}", a_post(number, text)), label, substance)


def taught(*told):
    words = ByWords()
    classifier = TaughtClassifier(words)
    classifier.learn([correction(*each, number=n) for n, each in enumerate(told)])
    return words


def chance(model, text, label):
    rows, values = features(text)
    points = (values @ model.weights[rows] + model.bias)[:PROMISE]
    return float((np.exp(points) / np.exp(points).sum())[LABELS.index(label)])


def test_a_correction_changes_posts_like_it_and_hardly_any_other():
    before = a_base()
    words = taught(("leuk is dit", Label.QUESTION), ("leuk kijken", Label.QUESTION))
    assert words.verdict("dit is leuk").label is Label.QUESTION
    for text, label in (("kok gezocht", Label.VACANCY), ("link stuk", Label.BROKEN_LINK)):
        assert words.verdict(text).label is label
        assert chance(words.model, text, label) == pytest.approx(
            chance(before, text, label), abs=1e-6
        )


def test_an_undone_correction_leaves_no_trace():
    words = ByWords()
    classifier = TaughtClassifier(words)
    classifier.learn([correction("leuk is dit", Label.QUESTION)])
    assert not np.array_equal(words.model.weights, a_base().weights)
    classifier.learn([])
    assert np.array_equal(words.model.weights, a_base().weights)


def test_the_base_is_never_written_on():
    words = ByWords()
    base = words.model
    TaughtClassifier(words).learn([correction("leuk", Label.QUESTION)])
    assert np.array_equal(base.weights, a_base().weights)
    assert words.model is not base


def test_equal_corrections_are_learned_once():
    words = ByWords()
    classifier = TaughtClassifier(words)
    for _ in range(3):
        classifier.learn([correction("leuk", Label.QUESTION)])
    assert words.extracted == 1


def test_no_need_takes_the_chance_from_needs_and_leaves_the_rest_as_it_was():
    before, words = a_base(), taught(("leuk parttime", None), ("is parttime", None))
    assert before.weights[WORDS.index("parttime")].argmax() == LABELS.index(Label.QUESTION)
    text = "leuk parttime"
    assert chance(words.model, text, Label.QUESTION) < chance(before, text, Label.QUESTION) * 0.8
    others = [label for label in LABELS if not label.is_need]
    changes = {
        round(chance(words.model, text, each) / chance(before, text, each), 3) for each in others
    }
    assert len(changes) == 1


def test_a_confirmation_makes_surer():
    text = "is dit parttime"
    words = taught((text, Label.QUESTION))
    assert chance(words.model, text, Label.QUESTION) > chance(a_base(), text, Label.QUESTION)


def test_the_substance_of_a_follow_up_is_learned_where_it_was_said():
    told = ("kijken leuk", Label.FOLLOW_UP, Substance.PROMISE)
    assert ByWords().verdict("kijken").substance is Substance.ANSWER
    assert taught(told).verdict("kijken").substance is Substance.PROMISE
    unsaid = taught(("kijken leuk", Label.FOLLOW_UP, None))
    assert unsaid.model.weights[:, PROMISE].max() == 0


def test_only_the_latest_of_very_many_teach():
    words = ByWords()
    early = [correction("leuk", Label.QUESTION, number=n) for n in range(50)]
    late = [correction("kok", Label.VACANCY, number=n) for n in range(MOST)]
    TaughtClassifier(words).learn(early + late)
    assert (
        words.verdict("leuk").label is not Label.QUESTION
        or (words.model.weights[WORDS.index("leuk")] == 0).all()
    )


TOLD = st.lists(
    st.tuples(
        st.lists(st.sampled_from(range(len(WORDS))), max_size=5, unique=True),
        st.sampled_from([*LABELS, None]),
        st.sampled_from([None, *Substance]),
    ),
    max_size=30,
)


@given(TOLD, st.sampled_from([0.5, 1.0, 2.0]))
def test_whatever_is_taught_the_base_outweighs_it(told, temperature):
    base = replace(a_base(), temperature=temperature)
    lessons = [
        Lesson(np.array(sorted(rows), np.intp), np.ones(len(rows), np.float32), label, substance)
        for rows, label, substance in told
    ]
    overlay = fit(lessons, base)
    assert np.isfinite(overlay.deltas).all()
    most = HEAVIEST * np.linalg.norm(base.weights)
    assert np.linalg.norm(overlay.deltas) <= most * (1 + 1e-5)
    again = fit(lessons, base)
    assert np.array_equal(overlay.deltas, again.deltas)


@given(TOLD)
def test_what_is_taught_is_where_it_costs_least(told):
    """No small step from the solution makes it cheaper: the problem is convex."""
    base = a_base()
    base.weights[:] *= 100  # so that no bound is reached
    lessons = [
        Lesson(np.array(sorted(rows), np.intp), np.ones(len(rows), np.float32), label)
        for rows, label, _ in told
        if rows and label
    ]
    overlay = fit(lessons, base)
    if not len(overlay.rows):
        return
    caution = CAUTION * np.mean([len(one.rows) for one in lessons])

    def cost(deltas):
        weights = base.weights.astype(np.float64)
        weights[overlay.rows] += deltas
        total = caution / 2 * float((deltas[:, :PROMISE] ** 2).sum())
        for one in lessons:
            points = weights[one.rows].sum(axis=0)[:PROMISE]
            points = points - points.max()
            total += np.log(np.exp(points).sum()) - points[LABELS.index(one.label)]
        return total

    least = cost(overlay.deltas.astype(np.float64))
    chances = np.random.default_rng(1)
    for _ in range(5):
        step = chances.normal(size=overlay.deltas.shape) * 0.05
        step[:, PROMISE:] = 0
        assert cost(overlay.deltas + step) >= least - 1e-4


def test_a_rare_word_is_taught_more_than_one_that_all_posts_have():
    base = a_base()
    base.rarity[WORDS.index("is")] = 0.2
    base.rarity[WORDS.index("dit")] = 0
    rows = np.array([WORDS.index(word) for word in ("is", "dit", "leuk")], np.intp)
    overlay = fit([Lesson(rows, np.ones(3, np.float32), Label.OTHER)], base)
    taught = dict(zip(overlay.rows.tolist(), np.abs(overlay.deltas).max(axis=1), strict=True))
    assert taught[WORDS.index("leuk")] > 10 * taught[WORDS.index("is")] > 0
    assert taught[WORDS.index("dit")] == 0


def test_without_lessons_or_known_words_nothing_changes():
    base = a_base()
    assert fit([], base).rows.size == 0
    strange = Lesson(np.zeros(0, np.intp), np.zeros(0, np.float32), Label.SPAM)
    assert np.array_equal(fit([strange], base).laid_over(base.weights), base.weights)
    assert nothing(base).deltas.shape == (0, OUTCOMES)


class Talk:
    """An engine with a vacancy and two replies, and the acts of a moderator."""

    def __init__(self):
        self.engine = Engine(FAIR)
        self.posts = [
            a_post(1, "Vacature kok gezocht #banen"),
            a_post(2, "@kok1 is dit parttime", kind=Kind.REPLY, in_reply_to="1"),
            a_post(3, "@kok1 leuk", kind=Kind.REPLY, in_reply_to="1"),
        ]
        self.serial = 0
        self.engine.absorb(map(PostSeen, self.posts))
        self.judge()

    def judge(self):
        words = ByWords()
        while wanted := self.engine.readings(9):
            self.engine.absorb(
                Judged(one.key, one.mark, words.verdict(one.post.text)) for one in wanted
            )

    def act(self, kind, target, **more):
        act = Acted(f"m:{self.serial}", kind, target, "m", TEN, self.serial, **more)
        self.serial += 1
        self.engine.absorb([act])
        self.judge()
        return act.id

    def taught(self):
        return [(one.reading.key, one.label, one.substance) for one in corrections(self.engine)]


def test_relabelling_and_confirming_teach_and_the_last_word_on_a_post_counts():
    talk = Talk()
    talk.act(ActKind.RELABEL, "x:3", label=Label.QUESTION)
    talk.act(ActKind.CONFIRM, "x:2", label=Label.QUESTION)
    talk.act(ActKind.RELABEL, "x:3", label=Label.FOLLOW_UP, substance=Substance.PROMISE)
    assert talk.taught() == [
        ("x:2", Label.QUESTION, None),
        ("x:3", Label.FOLLOW_UP, Substance.PROMISE),
    ]


def test_an_act_that_is_taken_back_teaches_nothing_and_taken_back_twice_it_does():
    talk = Talk()
    relabel = talk.act(ActKind.RELABEL, "x:3", label=Label.QUESTION)
    undo = talk.act(ActKind.UNDO, relabel)
    assert talk.taught() == []
    talk.act(ActKind.UNDO, undo)
    assert talk.taught() == [("x:3", Label.QUESTION, None)]


def test_a_dismissed_case_teaches_that_its_first_post_is_no_need():
    talk = Talk()
    talk.act(ActKind.DISMISS, "x:2")
    assert talk.taught() == [("x:2", None, None)]
    talk.act(ActKind.REOPEN, "x:2")
    assert talk.taught() == []


def test_a_label_says_more_than_a_dismissal():
    talk = Talk()
    talk.act(ActKind.CONFIRM, "x:2", label=Label.QUESTION)
    talk.act(ActKind.DISMISS, "x:2")
    assert talk.taught() == [("x:2", Label.QUESTION, None)]


def test_acts_on_what_never_came_or_is_gone_teach_nothing():
    talk = Talk()
    talk.act(ActKind.RELABEL, "x:99", label=Label.SPAM)
    talk.act(ActKind.DISMISS, "x:98")
    talk.act(ActKind.RELABEL, "x:3", label=Label.QUESTION)
    talk.engine.absorb([PostDeleted("3", "x", NINE)])
    assert talk.taught() == []


def test_examples_for_a_corpus_have_a_label_and_a_follow_up_its_substance():
    told = [
        correction("leuk", Label.QUESTION),
        correction("is", None),
        correction("kijken", Label.FOLLOW_UP),
        correction("kijken", Label.FOLLOW_UP, Substance.PROMISE),
    ]
    assert [(verdict.label, verdict.substance) for _, verdict in labelled(told)] == [
        (Label.QUESTION, None),
        (Label.FOLLOW_UP, Substance.ANSWER),
        (Label.FOLLOW_UP, Substance.PROMISE),
    ]
    assert next(iter(labelled(told)))[0] == told[0].reading


def a_day(journal):
    words = ByWords()
    return words, Pipeline(Engine(FAIR), TaughtClassifier(words), journal)


async def judged(pipeline):
    """Have all of it judged."""
    pipeline._written = True
    await pipeline._judge()


def act(pipeline, kind, target, **more):
    serial = pipeline.engine.next_serial
    pipeline.record([Acted(f"m:{serial}", kind, target, "m", TEN, serial, **more)])


async def test_what_is_corrected_at_the_desk_is_learned_before_the_next_post():
    _, pipeline = a_day(MemoryJournal())
    pipeline.record([PostSeen(a_post(1, "leuk dit is"))])
    await judged(pipeline)
    act(pipeline, ActKind.RELABEL, "x:1", label=Label.QUESTION)
    pipeline.record([PostSeen(a_post(2, "is dit leuk"))])
    await judged(pipeline)
    assert pipeline.engine.line("x:2").verdict.label is Label.QUESTION


async def test_after_a_restart_the_classifier_knows_what_it_was_taught(tmp_path):
    with open_journal(tmp_path / "fair.sqlite") as journal:
        words, pipeline = a_day(journal)
        pipeline.record([PostSeen(a_post(n, "leuk dit is")) for n in (1, 2)])
        await judged(pipeline)
        act(pipeline, ActKind.RELABEL, "x:1", label=Label.QUESTION)
        act(pipeline, ActKind.CONFIRM, "x:2", label=Label.OTHER)
        act(pipeline, ActKind.UNDO, "m:1")
        pipeline.record([PostSeen(a_post(3, "kok"))])
        await judged(pipeline)
    with open_journal(tmp_path / "fair.sqlite") as journal:
        again, pipeline = a_day(journal)
        pipeline.restore()
    assert np.array_equal(again.model.weights, words.model.weights)
    assert not np.array_equal(again.model.weights, a_base().weights)


def test_a_taught_classifier_is_a_learner_and_another_is_none():
    assert isinstance(TaughtClassifier(ByWords()), Learner)
    assert not isinstance(ByWords(), Learner)
