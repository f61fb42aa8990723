"""What feeds gave, on its way in: told as facts, counted, and how far it was read."""
