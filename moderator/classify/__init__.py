"""Verdicts: what a post is for, read from its words and its place in the conversation."""
