"""What is measured, and against what: a line of JSON for each figure."""
