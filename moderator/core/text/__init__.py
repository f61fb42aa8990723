"""What a text or a link tells by itself, whoever wrote it: rests on nothing."""
