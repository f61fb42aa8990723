"""How a fair ends of which the engine cannot go on."""

from feeds.said import said

FAILED = said("the fair's engine failed: start again, everything goes on where it was")


class EngineFailed(Exception):
    """The engine broke off halfway; nothing goes in any more, and the program has to start anew."""

    def __init__(self) -> None:
        super().__init__(FAILED)
