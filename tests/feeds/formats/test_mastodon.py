import json
from datetime import UTC, datetime

import pytest

from feeds.formats import mastodon
from feeds.formats.html import read_html
from feeds.post import Deleted, Ignored, Kind, Unreadable

HOST = "https://markt.example"


def account(name, **changes):
    return {
        "id": "7",
        "acct": name,
        "display_name": name,
        "url": f"{HOST}/@{name}",
        "note": "<p>Zorg</p>",
    } | changes


def status(**changes):
    return {
        "id": "100",
        "created_at": "2026-07-03T09:00:00.000Z",
        "visibility": "public",
        "language": "nl",
        "uri": f"{HOST}/users/zorgdal/statuses/100",
        "content": "<p>Vacature: kok</p>",
        "account": account("zorgdal"),
        "tags": [],
        "mentions": [],
    } | changes


def only(payload):
    (event,) = mastodon.events(payload, 3)
    return event


def test_an_author_always_has_a_host():
    assert only(status()).author.handle == "zorgdal@markt.example"
    assert only(status(account=account("kim@elders.example"))).author.handle == "kim@elders.example"
    assert only(status(account={"acct": "kim"})).author.handle == "kim@markt.example"
    assert (
        only(status(uri="", account={"username": "kim", "url": "http://["})).author.handle == "kim"
    )


def test_a_status_gives_its_post():
    post = only(
        status(
            account=account("zorgdal", bot=True),
            edited_at="2026-07-03T09:10:00Z",
            spoiler_text="Let op",
        )
    )
    assert (post.text, post.author.bio, post.author.bot) == (
        "Let op\n\nVacature: kok",
        "Zorg",
        True,
    )
    assert post.edited_at == datetime(2026, 7, 3, 9, 10, tzinfo=UTC)
    assert (post.kind, post.lang, post.conversation) == (Kind.ORIGINAL, "nl", None)


def test_html_reads_as_a_person_sees_it():
    content = read_html(
        '<p>Kom bij <b>R&amp;D</b>!<br/>Zie <a href="https://werk.example/kok?x=1"><span class="invisible">https://'
        '</span><span class="ellipsis">werk.example/ko</span><span class="invisible">k?x=1</span>'
        "</a></p>\n"
        "<blockquote><p>Citaat</p></blockquote><ul><li>een</li><li>twee</li></ul>"
    )
    assert content.text == "Kom bij R&D!\nZie https://werk.example/kok?x=1\n\nCitaat\n\n\neen\ntwee"
    assert content.links == ("https://werk.example/kok?x=1",)


def test_hashtags_and_mentions_are_no_links():
    html = (
        '<a href="https://m.example/tags/TBNN" class="mention hashtag">#<span>TBNN</span></a> '
        '<a href="https://k.example/tags/Zorg" rel="nofollow">#Zorg</a> '
        '<a href="https://k.example/@kim" class="u-url mention">@<span>kim</span></a> '
        '<a href="https://k.example/@jo">@jo@k.example</a> <a href="https://w.example">hier</a></a>'
    )
    content = read_html(html)
    assert (content.links, content.hashtags) == (("https://w.example",), ("TBNN", "Zorg"))


def test_hashtags_are_as_shown_and_completed_from_the_list():
    html = '<a href="https://m.example/tags/x">#Café</a>'
    tags = [{"name": "cafe"}, {"name": "extra"}, {"name": ""}]
    assert only(status(content=html, tags=tags)).hashtags == ("Café", "extra")


def test_mentions_have_a_host_too():
    people = [
        {"acct": "kim", "url": f"{HOST}/@kim"},
        {"acct": "jo@k.example", "url": "https://k.example/@jo"},
    ]
    assert only(status(mentions=people)).mentions == ("kim@markt.example", "jo@k.example")


