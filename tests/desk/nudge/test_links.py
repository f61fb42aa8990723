"""What a nudge says of links: which one, how it is, and who said so."""

from dataclasses import replace

import pytest

from feeds.post import Author
from moderator.core.case import CaseKind, Moved, Regrouped, Regrouping, State, Subject
from moderator.core.facts import LinkChecked, LinkState
from moderator.core.labels import Label, Verdict
from moderator.desk.nudge.draft import draft
from tests.desk import fair
from tests.fakes import a_case, a_line, at

VACANCY = a_line("v", "11:00", "bolt", "Bakker", Label.VACANCY, links=("https://b.example",))


def link_draft(*lines, moves, vacancy=VACANCY, **changes):
    """Draft about a link case with these posts of visitors, that went so."""
    case = a_case("r", "ria", "Bolt", kind=CaseKind.BROKEN_LINK, subject=Subject(post="v"),
                  posts=tuple(line.key for line in lines))  # fmt: skip
    history = [Moved(at(when), state, by or "link check", by and "p") for when, state, by in moves]
    set_up = replace(fair.FAIR, language="en")
    case = replace(case, history=tuple(history), state=history[-1].state, **changes)
    return draft(case, [vacancy, *lines], fair=set_up, clock=at("11:45")).text


RIA = a_line("r", "11:10", "ria", "Link doet het niet", Label.BROKEN_LINK)
JOOP = a_line("j", "11:30", "joop", "Is de link weg?", Label.QUESTION)
TAKEN_BACK = [
    ("11:10", State.OPEN, "ria"),
    ("11:12", State.WITHDRAWN, "ria"),
    ("11:20", State.OPEN, ""),
]


def test_what_the_link_check_found_is_not_said_to_be_reported_by_who_took_it_back():
    text = link_draft(RIA, moves=TAKEN_BACK)
    assert text.startswith("@bolt the link of your vacancy does not work. Can you look?")
    assert "ria" not in text


def test_what_a_visitor_writes_after_the_link_check_is_said_for_what_it_is():
    assert "@joop asks: “Is de link weg?”" in link_draft(RIA, JOOP, moves=TAKEN_BACK)
    again = replace(RIA, key="r2", post=replace(RIA.post, created_at=at("11:25")))
    assert "@ria says that your link does not work" in link_draft(RIA, again, moves=TAKEN_BACK)


def test_a_quote_without_an_end_gets_a_full_stop():
    text = link_draft(RIA, moves=TAKEN_BACK[:1])
    assert "does not work: “Link doet het niet”. Can you look?" in text


def a_withdrawal(handle, when):
    """A post with which somebody takes back what they reported."""
    line = a_line("w", when, handle, "Hij doet het weer, dank", Label.REACTION)
    return replace(line, verdict=Verdict(Label.REACTION, 0.9, withdrawal=True))


def test_a_report_that_was_taken_back_is_not_quoted_while_another_stands():
    bob = replace(RIA, key="b", handle="bob", post=replace(RIA.post, author=Author("bob")))
    thread = [VACANCY, RIA, bob, a_withdrawal("ria", "11:20")]
    case = a_case("r", "ria", "Bolt", kind=CaseKind.BROKEN_LINK, opened="11:10", posts=("r", "b"),
                  reporters=("ria", "bob"), subject=Subject(post="v"))  # fmt: skip
    english = replace(fair.FAIR, language="en")
    assert "@bob says that your" in draft(case, thread, fair=english, clock=at("11:45")).text
    asked = replace(case, kind=CaseKind.QUESTION)
    assert "@bob says that your" in draft(asked, thread, fair=english, clock=at("11:45")).text
    alone = replace(asked, posts=("r",))
    assert "@ria says that your" in draft(alone, thread, fair=english, clock=at("11:45")).text


def report(key, handle):
    return a_line(key, "11:20", handle, "Bij mij ook stuk", Label.BROKEN_LINK)


def test_that_others_reported_a_link_is_said_by_how_many_they_are():
    opened = [("11:10", State.OPEN, "ria")]
    two, twice, three = report("b", "bob"), report("b2", "bob"), report("c", "cas")
    said = "“Link doet het niet”. {} Can you look?"
    assert said.format("Somebody else says so, too.") in link_draft(RIA, two, moves=opened)
    assert said.format("Somebody else says so, too.") in link_draft(RIA, two, twice, moves=opened)
    text = link_draft(RIA, two, twice, three, JOOP, moves=opened)
    assert said.format("2 others say so, too.") in text
    assert not {"@bob", "@cas"} & set(text.split())


