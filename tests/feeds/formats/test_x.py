from datetime import UTC, datetime

import pytest

from feeds.formats import x_v1, x_v2
from feeds.formats.x_v1 import exact_id
from feeds.post import Deleted, Ignored, Kind, Post, Unreadable

ZORG = {"id": "7", "username": "zorgdal", "name": "Zorg &amp; Dal", "description": "Wij zoeken jou"}
ANOUK = {"id": "8", "username": "anouk_w", "name": "Anouk"}


def tweet(**changes):
    base = {
        "id": "100",
        "author_id": "7",
        "text": "Vacature: kok in Assen",
        "created_at": "2026-07-03T09:00:00.000Z",
    }
    return base | changes


def frame(data, *others):
    return {"data": data, "includes": {"users": [ZORG, ANOUK], "tweets": list(others)}}


def only(payload, read=x_v2.events):
    (event,) = read(payload, 3)
    return event


def url(expanded, **changes):
    return {"start": 0, "end": 5, "url": "https://t.co/a", "expanded_url": expanded} | changes


def status(**changes):
    base = {
        "id": 100,
        "id_str": "100",
        "text": "Vacature: kok in Assen",
        "created_at": "Tue Jul 03 09:05:00 +0200 2012",
        "user": {"id": 7, "id_str": "7", "screen_name": "zorgdal", "name": "Zorgdal"},
    }
    return base | changes


def test_a_frame_gives_its_post_with_author_and_time():
    post = only(frame(tweet(lang="nl", conversation_id="99")))
    assert post.kind is Kind.ORIGINAL
    assert (post.author.handle, post.author.name, post.author.id) == ("zorgdal", "Zorg & Dal", "7")
    assert post.author.bio == "Wij zoeken jou"
    assert post.created_at == datetime(2026, 7, 3, 9, tzinfo=UTC)
    assert (post.lang, post.conversation) == ("nl", "99")


def test_entities_in_text_are_unescaped_just_once():
    assert only(frame(tweet(text="R&amp;D &amp;lt; HR"))).text == "R&D &lt; HR"


def test_a_long_post_is_whole_with_the_entities_of_its_note():
    note = {"text": "Lang verhaal #TBNN", "entities": {"hashtags": [{"tag": "TBNN"}]}}
    post = only(
        frame(tweet(text="Lang…", note_tweet=note, entities={"urls": [url("https://a.example")]}))
    )
    assert (post.text, post.hashtags) == ("Lang verhaal #TBNN", ("TBNN",))
    assert post.links == ("https://a.example",)


def test_a_retweet_carries_what_it_repeats():
    original = tweet(
        id="50",
        author_id="8",
        text="Hele tekst @kok https://t.co/a #TBNN",
        entities={
            "urls": [url("https://werk.example/1"), url("https://x.com/anouk_w/status/50/photo/1")],
            "hashtags": [{"tag": "TBNN"}],
            "mentions": [{"username": "kok"}],
        },
    )
    post = only(
        frame(
            tweet(
                text="RT @anouk_w: Hele tek…", referenced_tweets=[{"type": "retweeted", "id": "50"}]
            ),
            original,
        )
    )
    assert post.kind is Kind.REPOST
    assert (post.repost_of, post.text) == ("50", original["text"])
    assert post.links == ("https://werk.example/1",)
    assert (post.hashtags, post.mentions) == (("TBNN",), ("kok",))
    assert [other.id for other in post.carried] == ["50"]


def test_a_retweet_without_its_original_does_not_mention_whom_it_repeats():
    marks = {"mentions": [{"start": 3, "username": "anouk_w"}, {"start": 20, "username": "kok"}]}
    refs = [{"type": "retweeted", "id": "50"}]
    post = only(frame(tweet(text="RT @anouk_w: hoi @kok", entities=marks, referenced_tweets=refs)))
    assert (post.mentions, post.carried) == (("kok",), ())


def test_a_reply_that_quotes_is_a_reply_and_carries_both():
    refs = [{"type": "quoted", "id": "51"}, {"type": "replied_to", "id": "50"}]
    marks = {
        "urls": [
            url("https://twitter.com/anouk_w/status/51"),
            url("https://twitter.com/i/web/status/100"),
        ]
    }
    post = only(
        frame(tweet(referenced_tweets=refs, entities=marks), tweet(id="50"), tweet(id="51"))
    )
    assert (post.kind, post.in_reply_to, post.quoted) == (Kind.REPLY, "50", "51")
    assert [other.id for other in post.carried] == ["50", "51"]
    assert post.links == ()


