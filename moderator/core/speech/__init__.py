"""Which need a post speaks to, and what it says there: rests on needs."""
