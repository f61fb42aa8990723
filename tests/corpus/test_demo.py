"""The demo fair is the project's own reference: it must be whole, and true to the guides."""

import gzip
import json
import re
import tomllib
from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest

from corpus.record import lines
from moderator.core.case import CaseKind, State
from moderator.core.labels import Label, Substance
from moderator.learning.fair import moment, parse

ROOT = Path(__file__).parents[2]
RECORDINGS = ROOT / "moderator/data/recordings"
RAW = json.loads((ROOT / "corpus/fairs/demo.json").read_text(encoding="utf-8"))
AUTHORS = {author["handle"]: author for author in RAW["authors"]}
POSTS = {post["id"]: post for post in RAW["posts"]}
OWN_WORDS = [post for post in RAW["posts"] if not post["repost_of"]]
DELETED = {f"delete:{gone['id']}": gone for gone in RAW["deletes"]}
SUBSTANCES = {"answered": Substance.ANSWER, "promised": Substance.PROMISE}
NEEDS = {"question": Label.QUESTION, "broken_link": Label.BROKEN_LINK}
REFERENCES = ("reply_to", "quote", "repost_of", "edit_of")

each_case = pytest.mark.parametrize("case", RAW["cases"], ids=lambda case: case["id"])


def org(post):
    author = AUTHORS[post["author"]]
    return author["org"] or author["handle"]


def above(post):
    """The posts that a post hangs under, nearest first."""
    while up := post["reply_to"] or post["quote"]:
        post = POSTS[up]
        yield post


def asked(case):
    """The posts of a case that ask or report, oldest first; an edit speaks for its post."""
    posts = [POSTS[key] for key in sorted({case["opened_by"], *case["also"]})]
    return [post for post in posts if Label(post["label"]).is_need]


def when(event):
    return (DELETED.get(event["post"]) or POSTS[event["post"]])["at"]


def test_the_fair_is_as_lively_as_was_promised():
    assert len(POSTS) >= 300
    assert len({post["author"] for post in RAW["posts"]}) >= 60
    assert 25 <= len(RAW["cases"]) <= 35
    assert 0.1 < 1 - len(OWN_WORDS) / len(POSTS) < 0.3


def test_every_label_kind_state_and_substance_occurs():
    assert {post["label"] for post in OWN_WORDS} == {label.value for label in Label}
    assert {post.get("substance") for post in OWN_WORDS} == {None, *(s.value for s in Substance)}
    assert {case["kind"] for case in RAW["cases"]} == {CaseKind.QUESTION, CaseKind.BROKEN_LINK}
    without_a_moderator = {State.OPEN, State.PROMISED, State.ANSWERED, State.WITHDRAWN}
    assert {case["final"] for case in RAW["cases"]} == without_a_moderator


def test_some_cases_are_still_waiting_when_the_day_ends():
    waiting = [case for case in RAW["cases"] if State(case["final"]).lacks_follow_up]
    assert 8 <= len(waiting) <= 10
    last_asked = max(moment(asked(case)[-1]["at"]) for case in waiting)
    assert moment(RAW["posts"][-1]["at"]) - last_asked < timedelta(minutes=10)


def test_there_is_a_stretch_in_which_nobody_listens():
    busy = [post for post in RAW["posts"] if "10:10" <= post["at"][11:16] < "10:27"]
    talk = {"question", "broken_link", "follow_up", "reaction"}
    assert len(busy) > 40
    assert not talk & {post["label"] for post in busy}


def test_ids_are_unique_and_posts_are_in_order_of_time():
    assert len(POSTS) == len(RAW["posts"])
    assert [post["at"] for post in RAW["posts"]] == sorted(post["at"] for post in RAW["posts"])


def test_what_is_referred_to_exists_and_came_before():
    for post in RAW["posts"]:
        for name in REFERENCES:
            assert not post.get(name) or POSTS[post[name]]["at"] < post["at"], post
    assert all(POSTS[gone["id"]]["at"] < gone["at"] for gone in RAW["deletes"])


def test_authors_and_mentioned_accounts_are_in_the_list():
    for post in RAW["posts"]:
        mentioned = re.findall(r"(?<!\w)@(\w+)", post["text"])
        assert {post["author"], *mentioned} <= AUTHORS.keys(), post
    assert all(re.fullmatch(r"\w{1,15}", handle) for handle in AUTHORS)


def test_links_and_mailboxes_lead_nowhere_real():
    for post in OWN_WORDS:
        hosts = re.findall(r"(?:https?://|\w@)([\w-]+(?:\.[\w-]+)+)", post["text"])
        assert all(re.search(r"\.example\.(nl|com)$", host) for host in hosts), post


def test_no_two_people_say_the_same():
    assert Counter(post["text"] for post in OWN_WORDS).most_common(1)[0][1] == 1


def test_a_repost_carries_label_and_substance_of_what_it_repeats():
    for post in RAW["posts"]:
        if original := POSTS.get(post["repost_of"]):
            assert post["label"] == original["label"]
            assert post.get("substance") == original.get("substance")
            assert post["text"] == f"RT @{original['author']}: {original['text']}"