def test_a_quote_is_a_quote():
    post = only(frame(tweet(referenced_tweets=[{"type": "quoted", "id": "51"}])))
    assert (post.kind, post.quoted) == (Kind.QUOTE, "51")


def test_a_link_to_another_post_is_shared():
    link = "https://x.com/kok/status/77"
    assert only(frame(tweet(entities={"urls": [url(link), url(link)]}))).links == (link,)


def test_a_cut_off_link_is_no_link():
    marks = {"urls": [url(None, url="https://t.co/7a2…"), url("javascript:alert(1)")]}
    assert only(frame(tweet(entities=marks))).links == ()


def test_an_edit_names_all_its_versions():
    post = only(frame(tweet(edit_history_tweet_ids=["99", "100"])))
    assert (post.versions, post.canonical_id) == (("99", "100"), "99")


def test_an_author_who_did_not_come_along_is_known_by_number():
    assert only({"data": tweet(author_id="12")}).author.handle == "12"


def test_a_bad_post_in_a_page_costs_just_itself():
    page = frame([tweet(), tweet(created_at="gisteren"), 5, tweet(id="101")])
    events = list(x_v2.events(page, 4))
    assert [type(event) for event in events] == [Post, Unreadable, Unreadable, Post]
    assert events[1] == Unreadable(4, "item 2: date cannot be read: 'gisteren'")


def test_the_posts_of_a_page_are_apart_each_with_what_it_refers_to():
    asked = tweet(id="90", author_id="8", text="Nog vrij?")
    answer = tweet(referenced_tweets=[{"type": "replied_to", "id": "90"}])
    edited = tweet(id="101", edit_history_tweet_ids=["99", "101"])
    first = tweet(id="99", text="Vacature: kok in Asen")
    page = frame([answer, 5, edited], asked, first)
    assert list(x_v2.frames(page)) == [
        {"data": answer, "includes": {"tweets": [asked], "users": [ZORG, ANOUK]}},
        {"data": edited, "includes": {"tweets": [first], "users": [ZORG]}},
    ]
    whole = [event for event in x_v2.events(page) if isinstance(event, Post)]
    assert [only(each) for each in x_v2.frames(page)] == whole


@pytest.mark.parametrize("lost", ["id", "author_id", "created_at"])
def test_a_post_without_what_it_needs_is_unreadable(lost):
    data = tweet()
    del data[lost]
    assert isinstance(only({"data": data}), Unreadable)


def test_a_reference_that_cannot_be_read_is_left_out():
    refs = [{"type": "quoted", "id": "51"}]
    post = only(frame(tweet(referenced_tweets=refs), tweet(id="51", created_at="nooit")))
    assert (post.quoted, post.carried) == ("51", ())


def test_a_flattened_post_holds_its_authors_and_references_itself():
    original = tweet(id="50", author_id="8", author=ANOUK, text="Hele tekst")
    post = only(tweet(author=ZORG, referenced_tweets=[original | {"type": "retweeted"}]))
    assert (post.author.handle, post.text) == ("zorgdal", "Hele tekst")
    assert post.carried[0].author.handle == "anouk_w"


def test_deletions_come_from_the_stream_and_from_compliance_jobs():
    event = {"delete": {"tweet": {"id": "5"}, "event_at": "2026-07-03T09:00:00Z"}}
    assert only({"data": event}) == Deleted("5", "x", datetime(2026, 7, 3, 9, tzinfo=UTC))
    assert only({"data": {"delete": {"tweet": {"id": "5"}}, "event_at": "2026-07-03T09:00:00Z"}}).at
    assert only({"id": "5", "action": "delete", "created_at": "2026-07-03T09:00:00Z"}) == Deleted(
        "5", "x"
    )
    assert only({"id": "5", "action": "delete", "reason": "scrub_geo"}) == Ignored(
        "compliance event"
    )


@pytest.mark.parametrize(
    "payload",
    [
        {"data": [{"username": "a", "id": "1"}]},
        {"data": [{"tweet_count": 3}]},
        {"meta": {"result_count": 0}},
        {"errors": [{"title": "operational-disconnect"}]},
        {"data": {"scrub_geo": {"user": {"id": "1"}}}},
    ],
)
def test_what_is_no_post_is_ignored(payload):
    assert isinstance(only(payload), Ignored)


