"""The parts of the desk; each pulls what it shows from the day: rests on content and news."""
