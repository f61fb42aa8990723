"""A fair under way, as a desk sees it, on a screen or in lines: recorded, or live."""
