from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from feeds.base import BadPost
from feeds.formats.columns import places
from feeds.formats.dates import Order, Reader, order_of
from feeds.post import Kind, Post, Unreadable
from feeds.recordings.recording import read

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def rows(text, encoding="utf-8", **options):
    return list(read([text.encode(encoding)], **options))


COOSTO = """Datum;Tijd;Bron;Type;Gebruikersnaam;Auteur;Bericht;Url;Taal
14-07-2026;11:05;Twitter;tweet;@zorgdal;Zorg & Dal;"Vacature: ""kok"" #TBNN
https://werk.example/kok.";https://twitter.com/zorgdal/status/100;nl
14-07-2026;11:06;Twitter;reactie;kim;Kim;@zorgdal nog open?;https://x.com/kim/status/101;nl
"""


def test_a_dutch_export_gives_posts():
    first, second = rows(COOSTO)
    assert (first.id, first.source, first.author.handle, first.author.name) == (
        "100",
        "x",
        "zorgdal",
        "Zorg & Dal",
    )
    assert first.text == 'Vacature: "kok" #TBNN\nhttps://werk.example/kok.'
    assert first.created_at == datetime(2026, 7, 14, 9, 5, tzinfo=UTC)
    assert (first.links, first.hashtags, first.lang) == (
        ("https://werk.example/kok",),
        ("TBNN",),
        "nl",
    )
    assert (second.kind, second.in_reply_to, second.mentions) == (Kind.REPLY, None, ("zorgdal",))


def test_a_row_with_more_cells_than_there_are_columns_is_unreadable_unless_they_are_empty():
    header = "Datum,Gebruikersnaam,Bericht,Url\n"
    first, second, third = rows(
        header
        + "14-07-2026 11:05,kim,Hoi, is dit nog open?,https://x.com/kim/status/101\n"
        + '14-07-2026 11:06,kim,"Hoi, en dit?",https://x.com/kim/status/102, ,\n'
        + "14-07-2026 11:07,kim,Hoi\n"
    )
    assert first == Unreadable(
        2, "more cells than columns: a text with the delimiter in it has to be in quotes"
    )
    assert (second.text, third.text) == ("Hoi, en dit?", "Hoi")


def test_where_a_needed_column_has_an_unknown_name_those_that_are_not_understood_are_said_once():
    notes = []
    found = rows("Datum;Wie;Bericht;;Likes\n" + "14-07-2026 11:05;kim;Hoi;;3\n" * 2, notes=notes)
    assert [event.reason for event in found] == ["no author"] * 2
    assert notes.count("columns that are not understood: Wie, Likes") == 1
    rows("Datum;Auteur;Bericht;Likes\n14-07-2026 11:05;kim;Hoi;3\n", notes=(clear := []))
    assert not any("understood" in note for note in clear)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_any_encoding_is_found(encoding):
    text = "Datum;Gebruikersnaam;Bericht\n14-7-2026 11:05;kim;Café – één plek\n"
    (post,) = rows(text, encoding)
    assert post.text == "Café – één plek"


def test_an_english_export_with_am_and_pm_is_read():
    text = (
        "Message,Created At,Username,Permalink,In Reply To,Network\n"
        "Hoi,07/03/2026 1:05 PM,kim,https://markt.example/@kim/111222333,444555666,Mastodon\n"
        "Hoi,07/14/2026 12:05 AM,jo,https://bsky.app/profile/jo.example/post/3kabc,,Bluesky\n"
    )
    first, second = rows(text, timezone=ZoneInfo("UTC"))
    assert first.created_at == datetime(2026, 7, 3, 13, 5, tzinfo=UTC)
    assert (first.author.handle, first.source, first.kind) == (
        "kim@markt.example",
        "mastodon",
        Kind.REPLY,
    )
    assert (first.id, first.in_reply_to) == ("111222333", "444555666")
    assert second.created_at == datetime(2026, 7, 14, 0, 5, tzinfo=UTC)
    assert second.source == "bluesky"


def test_a_tags_sheet_is_read():
    text = (
        "id_str\tfrom_user\ttext\tcreated_at\ttime\tin_reply_to_status_id_str\tsource\n"
        "'100\tkim\tHoi &amp; dag\tTue Jul 03 09:05:00 +0000 2012\t03/07/2012 10:05:00\t99\t"
        '<a href="x">Twitter Web</a>\n'
    )
    (post,) = rows(text)
    assert (post.id, post.in_reply_to, post.source, post.text) == ("100", "99", "x", "Hoi & dag")
    assert post.created_at == datetime(2012, 7, 3, 9, 5, tzinfo=UTC)


