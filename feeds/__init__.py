"""Sources of posts: formats that are read, and feeds that deliver them."""
