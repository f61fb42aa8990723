"""A case or a post as lines to be drawn, clean whatever it holds: rests on sentences."""
