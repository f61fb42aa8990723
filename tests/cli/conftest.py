"""A person who types commands in an empty folder, and a recording of two posts."""

import json

import pytest
from typer.testing import CliRunner

from moderator.cli import app
from tests.cli.recorded import POST


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.chdir(tmp_path)
    return lambda *words, **more: CliRunner().invoke(app, list(words), **more)


@pytest.fixture
def recording(tmp_path):
    path = tmp_path / "day.jsonl"
    question = POST | {
        "id": "2",
        "kind": "reply",
        "author": "lotte_v",
        "text": "@zorgnoord is dit ook parttime te doen?",
        "created_at": "2026-11-19T09:05:00Z",
        "in_reply_to": "1",
        "mentions": ["zorgnoord"],
    }
    path.write_text("".join(json.dumps(row) + "\n" for row in (POST, question)))
    return path
