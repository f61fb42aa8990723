"""The pure heart: facts go in, changes come out, and nothing else happens."""
