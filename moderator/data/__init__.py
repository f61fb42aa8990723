"""What ships with the program: recordings and phrase tables."""