def test_an_object_that_nobody_knows_is_unreadable():
    assert only({"data": {"id": "1"}}) == Unreadable(3, "no text")


def test_a_classic_status_gives_its_post():
    post = only(status(lang="nl"), x_v1.events)
    assert (post.id, post.source, post.author.handle, post.author.id) == (
        "100",
        "x",
        "zorgdal",
        "7",
    )
    assert post.created_at == datetime(2012, 7, 3, 7, 5, tzinfo=UTC)
    assert post.conversation is None


def test_an_extended_status_is_whole():
    extended = {
        "full_text": "Hele &lt;tekst&gt; #TBNN",
        "entities": {"hashtags": [{"text": "TBNN"}]},
    }
    post = only(status(truncated=True, extended_tweet=extended), x_v1.events)
    assert (post.text, post.hashtags) == ("Hele <tekst> #TBNN", ("TBNN",))
    whole = status(full_text="Hele tekst")
    del whole["text"]
    assert only(whole, x_v1.events).text == "Hele tekst"


def test_a_classic_retweet_carries_what_it_repeats():
    original = status(
        id=50, id_str="50", text="Hele tekst", entities={"urls": [url("https://werk.example")]}
    )
    post = only(
        status(text="RT @zorgdal: Hele…", retweeted_status=original, quoted_status_id_str="9"),
        x_v1.events,
    )
    assert (post.kind, post.repost_of, post.text) == (Kind.REPOST, "50", "Hele tekst")
    assert (post.links, post.quoted, post.carried[0].id) == (("https://werk.example",), None, "50")


def test_a_retweet_of_something_broken_keeps_its_own_text():
    post = only(status(retweeted_status={"id": 50}), x_v1.events)
    assert (post.kind, post.text, post.carried) == (Kind.REPOST, "Vacature: kok in Assen", ())


def test_classic_replies_and_quotes_keep_their_references():
    mentions = {"user_mentions": [{"screen_name": "kok"}]}
    reply = only(status(in_reply_to_status_id_str="50", entities=mentions), x_v1.events)
    assert (reply.kind, reply.in_reply_to, reply.mentions) == (Kind.REPLY, "50", ("kok",))
    quote = only(
        status(quoted_status_id_str="51", quoted_status=status(id=51, id_str="51")), x_v1.events
    )
    assert (quote.kind, quote.quoted, quote.carried[0].id) == (Kind.QUOTE, "51", "51")


def test_of_two_ids_the_one_that_was_not_rounded_holds():
    rounded = {"id": 1251257941510041604, "id_str": "1251257941510041600"}
    assert exact_id(rounded, "id") == "1251257941510041604"
    assert (
        exact_id({"id": 1251257941510041600, "id_str": "1251257941510041604"}, "id")
        == "1251257941510041604"
    )


def test_classic_deletions_tell_when_if_they_can():
    gone = {"delete": {"status": {"id_str": "5"}, "timestamp_ms": "1341306300000"}}
    assert only(gone, x_v1.events) == Deleted("5", "x", datetime(2012, 7, 3, 9, 5, tzinfo=UTC))
    assert only({"delete": {"status": {"id": 5}}}, x_v1.events) == Deleted("5", "x")
    assert isinstance(only({"delete": {"direct_message": {}}}, x_v1.events), Ignored)


def test_search_results_and_stream_messages_are_known():
    assert [e.id for e in x_v1.events({"statuses": [status()]})] == ["100"]
    assert isinstance(only({"limit": {"track": 9}}, x_v1.events), Ignored)


@pytest.mark.parametrize(
    "date",
    [
        "",
        None,
        5,
        "Tue Jul 03 09:05:00 2012",
        "Tue Jul 32 09:05:00 +0000 2012",
        "Tue Xyz 03 09:05:00 +0000 2012",
        "Mon Jan 01 00:00:00 +1400 0001",
    ],
)
def test_a_status_with_an_impossible_date_is_unreadable(date):
    assert isinstance(only(status(created_at=date), x_v1.events), Unreadable)


def test_a_status_without_text_is_unreadable():
    assert only(status(text=None), x_v1.events) == Unreadable(3, "no text")
