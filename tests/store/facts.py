"""When the facts are that journals keep in tests, and of which link."""

from datetime import UTC, datetime, timedelta

MINUTE = timedelta(minutes=1)
NOON = datetime(2026, 5, 12, 10, tzinfo=UTC)
LINK = "https://werk.zuiderdiep.example.nl/77"
