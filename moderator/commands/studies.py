"""`classify` and `cases`: a recording taken in whole, and what came of it."""

import asyncio
import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from feeds.post import Post
from feeds.said import said
from moderator.commands.bulletin import in_words, work_done
from moderator.commands.judges import judges
from moderator.commands.setup import Exit, Overrides, complain, complaints, configured, ended
from moderator.config.models import Config
from moderator.core.labels import Label
from moderator.core.posts.node import key_of
from moderator.intake.content import lack
from moderator.report.board import as_document
from moderator.study import Study, study


def classify(recording: str, overrides: Overrides) -> int:
    """Print a verdict a line; the exit code."""
    studied, _ = read(recording, overrides)
    printed = set[tuple[str, str]]()
    for post in studied.posts:
        if (post.source, post.id) not in printed:
            printed.add((post.source, post.id))
            _print(_verdict(studied, post))
    return account_for(studied)


def cases(recording: str, overrides: Overrides) -> int:
    """Print the final board; the exit code."""
    studied, _ = read(recording, overrides)
    _print(as_document(studied.engine, studied.clock))
    return account_for(studied)


def read(recording: str, overrides: Overrides) -> tuple[Study, Config]:
    """A recording taken in whole, and the configuration that applied."""
    with complaints():
        path, config = configured(recording, overrides)
        fair = config.to_fair()
        return asyncio.run(study(path, fair, judges(config, fair, patient=True))), config


def account_for(studied: Study) -> int:
    """Say on standard error what was wrong, and where everything went; the exit code."""
    code = own_up(studied)
    complain(in_words(studied.accounting))
    for line in work_done(studied.work):
        complain(line)
    return code


def own_up(studied: Study) -> Exit:
    """Say on standard error what was wrong with what was taken in; the exit code."""
    code = ended(studied.problems, [*studied.notes, *_strangers(studied)])
    if lacking := lack(studied.accounting):
        complain(lacking)
        return Exit.WRONG_INPUT
    return code


def _strangers(studied: Study) -> Iterator[str]:
    """That no post has the fair's hashtag, where that is so: it may be another fair's."""
    tags = studied.engine.fair.hashtags
    wanted = {tag.casefold() for tag in tags}
    if tags and studied.posts and not any(_tags(post) & wanted for post in studied.posts):
        yield said("no post has #{hashtag}: is that this fair's hashtag?", hashtag=tags[0])


def _tags(post: Post) -> set[str]:
    return {tag.casefold() for tag in post.hashtags}


def _verdict(studied: Study, post: Post) -> dict[str, Any]:
    """What a post is; a repost has the verdict of the post that it repeats."""
    own = studied.engine.line(key_of(post.source, post.id))
    line = (studied.engine.repeated(own.key) or own) if own else None
    verdict = line.verdict if line else None
    by_hand = line.post.id if line is not own and line else None
    return {
        "id": post.id,
        "label": verdict.label if verdict else Label.OTHER,
        "confidence": round(verdict.confidence, 4) if verdict else 0.0,
        "substance": verdict.substance if verdict else None,
        "repost_of": post.repost_of or by_hand,
        "because": [asdict(reason) for reason in verdict.because] if verdict else [],
    }


def _print(row: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")