def test_a_boost_carries_what_it_repeats():
    post = only(
        status(id="101", content="", reblog=status(mentions=[account("kim")]), in_reply_to_id="9")
    )
    assert (post.kind, post.repost_of, post.text, post.in_reply_to) == (
        Kind.REPOST,
        "100",
        "Vacature: kok",
        None,
    )
    assert (post.mentions, post.carried[0].id) == (("kim@markt.example",), "100")


def test_a_quote_counts_once_its_author_accepted_it():
    html = '<p class="quote-inline">RE: <a href="https://m.example/1">1</a><br></p><p>Wij ook</p>'
    accepted = only(
        status(content=html, quote={"state": "accepted", "quoted_status": status(id="50")})
    )
    assert (accepted.kind, accepted.quoted, accepted.text) == (Kind.QUOTE, "50", "Wij ook")
    assert (accepted.links, accepted.carried[0].id) == ((), "50")
    pending = only(status(quote={"state": "pending", "quoted_status": None}))
    assert (pending.kind, pending.quoted, pending.carried) == (Kind.ORIGINAL, None, ())
    shallow = only(status(quote={"state": "accepted", "quoted_status_id": "50"}))
    assert (shallow.quoted, shallow.carried) == ("50", ())


@pytest.mark.parametrize("quoted", [{"visibility": "private"}, {"content": None}])
def test_a_quoted_post_that_is_private_or_broken_is_not_carried(quoted):
    post = only(status(quote={"state": "accepted", "quoted_status": status(id="50", **quoted)}))
    assert (post.quoted, post.carried) == ("50", ())


@pytest.mark.parametrize("visibility", ["direct", "private"])
def test_private_posts_are_ignored(visibility):
    assert only(status(visibility=visibility)) == Ignored("private post")


def test_stream_events_are_read_in_both_wrappings():
    assert only({"event": "update", "payload": json.dumps(status())}).id == "100"
    assert only(
        {"event": "status.update", "payload": status(edited_at="2026-07-03T09:10:00Z")}
    ).edited_at
    assert only({"stream": ["public"], "event": "delete", "payload": "100"}) == Deleted(
        "100", "mastodon"
    )
    assert only({"event": "delete", "payload": 100}) == Deleted("100", "mastodon")
    assert only({"event": "filters_changed"}) == Ignored("filters_changed")
    assert only({"event": "update", "payload": "{"}) == Unreadable(3, "payload is not JSON")


def test_a_mention_brings_its_post_and_a_favourite_does_not():
    told = {"id": "1", "type": "mention", "account": account("kim"), "status": status()}
    assert only(told).id == "100"
    assert only({"event": "notification", "payload": json.dumps(told)}).id == "100"
    assert only(told | {"type": "favourite"}) == Ignored("notification")
    assert only(told | {"type": []}) == Ignored("notification")


def test_a_context_tells_its_conversation():
    reply = status(id="101", in_reply_to_id="100")
    (first,) = mastodon.events({"ancestors": [], "descendants": [reply]})
    assert (first.kind, first.conversation) == (Kind.REPLY, "100")
    both = list(mastodon.events({"ancestors": [status(id="90")], "descendants": [reply]}))
    assert [post.conversation for post in both] == ["90", "90"]
    assert list(mastodon.events({"ancestors": [], "descendants": []})) == []


def test_search_results_are_statuses():
    assert [
        post.id
        for post in mastodon.events({"accounts": [], "statuses": [status()], "hashtags": []})
    ] == ["100"]


@pytest.mark.parametrize(
    "change",
    [{"content": None}, {"id": None}, {"account": {}}, {"created_at": "2026-07-03T09:00:00"}],
)
def test_a_status_without_what_it_needs_is_unreadable(change):
    assert isinstance(only(status(**change)), Unreadable)


@pytest.mark.parametrize(
    "html",
    ["<![x[", "<a href>", "</a></p>", "&#xD800;", "<p class>", "<!--", "<a href=http://[>x</a>"],
)
def test_broken_html_is_read_as_far_as_it_goes(html):
    assert read_html(html, drop_quote=True).text.isprintable()