def test_handles_and_ids_come_from_permalinks():
    text = "date,text,link\n2026-07-03T09:00:00Z,Hoi,https://x.com/kim/status/100\n"
    (post,) = rows(text)
    assert (post.id, post.author.handle, post.source) == ("100", "kim", "x")


def test_a_row_without_an_id_keeps_one_of_its_own():
    text = "date,text,author,retweet of\n2026-07-03T09:00:00Z,Hoi,Kim,5\n,,,\n"
    (first,), (again,) = rows(text), rows(text)
    assert first.id == again.id
    assert (first.id[:4], first.source, first.author.handle) == ("row-", "table", "Kim")
    assert (first.kind, first.repost_of) == (Kind.REPOST, "5")


def test_what_is_missing_or_assumed_is_said():
    notes = []
    rows("date,text,author\n03/07/2026 09:00,Hoi,kim\n", notes=notes)
    assert [note.split(":")[0].split(";")[0] for note in notes] == [
        "dates are read as day-month-year",
        "no column with ids or permalinks",
        "no column tells the platform",
    ]
    notes.clear()
    rows("id,date,text,author,source\n1,13/07/2026 09:00,Hoi,kim,x\n", notes=notes)
    assert notes == ["no column tells what a post replies to: threads are unknown"]
    notes.clear()
    rows("id,date,text,author,source,replyto\n1,07/03/2026 9:00 AM,Hoi,kim,x,\n", notes=notes)
    assert notes[0].startswith("dates are read as month-day-year")


def test_a_later_row_with_day_and_month_the_other_way_round_is_said_once():
    notes, first = [], ["13/07/2026 09:00", *["04/07/2026 09:00"] * 1000]
    table = "date,text,author\n" + "".join(
        f"{date},Hoi,kim\n" for date in [*first, "07/14/2026 09:00", "ooit", "07/15/2026 09:00"]
    )
    bad = [event for event in rows(table, notes=notes) if isinstance(event, Unreadable)]
    assert len(bad) == 3
    assert [note for note in notes if note.startswith("dates")] == [
        "dates are read as day-month-year, and some are month-day-year: make them all one"
    ]


@pytest.mark.parametrize("mark", ["sep=;\r\n", '\ufeff"sep=;"\n', "SEP=;\n\n"])
def test_the_line_that_tells_a_spreadsheet_the_delimiter_is_none_of_the_table(mark):
    below = mark.count("\n")
    first, second = rows(mark + COOSTO)
    assert (first.id, second.id) == ("100", "101")
    (bad,) = rows(mark + "Datum;Gebruikersnaam;Bericht\nooit;kim;Hoi\n")
    assert bad.line == below + 2
    assert list(read([b"sep=;\n", *COOSTO.encode().splitlines(keepends=True)])) == [first, second]


@pytest.mark.parametrize(
    ("text", "is_told"),
    [
        ("Wanneer;Wie;Wat\n2026-07-03;kim;Hoi\n", True),
        ("Report of July\n\nDatum;Gebruikersnaam;Bericht\n", True),
        ("\n", False),
        (": hello\n", False),
        ('{"a": 1, "b": 2}\n', False),
        ('data: {"a": 1, "b": 2}\n\n', False),
    ],
)
def test_of_a_table_whose_columns_are_unknown_is_said_which_it_should_have(text, is_told):
    notes = []
    rows(text, notes=notes)
    assert any("its first row has to name a date" in note for note in notes) is is_told


def test_a_row_that_cannot_be_read_costs_just_itself():
    text = "date,text,author\n2026-07-03 09:00,Hoi,kim\n"
    text += "ooit,Hoi,kim\n2026-07-03,,kim\n2026-07-03,Hoi\n"
    events = rows(text)
    assert [type(event) for event in events] == [Post, Unreadable, Unreadable, Unreadable]
    assert [event.line for event in events[1:]] == [3, 4, 5]


def test_a_table_of_an_old_mac_is_read():
    text = COOSTO.replace('kok"" #TBNN\n', 'kok"" #TBNN ').replace("\n", "\r")
    assert [post.id for post in rows(text)] == ["100", "101"]


HEADER = "date,text,author\n"
OPEN = '2026-07-03,"Hoi,kim\n'
CLOSED = "2026-07-03,Hoi,jo\n"


def told(events):
    """Each event as its line, where it could not be read, or its author."""
    return [e.line if isinstance(e, Unreadable) else e.author.handle for e in events]


def test_a_quote_that_is_never_closed_costs_just_its_row():
    events = rows(HEADER + OPEN + CLOSED + "\n" + CLOSED)
    assert told(events) == [2, "jo", "jo"]
    assert events[0].reason == "a quote is never closed"


