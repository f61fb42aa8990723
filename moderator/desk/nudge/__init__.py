"""What a nudge says, and how a platform takes it: rests on words."""
