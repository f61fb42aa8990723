"""The desk, and the screens that stand in its place: rests on boxes and panels."""
