"""That every act of the desk can be typed, and what is still needed is asked for in lines."""

import io
import re
from pathlib import Path

import pytest

from moderator.core.facts import ActKind
from moderator.core.fair import Fair
from moderator.core.labels import Label, Side
from moderator.desk.keys.keys import ACTS
from moderator.desk.keys.typed import ORDERS as ORDERS_TYPED
from moderator.desk.keys.typed import name
from moderator.desk.orders.table import Orders
from moderator.desk.plain import run_plain
from moderator.desk.telling.teller import Teller
from moderator.wishes.wish import Wish
from moderator.words.language import _, speak
from tests.desk import fair
from tests.fakes import FakeDay, a_case, a_line, at


class Typist:
    """Somebody who types to a day, one line at a time, after hearing who waits."""

    def __init__(self, day):
        self.day = day
        self.opened = []
        self.teller = Teller(day)
        self.orders = Orders(day, self.teller, browse=lambda link: not self.opened.append(link))
        self.teller.news()

    async def types(self, *lines):
        """Give what the last line was answered with."""
        for line in lines:
            said = await self.orders.carry_out(line)
        return said

    @property
    def acts(self):
        return [act.kind for act in self.day.acts]


@pytest.fixture
def typist():
    return Typist(fair.at_work(others={"q2": ("bram",)}))


ORDERS = {
    "claim 1": ActKind.CLAIM,
    "hand 1 bram belt zelf": ActKind.HAND_OVER,
    "resolve 1": ActKind.RESOLVE,
    "dismiss 1": ActKind.DISMISS,
    "snooze 1 12:30": ActKind.SNOOZE,
    "note 1 Gebeld met HR": ActKind.NOTE,
    "move 1 fair itself": ActKind.MOVE,
    "merge 1 2": ActKind.MERGE,
    "label 1 reaction": ActKind.RELABEL,
    "confirm 1": ActKind.CONFIRM,
    "side 1 job seeker": ActKind.SIDE,
}


@pytest.mark.parametrize("order", ORDERS)
async def test_an_act_is_one_line_and_undo_takes_it_back(typist, order):
    said = await typist.types(order)
    assert typist.acts == [ORDERS[order]]
    assert said[-1].endswith("Type undo to take it back.")
    await typist.types("undo")
    assert typist.day.last_act() is None


@pytest.mark.parametrize("language", ["en", "nl"])
async def test_the_words_on_the_desks_key_bar_are_understood(typist, language):
    speak(language)
    words = [_(key.description) for key in ACTS if key.show and key.action != "next_case"]
    assert len(words) > 12
    for word in words:
        assert ": " in (await typist.types(f"help {word}"))[0], word


async def test_who_knows_an_order_from_the_key_bar_types_that(typist):
    speak("nl")
    said = await typist.types("later 1 12:30")
    assert typist.acts == [ActKind.SNOOZE]
    assert said[0].startswith("Weggelegd tot 12:30")
    await typist.types("opgelost 2")
    assert typist.acts[1:] == [ActKind.RESOLVE]


async def test_every_kind_of_act_can_be_typed(typist):
    for order in ORDERS:
        await typist.types(order, "undo")
    await typist.types("claim 1", "release 1", "nudge 1", "1", "split 2 p2")
    await typist.types("resolve 3", "reopen 3")
    assert set(typist.acts) == set(ActKind)


async def test_a_case_is_claimed_and_released(typist):
    await typist.types("claim 1")
    assert "yours" in (await typist.types("list"))[0]
    assert await typist.types("release 1") == [
        "Released: question from lotte_v to Zorggroep Noord. Type undo to take it back."
    ]
    assert await typist.types("release 1") == [
        "Nobody has claimed question from lotte_v to Zorggroep Noord"
    ]


async def test_that_a_claim_ran_out_is_told(typist):
    typist.day.moderator = "bram"
    await typist.types("claim 1")
    typist.day.moderator = "moderator"
    typist.teller.news()
    typist.day.now += typist.day.fair.claim_lease
    assert [line for line in typist.teller.news() if "ran out" in line] == [
        "12:00 case 1, claim of bram ran out"
    ]


