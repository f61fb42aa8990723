"""The configuration of a fair that has one scripted feed, and its programs."""

import json

import pytest

from tests.live.programs import Fair


@pytest.fixture
def fair(tmp_path):
    """Write the configuration of a fair that has one scripted feed; give its programs."""
    begun = []

    def write(**options):
        options = {"enabled": True, "note": str(tmp_path / "note")} | options
        rows = "".join(f"{key} = {json.dumps(value)}\n" for key, value in options.items())
        (tmp_path / "config.toml").write_text(
            f'[fair]\nname = "Proef"\nhashtag = "#banen"\n[store]\npath = "{tmp_path}/data"\n'
            f"[feeds.scripted]\n{rows}"
        )
        return Fair(tmp_path, begun)

    yield write
    for program in begun:
        program.kill()
        program.wait()
        program.stdout.close()
        program.stderr.close()
