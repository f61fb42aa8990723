"""Bluesky: all posts of the network, of which the fair's are picked out."""