async def test_what_is_missing_is_asked_for_and_a_number_answers(typist):
    asked = await typist.types("snooze 1")
    assert asked[:3] == [
        "Set aside until when?",
        "1: until somebody writes, in this conversation",
        "2: until 11:50, 5 min",
    ]
    await typist.types("2")
    assert typist.day.acts[0].until == at("11:50:07")
    assert not typist.orders.asking


async def test_an_answer_may_be_a_time(typist):
    await typist.types("snooze 1", "+15")
    assert typist.day.acts[0].until == at("12:00:07")


async def test_a_case_that_is_set_aside_is_taken_up_by_the_same_order(typist):
    await typist.types("snooze 1", "1")
    assert len(await typist.types("list snoozed")) == 1
    await typist.types("snooze 1")
    assert await typist.types("list snoozed") == ["No case is set aside."]


async def test_a_case_that_comes_back_is_told(typist):
    await typist.types("snooze 1 +10")
    typist.teller.news()
    typist.day.now = at("11:56")
    told = [line for line in typist.teller.news() if "back" in line]
    assert told == [
        "11:56 case 1, back among those that wait: question from lotte_v to Zorggroep Noord"
    ]
    assert (await typist.types("show 1"))[-1] == "11:55 back: it was time"


async def test_an_empty_line_leaves_a_question(typist):
    assert await typist.types("move 1", "") == ["Nothing was changed."]
    assert not typist.day.acts
    assert await typist.types("") == []


@pytest.mark.parametrize("out", ["x", "X", "stop", "no", "", "  "])
async def test_a_question_is_left_by_a_word_that_is_no_answer_and_nothing_is_done(typist, out):
    assert await typist.types("side 1", out) == ["Nothing was changed."]
    assert typist.acts == []
    assert not typist.orders.asking
    assert not typist.orders.done


async def test_fewer_than_three_letters_of_a_name_choose_nothing(typist):
    assert (await typist.types("side 1", "k"))[0] == "Nothing here is called so."
    assert (await typist.types("se"))[0] == "Nothing here is called so."
    assert typist.acts == []
    await typist.types("see")
    assert typist.day.acts[-1].side is Side.SEEKER


async def test_a_word_among_numbers_is_named_and_nothing_is_done(typist):
    why = "hello is no number of a case: nothing was done. Type numbers only."
    assert await typist.types("resolve 1 2 hello") == [why]
    assert typist.acts == []


async def test_a_part_of_a_name_narrows_the_question_down(typist):
    asked = await typist.types("move 1", "bakker")
    assert [line.split(",")[0] for line in asked[1:-1]] == ["3: Bakker Bolt", "6: bakkerbolt"]
    await typist.types("3")
    assert typist.day.acts[0].to == "bakkerbolt"


async def test_what_a_case_is_about_already_comes_first_and_changes_nothing(typist):
    asked = await typist.types("move 1")
    assert asked[1].startswith("1: zorggroepnoord, now: Vacature: verpleegkundige")
    assert await typist.types("1") == ["Nothing was changed."]
    assert typist.acts == []


async def test_an_answer_that_fits_nothing_is_asked_again(typist):
    said = await typist.types("snooze 1", "ooit")
    assert said[:2] == ["That is no time: try 11:42 or +15.", "Set aside until when?"]
    assert typist.orders.asking


async def test_a_long_list_is_cut_and_says_so():
    names = {f"Bedrijf {number}": (f"bedrijf{number}",) for number in range(40)}
    line = a_line("q", "11:00", "vera", "Wie zoekt er een kok?", Label.QUESTION, case="q")
    typist = Typist(FakeDay([line], [a_case("q", "vera", "UWV")], fair=Fair(employers=names)))
    asked = await typist.types("move 1")
    assert len(asked) == 12
    assert asked[-2] == "and 32 more; type a part of a name to hear fewer"


async def test_cases_are_merged_by_their_own_numbers(typist):
    asked = await typist.types("merge 4")
    assert asked[1].startswith("2: broken link from jan_k")
    await typist.types("2")
    assert (typist.day.acts[0].target, typist.day.acts[0].to) == ("q3", "b1")


