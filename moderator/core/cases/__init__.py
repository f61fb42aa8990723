"""What came of each need, and what still wants an answer: rests on speech."""
