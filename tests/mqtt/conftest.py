"""A broker and a journal for each test that wants one."""

import pytest

from moderator.store.sqlite import open_journal
from tests.mqtt.mosquitto import mosquitto


@pytest.fixture
async def broker(tmp_path):
    folder = tmp_path / "broker"
    folder.mkdir()
    async with mosquitto(folder) as broker:
        yield broker


@pytest.fixture
def journal(tmp_path):
    with open_journal(tmp_path / "fair.sqlite") as journal:
        yield journal