async def test_a_post_is_taken_out_by_its_number(typist):
    asked = await typist.types("split 2")
    assert asked[1:3] == [
        "p1: jan_k, Link doet het niet bij mij, @techniek_nl. Krijg een 404",
        "p2: mirjam, hier ook",
    ]
    await typist.types("p2")
    assert (typist.acts, typist.day.acts[0].target) == ([ActKind.SPLIT], "b2")
    assert await typist.types("split 1") == [
        "That is all of the case: there is nothing to take out."
    ]


async def test_any_post_that_was_told_can_be_labelled_by_its_number(typist):
    said = await typist.types("find @karin58")
    assert said == ["11:42 p1, other 0.90 by karin58: Een banenmarkt via Twitter, werkt dat nou?"]
    await typist.types("label p1 question")
    assert (typist.day.acts[0].target, typist.day.acts[0].label) == ("o1", Label.QUESTION)


async def test_the_author_of_a_post_is_given_a_side(typist):
    await typist.types("find @karin58", "side p1 organiser")
    act = typist.day.acts[0]
    assert (act.kind, act.target, act.side) == (ActKind.SIDE, "@karin58", Side.ORGANISER)


async def test_a_nudge_is_told_asked_for_and_noted(typist):
    asked = await typist.types("nudge 1")
    assert any("lotte_v" in line for line in asked)
    assert "Nudge Zorggroep Noord with this draft?" in asked
    said = await typist.types("1")
    assert typist.acts == [ActKind.NUDGE]
    assert "lotte_v" in typist.day.acts[0].text
    assert said[0].startswith("Noted as nudged: question from lotte_v")
    assert typist.opened == []


async def test_other_words_take_the_place_of_the_draft(typist):
    asked = await typist.types("nudge 1", "= Kunt u @lotte_v antwoorden?")
    assert asked[:2] == ["Kunt u @lotte_v antwoorden?", "27 of 280 characters"]
    await typist.types("1")
    assert typist.day.acts[0].text == "Kunt u @lotte_v antwoorden?"


async def test_a_second_nudge_soon_after_tells_of_the_first(typist):
    asked = await typist.types("nudge 1", "1", "nudge 1")
    assert asked[0].startswith("11:45 nudged by moderator:")
    assert asked[1] == "The last nudge was a moment ago."


async def test_the_posts_in_doubt_are_told():
    line = a_line("d", "11:00", "vera", "kan dat ook online", Label.QUESTION, confidence=0.55)
    typist = Typist(FakeDay([line]))
    assert await typist.types("unsure") == ["11:00 p1, question 0.55 by vera: kan dat ook online"]
    await typist.types("confirm p1")
    assert await typist.types("unsure") == ["No post is in doubt."]


async def test_the_help_of_list_tells_by_what_it_is_sorted(typist):
    usage, order = await typist.types("help list")
    assert usage.startswith("list [all")
    assert order.startswith("Overdue (after 30 min) comes before due (after 10 min)")


async def test_employers_are_told_with_what_they_owe(typist):
    said = await typist.types("employers")
    assert any(line.startswith("TechniekNL, 2 cases lack a follow-up") for line in said)
    told = await typist.types("employers technieknl")
    assert any(line.startswith("case 2, broken link from jan_k") for line in told)
    assert await typist.types("employers nergens") == ["No employer is called so."]


async def test_a_filter_says_which_posts_are_told():
    out = io.StringIO()
    orders = "stream label:vacancy\nstep\nstep\nstep\n"
    day = fair.to_be_played()
    await run_plain(day, out=out, typed=io.StringIO(orders), pull_seconds=0)
    told = [line for line in out.getvalue().splitlines() if " p" in line[:7]]
    assert [line.split(" by ")[1].split(",")[0] for line in told] == ["bakkerbolt"]


async def test_help_explains_one_order(typist):
    assert await typist.types("help snooze") == [
        "snooze N [M …] [TIME]: set a case aside for a while, or take it back up"
    ]


