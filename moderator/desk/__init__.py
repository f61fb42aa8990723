"""What the moderator sees and touches: the desk, and the same board as lines of text."""
