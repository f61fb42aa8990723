"""Who speaks for whom, and whom a text names: rests on threads."""