async def test_help_knows_an_order_by_its_beginning_and_in_capitals(typist):
    assert await typist.types("help Snoo") == await typist.types("help snooze")


async def test_a_beginning_of_several_orders_is_told_with_the_words_that_begin_so():
    speak("nl")
    said = await Typist(fair.at_work()).types("st")
    assert said == ["st kan zijn: stap, step, stop, stream, stroom. Typ er meer van."]


async def test_a_case_is_handed_to_who_is_there_or_to_who_comes_later(typist):
    typist.day.others = {"q1": ("cleo",), "q2": ("bram",)}
    said = await typist.types("hand 1")
    assert said[:3] == ["Who is to have this case?", "1: cleo, looks at it now", "2: bram"]
    await typist.types("1", "hand 1 Br hij belt Zelf", "hand 1 dora", "dora")
    assert (await typist.types("hand 1 \x1b"))[0] == "Nothing here is called so."
    given = [(act.to, act.text) for act in typist.day.acts]
    assert given == [("cleo", ""), ("bram", "hij belt Zelf"), ("dora", "")]


async def test_no_number_is_asked_for_where_there_is_none_to_type():
    asked = await Typist(fair.at_work()).types("hand 1")
    assert asked[1] == "Type a name and a note; an empty line changes nothing."


async def test_the_longest_name_that_was_typed_has_the_case_whatever_its_capitals(typist):
    typist.day.others = {"q2": ("jan bakker", "jan smit", "anna", "annabel")}
    asked = await typist.types("hand 1 jan")
    assert asked[0] == "Who is to have this case?"
    await typist.types("", "hand 1 Jan Smit belt zelf", "hand 1 Anna", "hand 1 jan b")
    given = [(act.to, act.text) for act in typist.day.acts]
    assert given == [("jan smit", "belt zelf"), ("anna", ""), ("jan bakker", "")]


async def test_a_case_is_not_handed_to_oneself(typist):
    assert await typist.types("hand 1 Moderator") == [
        "Moderator is you: claim the case to have it."
    ]
    assert not typist.day.acts


async def test_a_name_that_nobody_has_is_asked_once_more_and_keeps_its_note(typist):
    asked = await typist.types("hand 1 dora belt zelf")
    assert asked[0].startswith("Nobody here is called dora: type the name again")
    assert (await typist.types("dara"))[0].startswith("Nobody here is called dara")
    assert typist.acts == []
    await typist.types("no", "hand 1 dora belt zelf", "dora")
    assert [(act.to, act.text) for act in typist.day.acts] == [("dora", "belt zelf")]


@pytest.mark.parametrize("open_question", ["hand 1", "note 1", "nudge 1", "move 1"])
async def test_an_order_in_full_or_a_no_leaves_a_question(typist, open_question):
    said = await typist.types(open_question, "list")
    assert said[0] == "Nothing was changed."
    assert len(said) > 1
    assert await typist.types(open_question, "no") == ["Nothing was changed."]
    assert typist.acts == []
    assert not typist.orders.asking


async def test_a_note_that_begins_with_an_order_is_typed_behind_a_mark(typist):
    await typist.types("note 1", "= list what HR said")
    assert typist.day.acts[0].text == "list what HR said"
    assert (await typist.types("note 1", "="))[0] == "Nothing here is called so."


async def test_words_without_a_mark_are_no_draft(typist):
    assert (await typist.types("nudge 1", "nope"))[0] == "Nothing here is called so."


async def test_what_a_moderator_writes_keeps_its_capitals(typist):
    await typist.types("note 1 Bel HR, tel. 050")
    assert typist.day.acts[0].text == "Bel HR, tel. 050"


async def test_the_acts_are_typed_in_dutch():
    speak("nl")
    typist = Typist(fair.at_work())
    await typist.types(
        "claim 1", "loslaten 1", "wegleggen 1 12:30", "notitie 1 gebeld", "samen 4 2"
    )
    await typist.types("bevestig 1", "partij 1 werkzoekende", "seintje 3", "1", "terug")
    kinds = ["claim", "release", "snooze", "note", "merge", "confirm", "side", "nudge", "undo"]
    assert typist.acts == kinds


