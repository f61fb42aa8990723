"""What a screen is shown of it: lines, counts, the order of the queue; rests on cases."""
