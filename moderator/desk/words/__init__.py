"""What things are called at the desk, and how times and numbers are put: rests on nothing."""