def test_who_took_a_report_back_or_asks_else_is_none_of_the_others():
    opened = [("11:10", State.OPEN, "ria")]
    thread = [RIA, report("b", "bob"), a_withdrawal("bob", "11:30"), JOOP]
    assert "too." not in link_draft(*thread, moves=opened)


def test_where_there_is_no_room_the_others_go_before_the_link():
    long = replace(VACANCY, handle="b" * 60, post=replace(VACANCY.post, author=Author("b" * 99)))
    ria = replace(RIA, handle="r" * 60, post=replace(RIA.post, author=Author("r" * 60)))
    text = link_draft(ria, report("b", "bob"), moves=[("11:10", State.OPEN, "ria")], vacancy=long)
    assert "too." not in text
    assert "https://b.example" in text


def merged_draft(*lines, vacancy=VACANCY, **changes):
    """Draft about a question and a report that were made one case."""
    merged = Regrouped(at("11:40"), "ik", Regrouping.MERGE, "m", "r", "j")
    lines = sorted(lines, key=lambda line: line.post.at)
    case = a_case(lines[0].key, lines[0].handle, "Bolt", opened=f"{lines[0].post.at:%H:%M}",
                  posts=tuple(line.key for line in lines), subject=Subject(post="v"))  # fmt: skip
    opened = Moved(lines[0].post.at, State.OPEN, lines[0].handle, lines[0].key)
    case = replace(case, history=(opened,), regrouped=(merged,), **changes)
    set_up = replace(fair.FAIR, language="en")
    return draft(case, [vacancy, *lines], fair=set_up, clock=at("11:45")).text


@pytest.mark.parametrize("kind", [CaseKind.QUESTION, CaseKind.BROKEN_LINK])
@pytest.mark.parametrize("asked", ["11:05", "11:30"])
@pytest.mark.parametrize("state", [State.OPEN, State.PROMISED])
def test_a_question_that_was_made_one_case_with_a_report_says_both(kind, asked, state):
    joop = a_line("j", asked, "joop", "Kan het deeltijd?", Label.QUESTION)
    text = merged_draft(joop, RIA, kind=kind, state=state)
    assert "@joop" in text
    assert "“Kan het deeltijd?” " in text
    assert "? Besides, your link does not work." in text


def test_a_question_says_of_a_link_no_more_than_is_so():
    joop = a_line("j", "11:05", "joop", "Kan het deeltijd?", Label.QUESTION)
    assert "Besides" not in merged_draft(joop, kind=CaseKind.QUESTION)
    back = a_withdrawal("ria", "11:20")
    assert "Besides" not in merged_draft(joop, RIA, back, kind=CaseKind.QUESTION)


LINKS = ("https://b.example", "https://b.example/2", "https://b.example/3")


def with_links(broken=""):
    """A vacancy with three links, of which the checker found this one dead."""
    found = LinkChecked(broken, LinkState.DEAD, at("11:20")) if broken else None
    return replace(VACANCY, post=replace(VACANCY.post, links=LINKS), link=found)


def test_of_several_links_the_one_that_is_dead_or_named_is_given():
    about = {"kind": CaseKind.BROKEN_LINK}
    assert "\nhttps://b.example/2\n" in merged_draft(RIA, vacancy=with_links(LINKS[1]), **about)
    assert "\nhttps://b.example\n" in merged_draft(RIA, vacancy=with_links(), **about)
    third = replace(RIA, post=replace(RIA.post, links=("http://www.b.example/3/",)))
    assert "\nhttps://b.example/3\n" in merged_draft(third, vacancy=with_links(LINKS[1]), **about)


def test_a_question_names_the_vacancy_by_its_first_link_whatever_became_of_another():
    joop = a_line("j", "11:05", "joop", "Kan het deeltijd?", Label.QUESTION)
    text = merged_draft(joop, vacancy=with_links(LINKS[1]), kind=CaseKind.QUESTION)
    assert "\nhttps://b.example\n" in text


def test_a_promise_about_a_link_that_nobody_reported_is_reminded_of_without_a_visitor():
    text = link_draft(moves=[("11:20", State.OPEN, ""), ("11:30", State.PROMISED, "bolt")])
    assert "you promised to look at the link of your vacancy. Is there news?" in text
