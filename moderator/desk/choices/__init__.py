"""What can be chosen where an act first asks, by key or by typing: rests on words."""
