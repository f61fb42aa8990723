"""Which cases, posts and employers there are in a list, and how they stand: rests on words."""
