"""The desk, and the small screens that open on top of it: rests on choices and panels."""
