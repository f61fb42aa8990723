"""The desk in a browser: one fair, and a desk for everybody who opens the page."""
