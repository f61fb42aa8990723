"""Pages for a browser or the printer that stand by themselves, and their charts."""
