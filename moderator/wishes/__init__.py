"""What a moderator wants done: what it takes, whether it makes sense, and what is outstanding."""
