"""A live source made into a feed that survives what happens to it."""
