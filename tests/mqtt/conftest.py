"""A broker for each test that wants one."""

import pytest

from tests.mqtt.mosquitto import mosquitto


@pytest.fixture
async def broker(tmp_path):
    folder = tmp_path / "broker"
    folder.mkdir()
    async with mosquitto(folder) as broker:
        yield broker
