"""The journal: everything that happened at a fair, kept so that a restart goes on."""
