"""Moderator: shows which questions at an online job fair still lack an answer."""
