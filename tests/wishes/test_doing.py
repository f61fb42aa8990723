"""A wish becomes an act in one way: here, and where a desk elsewhere asks for it."""

import pytest

from moderator.core.facts import Acted, ActKind
from moderator.core.labels import Label
from moderator.wishes.doing import carry_out
from moderator.wishes.sense import Refusal
from tests.core.scene import Scene, minute


@pytest.fixture
def fair():
    fair = Scene()
    fair.offers("v1", "zorg")
    return fair


def wished(kind, target, **said):
    return Acted("mies:1", ActKind(kind), target, "mies", minute(10), 1, **said)


def test_what_is_done_is_recorded_as_it_is_given_back(fair):
    recorded = []
    done = carry_out(wished("confirm", "x:v1"), fair.engine, recorded.extend)
    assert recorded == [done]
    assert done.label is Label.VACANCY


def test_what_would_be_in_vain_is_refused_and_not_recorded(fair):
    recorded = []
    with pytest.raises(Refusal, match="it takes a label"):
        carry_out(wished("relabel", "x:v1"), fair.engine, recorded.extend)
    assert recorded == []
