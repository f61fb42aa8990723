"""That what goes around in English is marked where it is said."""

import ast
import re

from docs import catalog
from feeds.said import said
from tests.words.test_language import fields

ERRORS = {
    *("BadPost", "BadSettings", "ConfigError", "CorpusError", "DeskFailed", "FeedGone", "FeedLost"),
    *("JournalBroken", "JournalInUse", "JournalTooNew", "JournalUnwritable", "NotForgotten"),
    *("Later", "NothingToScore", "RecordingInUse", "Refusal", "ScenarioError", "Unfilled"),
    "Unreadable",
}
"""What takes a sentence to its reader; other errors are the program's own."""


def words_given(call):
    """The words of the source that are handed to a call as they stand: as a text, or in one."""
    for given in call.args:
        parts = given.values if isinstance(given, ast.JoinedStr) else [given]
        yield from (str(one.value) for one in parts if isinstance(one, ast.Constant))


def test_no_error_takes_an_unmarked_sentence_to_its_reader():
    nodes = (node for path in catalog.SOURCES for node in ast.walk(ast.parse(path.read_bytes())))
    calls = (node for node in nodes if isinstance(node, ast.Call))
    raised = [call for call in calls if getattr(call.func, "id", "") in ERRORS]
    words = [words for call in raised for words in words_given(call)]
    assert [each for each in words if re.search("[a-z] [a-z]", each)] == []


def test_a_sentence_that_is_marked_is_filled_in_with_its_own_fields():
    for call in catalog.marks():
        given = {each.arg for each in call.keywords}
        if given and None not in given:
            assert given == fields(ast.literal_eval(call.args[0]))


def test_a_sentence_is_said_with_what_fills_it_in_as_it_is():
    assert said("{platform} fails ({status})", platform="{X}", status=503) == "{X} fails (503)"
    assert said("in quotes, write {} instead of \\") == "in quotes, write {} instead of \\"
