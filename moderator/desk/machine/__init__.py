"""What the desk uses of the computer it runs on, terminal, browser, disk: rests on nothing."""
