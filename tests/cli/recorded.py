"""A post as recordings have it, for what is typed about it."""

POST = {
    "v": 1,
    "id": "1",
    "source": "x",
    "kind": "original",
    "author": "zorgnoord",
    "text": "Vacature: verpleegkundige wijkzorg, 24 uur #TB",
    "created_at": "2026-11-19T09:00:00Z",
}
