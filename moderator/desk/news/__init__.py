"""What a moderator must hear unasked, each thing once: rests on sentences."""
