"""Training a moderator: scenarios, attempts, and what an attempt is worth."""
