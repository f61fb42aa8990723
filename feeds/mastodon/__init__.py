"""Mastodon: the streams of hashtags on one server or several."""
