"""What a list or table shows of a long text: how it begins."""

LONGEST = 300
"""Characters of a post that are shown: a whole one of X or Bluesky, as most are."""

_LONGEST_WORD = 40


def excerpt(text: str) -> str:
    """Give a text; of a long one how it begins, cut between words where it has any there."""
    if len(text) <= LONGEST:
        return text
    start = text[: LONGEST - 1]
    last = start[-_LONGEST_WORD:].rsplit(maxsplit=1)
    end = len(last[1]) if len(last) == 2 and not start[-1].isspace() else 0
    return start[: len(start) - end].rstrip() + "…"
