"""Formats of posts: what a platform or tool writes, turned into events.

Each module has `events(payload, line)`: pure, total, one payload in and its
events out. What cannot be read becomes `Unreadable` and costs just that post.
"""
