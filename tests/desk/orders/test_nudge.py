"""The typed nudge: the draft is told, may be typed anew, and is noted once it was taken."""

from moderator.core.facts import ActKind
from tests.desk.fair import delete


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


async def test_words_without_a_mark_are_no_draft(typist):
    assert (await typist.types("nudge 1", "nope"))[0] == "Nothing here is called so."


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


async def test_a_nudge_is_done_to_the_post_that_its_draft_quotes(typist):
    await typist.types("nudge 1", "1")
    delete(typist.day, "b1")
    await typist.types("nudge 2", "1")
    assert [act.target for act in typist.day.acts] == ["q1", "b2"]
