"""The typed orders for posts: taken out of a case, labelled, and given an author's side."""

from moderator.core.facts import ActKind
from moderator.core.labels import Label, Side


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