def test_follow_ups_and_only_they_have_a_substance_and_come_from_those_who_are_asked():
    for post in OWN_WORDS:
        assert (post["label"] == "follow_up") == ("substance" in post), post
        if post["label"] == "follow_up":
            assert AUTHORS[post["author"]]["side"] in ("employer", "organiser"), post


def test_only_reactions_take_something_back():
    assert {post["label"] for post in OWN_WORDS if post.get("withdrawal")} == {"reaction"}


def test_some_posts_come_twice_by_hand_or_longer_than_others():
    assert any(post.get("twice") for post in OWN_WORDS)
    assert any(post.get("by_hand") for post in RAW["posts"])
    assert any(len(post["text"]) > 280 for post in OWN_WORDS)


def test_a_reply_comes_before_the_vacancy_that_it_replies_to():
    delivered = parse(RAW).posts
    replies = [post for post in delivered.values() if post.reply_to]
    assert any(delivered[post.reply_to].delivered > post.delivered for post in replies)


def test_an_edit_turns_a_remark_into_a_question():
    edits = [post for post in OWN_WORDS if post.get("edit_of")]
    turns = [(POSTS[post["edit_of"]]["label"], post["label"]) for post in edits]
    assert ("reaction", "question") in turns


def test_every_question_and_report_belongs_to_one_case_unless_its_author_should_answer():
    posts = [post["id"] for case in RAW["cases"] for post in asked(case)]
    needs = {post["id"] for post in OWN_WORDS if Label(post["label"]).is_need}
    assert len(posts) == len(set(posts))
    for loose in needs - set(posts):
        named = re.match(r"@(\w+)", POSTS[loose]["text"])
        assert named
        assert AUTHORS[named[1]]["org"] == org(POSTS[loose])


@each_case
def test_a_case_is_of_the_kind_of_its_posts_and_counts_their_authors(case):
    assert {post["label"] for post in asked(case)} == {NEEDS[case["kind"]]}
    assert case["reporters"] == list(dict.fromkeys(post["author"] for post in asked(case)))
    assert case["opened_by"] <= asked(case)[0]["id"]


@each_case
def test_a_subject_is_a_vacancy_a_party_or_the_fair_and_names_who_owes_the_word(case):
    subject = case["subject"]
    if subject == "fair":
        assert AUTHORS[RAW["fair"]["organiser"]]["org"] == case["responsible"]
    elif subject.startswith("@"):
        assert AUTHORS[subject[1:]]["org"] == case["responsible"]
    else:
        assert POSTS[subject]["label"] == "vacancy"
        assert org(POSTS[subject]) == case["responsible"]


@each_case
def test_a_case_moves_in_order_of_time_and_ends_in_its_last_state(case):
    times = [asked(case)[0]["at"], *(when(event) for event in case["events"])]
    assert times == sorted(times)
    assert case["final"] == (case["events"][-1]["state"] if case["events"] else State.OPEN)


@each_case
def test_each_move_of_a_case_has_a_post_of_the_right_label_by_the_right_side(case):
    for event in case["events"]:
        if event["post"] in DELETED:
            gone = DELETED[event["post"]]["id"]
            vacancy = case["kind"] == "broken_link" and gone == case["subject"]
            assert event["state"] == "withdrawn"
            assert vacancy or gone == case["opened_by"]
            continue
        assert_moves(case, POSTS[event["post"]], event["state"])


def assert_moves(case, post, state):
    match state:
        case "answered" | "promised":
            assert post["substance"] == SUBSTANCES[state]
            assert org(post) == case["responsible"]
        case "withdrawn":
            assert (post["label"], post["author"]) == ("reaction", asked(case)[0]["author"])
        case "open":
            assert post in asked(case)[1:]


@each_case
def test_no_word_of_the_responsible_party_to_the_asker_is_forgotten(case):
    state, steps = State.OPEN, {event["post"]: State(event["state"]) for event in case["events"]}
    for post in OWN_WORDS:
        if post["id"] in steps:
            state = steps[post["id"]]
        elif post["label"] == "follow_up" and org(post) == case["responsible"]:
            nearest = next((up for up in above(post) if Label(up["label"]).is_need), None)
            assert nearest not in asked(case) or not state.lacks_follow_up, post


def test_the_shipped_recording_is_what_the_builder_makes():
    shipped = gzip.decompress((RECORDINGS / "demo.jsonl.gz").read_bytes())
    assert shipped == lines(parse(RAW), "x_v2")


def test_the_shipped_configuration_knows_the_fair_and_every_organisation_with_more_accounts():
    config = tomllib.loads((RECORDINGS / "demo.toml").read_text(encoding="utf-8"))
    sizes = Counter((author["side"], author["org"]) for author in RAW["authors"])
    organiser = [author["handle"] for author in RAW["authors"] if author["side"] == "organiser"]
    assert config["fair"]["hashtag"] == RAW["fair"]["hashtag"]
    assert config["fair"]["name"] == RAW["fair"]["name"]
    assert config["fair"]["organiser"] == organiser
    assert config["employers"] == {
        org: [author["handle"] for author in RAW["authors"] if author["org"] == org]
        for (side, org), size in sizes.items()
        if side == "employer" and size > 1
    }
