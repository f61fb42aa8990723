"""The reconstruction of 3 July 2012 has exactly the counts that were published."""

import gzip
import tomllib
from collections import Counter
from datetime import timedelta
from itertools import chain
from pathlib import Path

from corpus.check import check
from corpus.record import lines
from corpus.wording import IN_2012, shortened
from moderator.learning.fair import moment, read

ROOT = Path(__file__).parents[2]
FILE = ROOT / "corpus/fairs/tbnn-2012.json"
RECORDINGS = ROOT / "moderator/data/recordings"
FAIR = read(FILE)
POSTS = list(FAIR.posts.values())
OWN_WORDS = [post for post in POSTS if not post.repost_of]
PUBLISHED = {"promotion": 220, "vacancy": 96, "question": 1, "broken_link": 1, "reaction": 1}
CHATTER = {"other", "candidate", "spam"}


def with_label(label):
    return [post for post in OWN_WORDS if post.label == label]


def replies_to(post):
    return [reply for reply in POSTS if reply.reply_to == post.id]


def test_the_counts_are_the_published_ones():
    counts = Counter(post.label for post in OWN_WORDS)
    chatter = sum(counts.pop(label) for label in CHATTER)
    assert (len(POSTS), len(POSTS) - len(OWN_WORDS), chatter) == (639, 240, 80)
    assert counts == PUBLISHED


def test_nothing_is_wrong_with_the_fair():
    assert check(FILE) == []


def test_just_the_vacancies_say_vacature_in_what_a_reader_sees():
    saying = [p.label for p in OWN_WORDS if "vacature" in shortened(p.text, IN_2012).lower()]
    assert saying == ["vacancy"] * 96


def test_every_post_has_the_hashtag():
    assert all("#tbnn" in post.text.lower() for post in POSTS)


def test_some_reposts_were_typed_by_hand():
    assert sum(post.by_hand for post in POSTS) == 25


def test_only_the_question_the_report_and_the_reaction_are_replies():
    replying = Counter(post.label for post in POSTS if post.reply_to)
    assert replying == {"question": 1, "broken_link": 1, "reaction": 1}


def test_nobody_reposts_or_answers_the_question_and_the_report():
    needs = [*with_label("question"), *with_label("broken_link")]
    assert not list(chain.from_iterable(map(replies_to, needs)))
    assert not {post.repost_of for post in POSTS} & {post.id for post in needs}
    askers = [f"@{post.author}".lower() for post in needs]
    assert not [post for post in POSTS if any(asker in post.text.lower() for asker in askers)]


def test_the_question_and_the_report_are_addressed_to_an_employers_vacancy():
    for post in (*with_label("question"), *with_label("broken_link")):
        vacancy = FAIR.posts[post.reply_to]
        assert vacancy.label == "vacancy"
        assert FAIR.author(vacancy).side == "employer"
        assert post.text.startswith(f"@{vacancy.author} ")


def test_the_day_runs_from_half_past_eight_to_five_with_its_peak_at_ten():
    dutch = [post.at + timedelta(hours=2) for post in POSTS]
    by_hour = Counter(at.hour for at in dutch)
    assert (dutch[0].hour, dutch[0].minute, dutch[-1].hour) == (8, 30, 17)
    assert by_hour.most_common(1)[0][0] == 10
    assert by_hour[12] < by_hour[11] < by_hour[10]
    assert moment("2012-07-03T00:00:00Z").date() == dutch[0].date() == dutch[-1].date()


def test_more_than_a_hundred_accounts_take_part():
    assert len({post.author for post in POSTS}) == len(FAIR.accounts) == 117


def test_the_recording_is_what_the_builder_makes():
    shipped = gzip.decompress((RECORDINGS / "tbnn-2012.jsonl.gz").read_bytes())
    assert shipped == lines(FAIR, "x_v1")


def test_the_configuration_lists_the_organisations_with_several_accounts():
    config = tomllib.loads((RECORDINGS / "tbnn-2012.toml").read_text(encoding="utf-8"))
    handles: dict[tuple[str, str], set[str]] = {}
    for account in FAIR.accounts.values():
        if account.org:
            handles.setdefault((account.side, account.org), set()).add(account.handle)
    several = {org: names for (side, org), names in handles.items() if len(names) > 1}
    organiser = several.pop("Banenloket Noord")
    assert {org: set(names) for org, names in config["employers"].items()} == several
    assert set(config["fair"]["organiser"]) == organiser
    assert config["report"]["terms"] == ["vacature"]