@pytest.mark.parametrize("language", ["en", "nl"])
def test_the_page_about_plain_mode_has_every_order(language):
    speak(language)
    page = (Path(__file__).parents[3] / "docs" / "plain-mode.md").read_text(encoding="utf-8")
    missing = [order for order in ORDERS_TYPED if not re.search(rf"`{name(order)}\b", page)]
    assert missing == []


@pytest.mark.parametrize(
    ("order", "answer"),
    [("nudge 1", "1"), ("nudge 1", "= Kunt u antwoorden?"), ("snooze 1", "1"), ("hand 1", "1")],
)
async def test_a_case_that_was_answered_while_a_question_was_open_is_left_alone(order, answer):
    typist = Typist(fair.at_work(others={"q2": ("bram",)}))
    await typist.types(order)
    await typist.day.act(Wish(ActKind.RESOLVE, "q1"))
    said = await typist.types(answer)
    assert said == [
        "No longer waiting, resolved by moderator: question from lotte_v to Zorggroep Noord"
    ]
    assert typist.acts == [ActKind.RESOLVE]


@pytest.mark.parametrize("order", ["claim", "resolve", "dismiss"])
async def test_an_order_does_to_every_case_whose_number_is_typed(typist, order):
    said = await typist.types(f"{order} 1 2 1")
    assert len(said) == 2
    assert [act.target for act in typist.day.acts] == ["q1", "b1"]


@pytest.mark.parametrize(
    ("order", "targets"),
    [
        ("confirm 1 2 1", ["q1", "b1"]),
        ("label 1 2 reaction", ["q1", "b1"]),
        ("label 1 p1 reaction", ["q1", "o1"]),
        ("snooze 1 2 12:30", ["q1", "b1"]),
        ("snooze 1 2 1230", ["q1", "b1"]),
        ("move 1 2 fair itself", ["q1", "b1"]),
        ("hand 1 2 bram belt zelf", ["q1", "b1"]),
    ],
)
async def test_what_is_said_behind_several_numbers_holds_for_all_of_them(typist, order, targets):
    await typist.types("find @karin58")
    said = await typist.types(order)
    assert [act.target for act in typist.day.acts] == targets
    assert len(said) == 2


async def test_what_several_numbers_still_need_is_asked_once(typist):
    assert (await typist.types("snooze 1 2"))[0] == "Set aside until when?"
    await typist.types("2")
    assert [act.until for act in typist.day.acts] == [at("11:50:07")] * 2
    assert len(await typist.types("list snoozed")) == 2
    await typist.types("snooze 1 2")
    assert await typist.types("list snoozed") == ["No case is set aside."]
    assert (await typist.types("label 1 2"))[0] == "What are these posts?"
    assert (await typist.types("", "hand 1 2"))[0] == "Who is to have these cases?"


async def test_a_case_that_is_set_aside_gets_the_new_time_that_is_typed(typist):
    await typist.types("snooze 1 +15", "snooze 1 +30")
    assert [act.until for act in typist.day.acts] == [at("12:00:07"), at("12:15:07")]


async def test_several_cases_become_one_with_the_second(typist):
    await typist.types("merge 1 2 4")
    assert [(act.target, act.to) for act in typist.day.acts] == [("q1", "b1"), ("q3", "b1")]


async def test_a_closed_case_among_several_is_named_and_the_others_are_done(typist):
    await typist.types("resolve 2")
    said = await typist.types("resolve 2 1")
    assert said[0].startswith("case 2: This case is resolved already: broken link from jan_k")
    assert said[1].startswith("case 1: Resolved: question from lotte_v to Zorggroep Noord.")
    said = await typist.types("snooze 3 2 +15")
    assert said[0].startswith("case 3: Set aside until 12:00: ")
    assert said[1].startswith("case 2: No longer waiting, resolved")
    assert (await typist.types("snooze 2 1 +15"))[0].endswith(". Type reopen first.")


