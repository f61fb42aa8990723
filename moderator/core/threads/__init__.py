"""What hangs on what, and who wrote it, whatever came first: rests on posts."""
