"""How a fair ends of which the engine cannot go on."""

from moderator.words.language import N_

FAILED = N_("the fair's engine failed: start again, everything goes on where it was")


class EngineFailed(Exception):
    """The engine broke off halfway; nothing goes in any more, and the program has to start anew."""

    def __init__(self) -> None:
        super().__init__(FAILED)
