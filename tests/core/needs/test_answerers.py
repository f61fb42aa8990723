"""Who answered anybody may be asked, also where no vacancy of theirs is known."""

from moderator.core.facts import ActKind
from moderator.core.labels import Label
from tests.core.scene import Scene


def test_who_only_answered_so_far_may_be_asked():
    fair = Scene()
    fair.says("c", "jan", Label.CANDIDATE, text="Receptionist zoekt werk in Assen")
    fair.answers("a", "klok", at=1, reply_to="c", text="@jan mail ons je cv")
    fair.asks("q", "lotte", at=2, text="@markt @klok is er ook werk in de bediening?")
    fair.answers("m", "markt", at=3, reply_to="q", text="@lotte dat weet @klok het best")
    assert fair.subject("q") == (None, "klok")
    assert fair.states == {"q": "open"}


def test_who_turns_out_to_have_answered_may_be_asked_and_no_longer_when_it_did_not():
    fair = Scene()
    fair.asks("q", "lotte", at=2, text="@markt @klok is er ook werk in de bediening?")
    answer = fair.answers("a", "klok", at=1, text="@jan mail ons je cv")
    fair.answers("b", "klok", at=1, text="@els mail ons je cv")
    assert fair.subject("q") == (None, "klok")
    fair.acts(ActKind.RELABEL, "a", label=Label.REACTION)
    assert fair.subject("q") == (None, "klok")
    fair.acts(ActKind.RELABEL, "b", label=Label.REACTION)
    assert fair.subject("q") == (None, None)
    fair.edits(answer, Label.FOLLOW_UP, edited=3, text="RT @jan: wie zoekt er een receptionist?")
    assert fair.subject("q") == (None, None)
