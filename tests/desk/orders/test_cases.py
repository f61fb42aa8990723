"""The typed orders for cases: claimed, handed over, set aside, merged, with what is then heard."""

from tests.fakes import at


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


async def test_cases_are_merged_by_their_own_numbers(typist):
    asked = await typist.types("merge 4")
    assert asked[1].startswith("2: broken link from jan_k")
    await typist.types("2")
    assert (typist.day.acts[0].target, typist.day.acts[0].to) == ("q3", "b1")


async def test_a_case_is_handed_to_who_is_there_or_to_who_comes_later(typist):
    typist.day.others = {"q1": ("cleo",), "q2": ("bram",)}
    said = await typist.types("hand 1")
    assert said[:3] == ["Who is to have this case?", "1: cleo, looks at it now", "2: bram"]
    await typist.types("1", "hand 1 Br hij belt Zelf", "hand 1 dora", "dora")
    assert (await typist.types("hand 1 \x1b"))[0] == "Nothing here is called so."
    given = [(act.to, act.text) for act in typist.day.acts]
    assert given == [("cleo", ""), ("bram", "hij belt Zelf"), ("dora", "")]


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


async def test_a_note_that_begins_with_an_order_is_typed_behind_a_mark(typist):
    await typist.types("note 1", "= list what HR said")
    assert typist.day.acts[0].text == "list what HR said"
    assert (await typist.types("note 1", "="))[0] == "Nothing here is called so."


async def test_what_a_moderator_writes_keeps_its_capitals(typist):
    await typist.types("note 1 Bel HR, tel. 050")
    assert typist.day.acts[0].text == "Bel HR, tel. 050"


async def test_a_case_that_is_set_aside_gets_the_new_time_that_is_typed(typist):
    await typist.types("snooze 1 +15", "snooze 1 +30")
    assert [act.until for act in typist.day.acts] == [at("12:00:07"), at("12:15:07")]
