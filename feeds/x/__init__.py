"""X: the filtered stream, and search for what it left out."""
