"""Where an account's words and names are found in what was made of them, and where they are not."""

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moderator.commands.setup import in_words
from moderator.core.facts import Acted, ActKind, PostSeen
from moderator.shelf.exports import KeptExport
from moderator.shelf.fairs import KeptJournal
from moderator.store.forgetting import Account
from moderator.store.sqlite import open_journal, read_journal
from moderator.store.traces import Traces, traces
from tests.shelf.kept import HANDLE, NINE, a_post


def test_words_too_short_to_be_found_go_where_a_report_says_whose_they_are(tmp_path):
    page = tmp_path / "page.html"
    page.write_text('<p data-post="x:9">@bolt hoe laat?</p><p data-post="x:8">hoe laat?</p>')
    post = a_post("10", HANDLE, "@bolt hoe laat?", versions=("9", "10"))
    assert KeptExport(page).forget(traces(Account(HANDLE), [PostSeen(post)]))
    assert page.read_text() == '<p data-post="x:9"></p><p data-post="x:8">hoe laat?</p>'


def test_words_that_others_wrote_too_stay_with_them(tmp_path):
    words = "is dit ook parttime te doen?"
    page, table = tmp_path / "page.html", "<p>{}, en die van mij kent niemand</p>"
    page.write_text(f'<p data-post="x:9">{words}</p><p data-post="x:8">Hoi, {words}</p>')
    said = [
        PostSeen(a_post("9", HANDLE, words)),
        PostSeen(a_post("7", HANDLE, "en die van mij kent niemand")),
        PostSeen(a_post("8", "somebody", f"Hoi, {words}")),
        PostSeen(a_post("6", "friend", f"RT @{HANDLE}: en die van mij kent niemand")),
    ]
    known = traces(Account(HANDLE), said)
    assert KeptExport(page).forget(known)
    assert page.read_text() == f'<p data-post="x:9"></p><p data-post="x:8">Hoi, {words}</p>'
    assert known.gone_from(table.format("ja")) == "<p>ja, …</p>"


def test_words_that_somebody_wrote_under_two_handles_are_nobody_elses():
    words = "is dit ook parttime te doen?"
    said = [PostSeen(a_post("9", HANDLE, words)), PostSeen(a_post("8", "lotte_w", words))]
    both = [Account(HANDLE), Account("lotte_w")]
    for known in (traces(each, said, also=both) for each in both):
        assert known.gone_from(words) == "…"


@pytest.mark.skipif(sys.platform == "win32", reason="limits of the system differ")
def test_a_disk_that_refuses_is_told_with_the_file_and_leaves_no_draft(tmp_path):
    import resource

    page = tmp_path / "page.txt"
    page.write_text(f"{HANDLE} vroeg iets, en meer dan dat")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4, hard))
    try:
        with pytest.raises(OSError, match="File too large") as refused:
            KeptExport(page).forget(traces(Account(HANDLE), []))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert in_words(refused.value, page) == f"{page}: file too large"
    assert list(tmp_path.iterdir()) == [page]
    assert HANDLE in page.read_text()


def test_a_handle_that_is_anybodys_word_goes_only_where_it_is_a_handle():
    known = Traces(Account("bakker", "forgotten-1"))
    told = 'Bakker gezocht, zei @Bakker; "author": "bakker" <td>bakker</td> x.example/bakker/1'
    assert known.gone_from(told) == (
        'Bakker gezocht, zei @······; "author": "forgotten-1" <td>forgotten-1</td> '
        "x.example/······/1"
    )


def test_such_a_handle_goes_out_of_the_acts_that_are_about_the_account(tmp_path):
    def said(number, kind, target, to):
        return Acted(f"m:{number}", kind, target, "mies", NINE, number, to=to)

    acts = [said(1, ActKind.MOVE, "x:2", "bakker"), said(2, ActKind.SIDE, "@Bakker", "bolt")]
    with open_journal(tmp_path / "fair.sqlite") as journal:
        journal.append(acts)
    KeptJournal(tmp_path / "fair.sqlite").forget(Account("bakker", "forgotten-1"))
    with read_journal(tmp_path / "fair.sqlite") as journal:
        kept_of = [(act.target, act.to) for act in journal.facts()]
    assert kept_of == [("x:2", "forgotten-1"), ("forgotten-1", "bolt")]


@given(st.recursive(st.text() | st.none() | st.integers(), st.lists))
def test_what_does_not_name_an_account_stays_the_same_object(value):
    assert Account("q" * 50).masked(value) is value
