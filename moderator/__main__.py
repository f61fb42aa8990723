"""`python -m moderator` is `moderator`."""

from moderator.cli import main

if __name__ == "__main__":
    main()
