"""Every kind of live feed in turn, for what all of them keep to."""

import pytest

from tests.feeds.kinds import KINDS


@pytest.fixture(params=KINDS.values(), ids=KINDS.keys())
def kind(request):
    return request.param
