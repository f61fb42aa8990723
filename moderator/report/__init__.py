"""The day in figures: made of posts and cases, shown in the terminal or as JSON."""