async def test_how_several_acts_are_undone_is_said_once(typist):
    said = " ".join(await typist.types("claim 1 2 3"))
    assert said.count("Type undo") == 1
    assert said.endswith("Type undo to take it back.")


@pytest.mark.parametrize("order", ["side 1 2", "snooze 1 9", "label 1 9"])
async def test_a_number_typed_before_the_question_was_heard_is_no_answer_to_it(typist, order):
    asked = await typist.types(order)
    assert asked == await typist.types("", " ".join(order.split()[:2]))
    assert not typist.day.acts


async def test_help_explains_every_word_behind_it(typist):
    assert len(await typist.types("help snooze claim")) == 2


async def test_cases_are_released_and_reopened_by_several_numbers_too(typist):
    await typist.types("claim 1 2", "release 1 2", "resolve 1 2", "reopen 2 1")
    assert [act.kind for act in typist.day.acts[2:4]] == [ActKind.RELEASE] * 2
    assert [act.kind for act in typist.day.acts[6:]] == [ActKind.REOPEN] * 2


async def test_one_number_that_means_no_case_leaves_all_as_they_are(typist):
    said = await typist.types("resolve 1 99")
    assert said[0].startswith("Nothing has the number 99.")
    assert not typist.day.acts


async def test_an_act_that_is_refused_does_not_hide_those_before_and_after_it(typist):
    typist.day.refusal = "somebody else has it"
    said = await typist.types("claim 1 2")
    why = "That was not possible: somebody else has it"
    assert said == [f"case 1: {why}", f"case 2: {why}"]


@pytest.mark.parametrize("order", ["show", "link", "nudge"])
async def test_what_takes_one_case_says_so_where_more_numbers_are_typed(typist, order):
    assert await typist.types(f"{order} 1 2") == [f"Type: {order} N."]


async def test_a_number_that_was_not_offered_chooses_nothing(typist):
    await typist.types("move 1", "bakker")
    said = await typist.types("1")
    assert said[0] == "That number is not among these."
    assert [line[0] for line in said[2:-1]] == ["3", "6"]
    assert not typist.day.acts
    await typist.types("6")
    assert typist.acts == [ActKind.MOVE]


async def test_a_number_beyond_those_that_were_told_is_none_of_them():
    names = {f"Bedrijf {number}": (f"bedrijf{number}",) for number in range(40)}
    line = a_line("q", "11:00", "vera", "Wie zoekt er een kok?", Label.QUESTION, case="q")
    typist = Typist(FakeDay([line], [a_case("q", "vera", "UWV")], fair=Fair(employers=names)))
    assert (await typist.types("move 1", "10"))[0] == "That number is not among these."
    assert not typist.day.acts


async def test_without_a_browser_no_nudge_is_noted_and_no_address_is_read(typist):
    typist.orders._exchange.browse = lambda _link: False
    said = await typist.types("nudge 1", "2")
    assert said[0] == "There is no browser here: nothing was noted."
    assert not any("http" in line or "2:" in line for line in said)
    assert not typist.day.acts
    assert (await typist.types("1"))[0].startswith("Noted as nudged")


async def test_a_platform_page_that_opens_is_not_read_out(typist):
    said = await typist.types("nudge 1", "2")
    assert said[1:] == ["The platform's page opens with the draft."]
    assert len(typist.opened) == 1
    assert typist.acts == [ActKind.NUDGE]


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("9:99", "That is no time: try 11:42 or +15."),
        ("7", "That is no time: try 11:42 or +15."),
        ("10:30", "It is 11:45 already: try a later time, or +15."),
    ],
)
async def test_a_case_is_set_aside_to_a_time_to_come_or_asked_again(typist, typed, why):
    said = await typist.types("snooze 1", typed)
    assert said[:2] == [why, "Set aside until when?"]
    assert not typist.day.acts


@pytest.mark.parametrize("order", ["find label:foo", "stream label:foo"])
async def test_what_no_label_is_called_is_answered_with_the_labels(typist, order):
    said = await typist.types(order)
    assert said[0].startswith("No label is called so. There are: spam, broken link, question,")
    assert typist.orders.streaming is None
