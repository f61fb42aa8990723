"""What is asked of X, how its rules are kept up among those of others, and what it costs."""

from datetime import timedelta

import pytest
from httpx import Headers
from hypothesis import given
from hypothesis import strategies as st

from feeds.base import FeedGone, Wanted
from feeds.catalog import live_feeds
from feeds.secret import Secret
from feeds.status import FeedState
from feeds.web.api import Answer
from feeds.x.rules import PATH as RULES
from feeds.x.rules import PER_RULE, RULE_LENGTH, Conversations, Rules, joined, terms
from feeds.x.search import earlier, id_at
from feeds.x.spend import Spend
from tests.clocks import NOON, HandClock, until
from tests.feeds.faults.x import TOKEN, XServer, table
from tests.feeds.live import WANTED, following


def test_hashtags_and_the_accounts_that_can_be_on_x_are_asked_for():
    wanted = Wanted(("fair", "not a tag", "bäume"), ("northcare", "jobs@care.example", "a.example"))

    assert terms(wanted) == ["#fair", "#bäume", "from:northcare"]


@given(st.lists(st.text("abc", min_size=1, max_size=40), max_size=60), st.integers(40, 120))
def test_terms_fit_in_texts_of_the_length_and_none_is_lost(parts, length):
    texts = joined(parts, length)

    assert all(len(text) <= length for text in texts)
    assert [part for text in texts for part in text.split(" OR ")] == parts


@given(st.lists(st.integers(10**18, 10**19 - 1), unique=True, max_size=300))
def test_a_thread_stays_in_its_rule_while_others_come(ids):
    threads = Conversations(rules=1000)
    before = []
    for ident in ids:
        threads.add(str(ident))
        rules = threads.rules()
        assert rules[: len(before) - 1] == before[:-1]
        assert all(len(rule) <= RULE_LENGTH for rule in rules)
        before = rules


def test_when_there_is_no_room_the_oldest_threads_are_let_go_and_counted():
    threads = Conversations(rules=2)
    for number in range(PER_RULE * 2 + 1):
        threads.add(str(number))

    assert threads.dropped == PER_RULE
    assert threads.rules()[0].startswith(f"conversation_id:{PER_RULE} ")
    assert len(threads.rules()) == 2


def test_the_first_replies_of_new_threads_are_asked_for_once_and_of_old_ones_never():
    threads = Conversations(rules=2)
    threads.add("1", is_new=False)
    threads.add("2")
    threads.add("2")
    threads.add("3")

    assert threads.newest(1) == ["conversation_id:2"]
    threads.asked(threads.newest(1))
    assert threads.newest(9) == ["conversation_id:3"]


def test_of_threads_that_are_let_go_the_first_replies_are_not_asked_for():
    threads = Conversations(rules=1)
    for number in range(PER_RULE + 1):
        threads.add(str(number))

    assert threads.newest(9) == [f"conversation_id:{PER_RULE}"]


def test_without_room_no_thread_is_followed():
    threads = Conversations(rules=0)
    threads.add("1")

    assert (threads.rules(), threads.newest(9)) == ([], [])


def test_an_id_tells_its_time():
    assert id_at(NOON) - id_at(NOON - timedelta(seconds=1)) == 1000 << 22
    assert earlier(id_at(NOON), timedelta(seconds=1)) == id_at(NOON - timedelta(seconds=1))


def page(*posts, users=()):
    includes = {"users": [{"id": user} for user in users]}
    return {"data": [{"id": post} for post in posts], "includes": includes}


def test_each_post_and_account_is_billed_once_a_day():
    spend = Spend(cap=25, post_price=0.005, user_price=0.01)
    spend.count(page("1", "2", users=["9"]), NOON)
    spend.count({"data": {"id": "2"}}, NOON)
    assert spend.usd == pytest.approx(0.02)

    spend.count(page("2"), NOON + timedelta(days=1))
    assert spend.usd == pytest.approx(0.025)


def test_a_page_is_never_larger_than_what_is_left_to_spend():
    spend = Spend(cap=1, post_price=0.01, user_price=0.01)
    assert spend.page() == 50
    spend.usd = 0.99
    assert spend.page() == 10
    assert Spend(cap=1, post_price=0, user_price=0).page() == 100


def test_at_the_cap_nothing_more_is_read():
    spend = Spend(cap=0.01, post_price=0.01, user_price=0)
    spend.check()
    spend.count(page("1"), NOON)

    with pytest.raises(FeedGone, match="raise spend_cap_usd"):
        spend.check()


