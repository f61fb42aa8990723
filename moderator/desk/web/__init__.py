"""The desk in a browser, one for everybody who opens the page of a fair: rests on app."""
