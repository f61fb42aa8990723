"""What is said of acts, cases and what came in, on any screen: rests on keys and lists."""
