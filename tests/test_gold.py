"""Told what each post of a labelled fair is, the engine comes to the cases that people named.

The fairs lie beside the project; where they do not, these tests are skipped.
"""

import json
import tomllib
from functools import cache
from pathlib import Path

import pytest

from feeds.formats import mastodon, x_v2
from feeds.post import Deleted, Post
from moderator.core.engine import Engine
from moderator.core.facts import Judged, PostDeleted, PostSeen
from moderator.core.fair import Fair
from moderator.core.labels import Label, Substance, Verdict

DEV = Path(__file__).parents[2] / "shared/data/dev"
FAIRS = sorted(path.stem for path in DEV.glob("*.json"))
FORMATS = {"x_v2": x_v2.events, "mastodon": mastodon.events}

pytestmark = pytest.mark.skipif(not FAIRS, reason="the labelled fairs are not on this machine")
each_fair = pytest.mark.parametrize("fair", FAIRS or ["none"])


@cache
def gold(fair):
    return json.loads((DEV / f"{fair}.json").read_text(encoding="utf-8"))


@cache
def ids(fair):
    return json.loads((DEV / fair / "ids.json").read_text(encoding="utf-8"))


@cache
def verdicts(fair):
    """What each post is, by its id in the reference; what a follow-up gives is in the cases."""
    steps = {step["post"]: step["state"] for case in gold(fair)["cases"] for step in case["events"]}
    return {post["id"]: _verdict(Label(post["label"]), steps.get(post["id"])) for post in
            gold(fair)["posts"]}  # fmt: skip


def _verdict(label, step):
    substance = None
    if label is Label.FOLLOW_UP:
        substance = Substance.PROMISE if step == "promised" else Substance.ANSWER
    return Verdict(label, 1.0, substance, withdrawal=step == "withdrawn")


def facts(fair, form):
    for line in (DEV / fair / f"{form}.jsonl").read_text(encoding="utf-8").splitlines():
        for event in FORMATS[form](json.loads(line)):
            match event:
                case Post():
                    yield from (PostSeen(post, carried=True) for post in event.carried)
                    yield PostSeen(event)
                case Deleted():
                    yield PostDeleted(event.id, event.source, event.at)


@cache
def played(fair, form):
    config = tomllib.loads((DEV / fair / "config.toml").read_text(encoding="utf-8"))
    about, listed = config["fair"], config.get("employers", {})
    employers = {name: tuple(handles) for name, handles in listed.items()}
    engine = Engine(Fair(about["name"], organiser=tuple(about["organiser"]), employers=employers))
    for fact in facts(fair, form):
        engine.apply(fact)
        while readings := engine.readings(50):
            engine.absorb(
                Judged(each.key, each.mark, verdicts(fair)[ids(fair)[each.post.id]])
                for each in readings
            )
    return engine


def named(fair, case):
    """A case in the reference's words: all that is compared."""
    known, subject = ids(fair), case.subject
    about = known[subject.post.partition(":")[2]] if subject.post else None
    party = f"@{subject.party.partition('@')[0]}" if subject.party else "fair"
    return {
        "kind": str(case.kind),
        "final": str(case.state),
        "subject": (about or party).casefold(),
        "responsible": _organisations(fair).get(case.responsible.casefold(), case.responsible),
        "reporters": sorted(reporter.casefold() for reporter in case.reporters),
        "also": [known[key.partition(":")[2]] for key in case.posts[1:]],
    }


def _organisations(fair):
    """The reference's name of each account's organisation, by account and by name."""
    authors = gold(fair)["authors"]
    return {author[name].casefold(): author["org"] for author in authors if author["org"]
            for name in ("handle", "name", "org")}  # fmt: skip


def expected(case):
    wanted = {**case, "subject": case["subject"].casefold()}
    return wanted | {"reporters": sorted(reporter.casefold() for reporter in case["reporters"])}


def found(fair, form):
    return {ids(fair)[case.opened_by.partition(":")[2]]: named(fair, case)
            for case in played(fair, form).cases()}  # fmt: skip


@each_fair
@pytest.mark.parametrize("form", FORMATS)
def test_the_cases_are_those_of_the_reference(fair, form):
    assert sorted(found(fair, form)) == sorted(case["opened_by"] for case in gold(fair)["cases"])


@each_fair
@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("what", ["kind", "final", "subject", "responsible", "reporters", "also"])
def test_the_cases_are_as_in_the_reference(fair, form, what):
    ours = found(fair, form)
    wanted = {case["opened_by"]: expected(case)[what] for case in gold(fair)["cases"]}
    wrong = {id_: (ours[id_][what], value) for id_, value in wanted.items()
             if id_ in ours and ours[id_][what] != value}  # fmt: skip
    assert len(wrong) <= 0.02 * len(wanted), wrong


@each_fair
def test_recordings_of_one_fair_in_two_forms_give_the_same_cases(fair):
    one, other = (found(fair, form) for form in FORMATS)
    assert one == other
