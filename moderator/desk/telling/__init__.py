"""The board as spoken lines, for who listens instead of looking: rests on news."""
