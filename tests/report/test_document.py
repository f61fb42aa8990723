"""The report as JSON, as docs/report.md has it."""

import json
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

from feeds.post import Gap
from moderator.core.board import Accounting, FeedGap
from moderator.core.case import CaseKind, State
from moderator.core.fair import Fair
from moderator.core.labels import Label
from moderator.report.board import case_document
from moderator.report.document import as_json, document
from moderator.report.figures import Intake
from moderator.words.language import speak

NINE = datetime(2012, 7, 3, 7, tzinfo=UTC)
GAP = Gap(NINE, NINE + timedelta(seconds=90), filled=True)
MANUAL = Path(__file__).parents[2] / "docs" / "report.md"


def _whole(line, case, report):
    lines = [line(Label.VACANCY, "Vacature", reposts=2), line(Label.QUESTION), line(None)]
    cases = [case((6, State.ANSWERED)), case(kind=CaseKind.BROKEN_LINK)]
    intake = Intake(Accounting(5, 3, 2), (FeedGap("x", GAP),), {"x": Accounting(5, 3, 2)})
    return document(report(lines, cases, intake=intake, terms=["vacature"]))


def test_a_report_as_a_document(line, case, report):
    made = _whole(line, case, report)
    assert made["fair"] == {"name": "Banenmarkt Zuiderdiep", "hashtags": ["tbzd"]}
    assert made["clock"] == "2012-07-03T14:00:00Z"
    assert made["totals"] == {
        "posts": 5,
        "reposts": 2,
        "deleted": 0,
        "promotion_only": 0,
        "vacancies": 1,
        "interactions": 1,
        "follow_ups": 0,
        "unjudged": 1,
        "by_label": dict.fromkeys(Label, 0) | {"vacancy": 1, "question": 1},
        "by_source": {"x": 5},
        "containing": {"vacature": 1},
    }
    assert made["cases"]["question"] == dict.fromkeys(State, 0) | {"answered": 1}
    assert made["times"] == {"followed_up": 1, "median_seconds": 360.0, "p90_seconds": 360.0}
    assert made["employers"][0] == {
        "name": "Zorg Zuiderdiep",
        "vacancies": 0,
        "questions": 1,
        "broken_links": 1,
        "answered": 1,
        "promised": 0,
        "open": 1,
        "closed": 0,
        "median_seconds": 360.0,
    }
    assert made["activity"] == {
        "bin_seconds": 300.0,
        "bins": [
            {
                "start": "2012-07-03T08:00:00Z",
                "posts": 3,
                "reposts": 0,
                "labels": {"question": 1, "vacancy": 1},
            }
        ],
    }
    assert made["accounting"] == {
        "received": 5,
        "shown": 3,
        "folded": 2,
        "duplicates": 0,
        "filtered": 0,
        "unreadable": 0,
        "dropped": 0,
        "deleted": 0,
        "missing": 0,
        "balanced": True,
        "feeds": {"x": made["accounting"]["feeds"]["x"]},
        "gaps": [
            {
                "feed": "x",
                "start": "2012-07-03T07:00:00Z",
                "end": "2012-07-03T07:01:30Z",
                "seconds": 90.0,
                "filled": True,
            }
        ],
    }
    assert made["accounting"]["feeds"]["x"]["shown"] == 3


def test_an_empty_fair_is_a_document_too(report):
    made = document(report())
    assert made["times"] == {"followed_up": 0, "median_seconds": None, "p90_seconds": None}
    assert (made["employers"], made["activity"]["bins"]) == ([], [])


def test_json_is_pure_ascii_and_reads_back_as_the_document(line, report):
    made = report([line(Label.VACANCY, by="één\x1b[31m")])
    text = as_json(made)
    assert text.isascii()
    assert text.isprintable() or "\x1b" not in text
    assert json.loads(text) == document(made)


def test_every_field_is_in_the_manual(line, case, report):
    written = set(re.findall(r"`(\w+)`", MANUAL.read_text("utf-8")))
    assert _field_names(_whole(line, case, report)) <= written


def _field_names(value):
    if isinstance(value, list):
        return {name for each in value for name in _field_names(each)}
    if not isinstance(value, dict):
        return set()
    return set(value) - {"x", "vacature"} | _field_names(list(value.values()))


def test_what_a_case_notes_of_its_link_is_the_same_in_every_language(case):
    dead = case(link_note="dead: no such page")
    for language in ("nl", "en"):
        speak(language)
        assert case_document(dead, NINE, Fair())["link_note"] == "dead: no such page"
