"""How much of a post is told in one breath, to who listens."""

LONGEST = 500
"""Characters of a post, where it comes in; `show` tells all of them."""

IN_A_LIST = 120
"""Characters of the question in each line of a list: enough to know the case again."""


def beginning(words: str, most: int = LONGEST) -> str:
    """Give words that one can listen to: of those that are too many, how they begin."""
    if len(words) <= most:
        return words
    head, _, _ = words[:most].rpartition(" ")
    return f"{head or words[:most]}…"
