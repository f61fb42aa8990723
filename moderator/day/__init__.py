"""A fair under way, as desk, plain mode and report see it: recorded, or live."""