async def test_rules_that_are_read_anew_while_some_are_taken_away_do_no_harm():
    class Busy:
        async def send(self, _method, _path, *, json):
            rules._ours.clear()
            return Answer(200, {"data": [{"id": "1", "value": "#fair"}]}, Headers())

    rules = Rules(Busy())
    await rules.set(["#fair"])
    rules._ours = {"#old": "1", "#older": "2"}
    await rules.set([])
    assert rules._ours == {}


def test_the_meter_remembers_no_more_than_it_has_to(monkeypatch):
    monkeypatch.setattr("feeds.x.spend.MOST", 3)
    spend = Spend(cap=100, post_price=1, user_price=0)
    for ident in ("1", "2", "3", "3", "4", "1"):
        spend.count(page(ident), NOON)
    assert (spend.usd, len(spend._billed)) == (5, 3)


async def test_to_connect_again_takes_no_change_of_rules_of_which_x_allows_few():
    clock = HandClock()
    async with XServer() as x, following(table(x), token=TOKEN, clock=clock) as taken:
        stream = await x.connected()
        await x.publish("Is the job still open? #fair")
        await taken.until_texts("Is the job still open? #fair")
        changes = len(x.requests(RULES, "POST"))
        stream.wire.abort()
        await until(lambda: taken.status.state is FeedState.RETRYING)
        await clock.turn(2)
        await x.connected(2)
        await until(lambda: taken.status.state is FeedState.CONNECTED)
        assert len(x.requests(RULES, "POST")) == changes
        await clock.turn(40)
        await until(lambda: len(x.requests(RULES, "POST")) > changes)


async def test_rules_are_set_beside_those_of_others_and_cleaned_up_at_the_end():
    async with XServer() as x:
        x.rules["1"] = {"id": "1", "value": "cats", "tag": "somebody else"}
        x.rules["2"] = {"id": "2", "value": "#oldfair", "tag": "moderator:fair"}
        async with following(table(x), token=TOKEN) as taken:
            await x.connected()
            values = [rule["value"] for rule in x.rules.values()]
            assert values == ["cats", "#fair OR #fairjobs OR from:northcare"]
            assert "rules of other programs on the same key: 1" in taken.status.notes
        assert [rule["value"] for rule in x.rules.values()] == ["cats"]


async def test_called_off_while_x_takes_rules_in_they_are_cleaned_up_too():
    async with XServer() as x:
        x.rules["1"] = {"id": "1", "value": "cats", "tag": "somebody else"}
        x.hangs = True
        async with following(table(x), token=TOKEN):
            await until(lambda: len(x.rules) > 1)
        assert [rule["value"] for rule in x.rules.values()] == ["cats"]


async def test_to_check_a_feed_leaves_the_rules_of_one_that_runs():
    async with XServer() as x, following(table(x), token=TOKEN) as taken:
        await x.connected()
        before = dict(x.rules)
        (other,) = live_feeds({"x": table(x, enabled=True)}, WANTED, lambda *_: Secret(TOKEN))
        await other.check()
        assert x.rules == before
        assert taken.status.state is FeedState.CONNECTED


async def test_rules_that_somebody_took_away_are_set_again():
    clock = HandClock()
    async with XServer() as x, following(table(x), token=TOKEN, clock=clock):
        await x.connected()
        before = [rule["value"] for rule in x.rules.values()]
        x.rules.clear()
        await clock.turn(40)
        await until(lambda: [rule["value"] for rule in x.rules.values()] == before)


async def test_frames_that_only_another_programs_rule_brought_are_counted_and_left_out():
    async with XServer() as x:
        x.rules["1"] = {"id": "1", "value": "#cats", "tag": "somebody else"}
        async with following(table(x), token=TOKEN) as taken:
            await x.connected()
            await x.publish("My #cats")
            await x.publish("A job #fair")
            await taken.until_texts("A job #fair")
            assert taken.status.filtered == 1


async def test_a_rule_that_another_program_has_already_does_as_well():
    async with XServer() as x:
        value = "#fair OR #fairjobs OR from:northcare"
        x.rules["1"] = {"id": "1", "value": value, "tag": "somebody else"}
        async with following(table(x), token=TOKEN) as taken:
            await x.connected()
            await x.publish("A job #fair")
            await taken.until_texts("A job #fair")
        assert list(x.rules) == ["1"]
