"""What is read from a page, however it is written."""

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moderator.links.page import Page, Posting, read_page


class Searched(str):
    """A page that counts over how many characters was searched."""

    __slots__ = ("characters",)

    def __init__(self, source):
        self.characters = 0

    def find(self, mark, start=0):
        found = super().find(mark, start)
        self.characters += (found if found >= 0 else len(self)) - start
        return found


def test_page_is_its_title_headings_and_visible_text():
    page = read_page(
        "<!doctype html><html lang=nl-NL><head><title>Kok &amp; chef\n | Bakkerij</title></head>"
        "<body><h1>Kok <b>gezocht</b></h1><p>Kom\nkoken.<br>In Assen</p></body></html>"
    )
    assert page == Page(
        title="Kok & chef | Bakkerij",
        headings=("Kok gezocht",),
        text="Kok gezocht\nKom koken.\nIn Assen",
        language="nl",
    )


@pytest.mark.parametrize(
    "hidden",
    [
        "<script>weg</script>",
        "<SCRIPT>weg</SCRIPT >",
        "<style>.a{content:'weg'}</style>",
        "<!-- weg -->",
        "<template><p>weg</p></template>",
        "<noscript>weg</noscript>",
        "<div hidden>weg<div>weg</div>weg</div>",
        "<div class=a hidden='hidden'>weg</div>",
        "<p style='color:red; display : none'>weg</p>",
        "<p aria-hidden=true>weg</p>",
        "<nav><a href=/>weg</a></nav>",
        "<footer>weg</footer>",
        "<aside><p>weg</p></aside>",
        "<select><option>weg</select>",
    ],
)
def test_what_a_reader_does_not_see_or_what_is_beside_the_page_is_left_out(hidden):
    assert read_page(f"<p>voor</p>{hidden}<p>na</p>").text == "voor\nna"


def test_word_hidden_in_an_attribute_hides_nothing():
    assert read_page("<p class='hidden-xs' title='hidden'>daar</p>").text == "daar"


def test_job_postings_are_found_anywhere_in_json_ld():
    page = read_page(
        '<script type="application/ld+json">{"@graph": [{"@type": "WebPage"}, {"@type":'
        ' "JobPosting", "title": "Kok", "validThrough": "2026-05-01", "hiringOrganization":'
        ' {"name": "Bakkerij Bolt"}, "jobLocation": [{"address": "Assen"}]}]}</script>'
    )
    assert page.postings == (Posting("Kok", "2026-05-01", "Assen Bakkerij Bolt"),)
    assert not page.has_script


@pytest.mark.parametrize(
    "source", ["{", "[" * 100_000, '{"@type": "JobPosting", "title": 7}', "null", '"JobPosting"']
)
def test_json_ld_that_cannot_be_read_says_nothing(source):
    page = read_page(f'<script type="application/ld+json">{source}</script>')
    assert page.postings in ((), (Posting(),))


@pytest.mark.parametrize(
    ("content", "target"),
    [
        ("0; url=/weg", "/weg"),
        ("5;URL='https://a.example/b'", "https://a.example/b"),
        ("0,/c", "/c"),
        ("30", ""),
        ("soon", ""),
    ],
)
def test_page_that_moves_on_by_itself_says_where_to(content, target):
    assert read_page(f'<meta http-equiv="Refresh" content="{content}">').refresh == target


def test_page_tells_whether_it_asks_for_a_password_and_runs_scripts():
    page = read_page("<form><input type=Password></form><script src=a.js></script>")
    assert (page.has_password, page.has_script) == (True, True)


@pytest.mark.parametrize(
    "source",
    [
        "<" * 200_000,
        "<a " * 80_000,
        '<a b="' * 50_000,
        "<!--" * 60_000,
        "<script>" * 30_000,
        "</" * 100_000,
        "<div hidden>" * 20_000,
        "&" * 200_000,
        "<h1>" * 60_000,
        "<title>" * 35_000,
        "<p " + "hidden " * 30_000 + ">",
        "<p " + "a" * 200_000 + ">",
        "<p style=" + " " * 200_000,
        "<1" * 100_000,
        "<!" * 100_000,
    ],
    ids=lambda source: source[:12],
)
def test_no_page_costs_more_than_its_length(source):
    page, before = Searched(source), process_time()
    read_page(page)
    assert page.characters <= 3 * len(source)
    assert process_time() - before < 2.0


@given(st.text() | st.text(alphabet="<>/!-\"'= ahidenscrptl"))
def test_any_text_is_a_page(source):
    page = read_page(source)
    assert "\r" not in page.text
