"""What is recorded in tests: posts as they arrive, and how they are read back."""

from datetime import timedelta

from feeds.base import Batch
from feeds.post import Author, Kind, Post
from feeds.recordings.recording import open_recording
from tests.fakes import START


def a_post(number, text="Vacature: kok in Assen #banen"):
    return Post(
        id=str(number),
        source="mastodon",
        kind=Kind.ORIGINAL,
        author=Author("kok@banen.example", "De Kok", "7"),
        text=text,
        created_at=START + timedelta(seconds=number),
    )


def arrived(*numbers, raw=b""):
    """These posts as one batch of one feed, which says where it is after them."""
    events = tuple(map(a_post, numbers))
    position = f"after {numbers[-1]}"
    return [("mastodon", Batch(events, position, raw=(raw,) * len(events)))]


def read(folder):
    with open_recording(folder) as recording:
        return list(recording), recording.notes