@pytest.mark.parametrize("count", [10, 1_000, 10_000])
def test_an_open_quote_loses_no_row_of_a_table_of_any_length(count):
    assert told(rows(HEADER + OPEN + CLOSED * count)) == [2, *["jo"] * count]


def test_a_cell_that_is_far_too_long_is_told_with_its_line():
    assert told(rows(HEADER + CLOSED + OPEN + "x" * 200_000 + "\n" + CLOSED)) == ["jo", 3, 4, "jo"]


def test_a_row_may_not_go_on_for_ever():
    many = '"' + '\n","'.join(["x" * 1000] * 2000)
    events = rows(HEADER + many + "\n" + CLOSED)
    assert events[0] == Unreadable(2, "not a row of the table: its lines go on and on")
    assert events[-1].author.handle == "jo"


def test_a_line_that_is_too_long_is_a_fault_of_its_row():
    text = (
        "date,text,author\n2026-07-03,Hoi,kim\n" + "x" * ((1 << 24) + 2) + "\n2026-07-03,Hoi,jo\n"
    )
    assert [type(event) for event in rows(text)] == [Post, Unreadable, Post]


def test_a_spreadsheet_that_rounded_an_id_gives_no_false_one():
    text = 'id,date,text,author\n"1,25E+18",2026-07-03,Hoi,kim\n'
    (post,) = rows(text)
    assert post.id.startswith("row-")


def test_an_address_that_is_longer_than_ids_are_ties_replies_to_it_all_the_same():
    far = "https://forum.example/" + "a" * 600
    header, day = "id,date,text,author,replyto", "2026-07-03"
    first, second = rows(f"{header}\n{far},{day},Hoi,kim,\n2,{day},Ja,jo,{far}\n")
    assert first.id == second.in_reply_to
    assert len(first.id) < 30


MOMENTS = {
    "2026-07-03T11:00:00+02:00": (2026, 7, 3, 9, 0),
    "2026-07-03 11:00": (2026, 7, 3, 9, 0),
    "2026-07-03T11:00": (2026, 7, 3, 9, 0),
    "2026-07-03T11:00:05": (2026, 7, 3, 9, 0, 5),
    "2026-07-03T11:00:05.25": (2026, 7, 3, 9, 0, 5, 250_000),
    "2026-07-03T09:00:05.123456789Z": (2026, 7, 3, 9, 0, 5, 123_456),
    "2026/07/03 09:00:00 UTC": (2026, 7, 3, 9, 0),
    "3-7-26 11.00 uur": (2026, 7, 3, 9, 0),
    "03.07.2026, 11:00:00": (2026, 7, 3, 9, 0),
    "vr 3 jul. 2026 om 11:00": (2026, 7, 3, 9, 0),
    "3 juli 2026 11:00": (2026, 7, 3, 9, 0),
    "Jul 3, 2026 11:00 AM": (2026, 7, 3, 9, 0),
    "3 July 2026 09:00 -0000": (2026, 7, 3, 9, 0),
    "2026-07-03 04:00 -05:00": (2026, 7, 3, 9, 0),
    "46206.458333": (2026, 7, 3, 9, 0),
    "46206,458333": (2026, 7, 3, 9, 0),
    "1783069200": (2026, 7, 3, 9, 0),
    "1783069200000": (2026, 7, 3, 9, 0),
    "1783069200000000": (2026, 7, 3, 9, 0),
    "3-1-2026": (2026, 1, 2, 23, 0),
}


@pytest.mark.parametrize(("text", "expected"), MOMENTS.items())
def test_dates_are_read_as_people_write_them(text, expected):
    assert Reader(Order.DAY_FIRST, AMSTERDAM).moment(text) == datetime(*expected, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ooit",
        "32-1-2026",
        "0-0-0",
        "0000-01-01",
        "99999999999999999",
        "3 foo 2026",
        "1-1-2026 13:00 pm",
    ],
)
def test_impossible_dates_are_refused(text):
    with pytest.raises(BadPost):
        Reader(Order.DAY_FIRST, AMSTERDAM).moment(text)


def test_the_day_is_where_a_number_above_twelve_stands():
    def order(*dates):
        return order_of(dates, likely=Order.DAY_FIRST)

    assert order("3/7/2026", "14/7/2026") == (Order.DAY_FIRST, True)
    assert order("3/7/2026", "7/14/2026") == (Order.MONTH_FIRST, True)
    assert order("14/7/2026", "7/14/2026") == (Order.DAY_FIRST, False)
    assert order("3/7/2026") == (Order.DAY_FIRST, False)
    assert order("2026-07-03", "ooit") == (Order.DAY_FIRST, True)


def test_columns_that_mean_nothing_to_us_are_passed_over():
    assert places(["Sentiment zonder naam", "Bericht", "Xyz"]) == {"text": 1}
