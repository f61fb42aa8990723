"""What is known of each post, in which order, and where it is kept: rests on text."""
