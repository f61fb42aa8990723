"""Outside text made fit for a terminal: the only door through which it comes in."""

import re
import unicodedata

LONGEST = 25_000
"""Characters of one post that are shown: X allows as many, and others fewer."""

MARKS = 2
"""Combining marks that one letter keeps: enough for every living script."""

_REGIONAL_A = 0x1F1E6
_GAPS = re.compile(r"\r\n|[\t\n\v\f\r\x1c-\x1f\x85\u2028\u2029]")
_EMPTY = re.compile(r"\n(?: *\n){2,}")
_PLAIN = re.compile(r"[ -~]*")


def safe(text: str, *, lines: bool = False) -> str:
    """Give the text without anything that could steer, flood or misalign a screen.

    Control and format characters (escape, bidi overrides, zero-width) go,
    breaks become spaces, or stay line feeds with `lines`. Joined emoji come apart, flags
    become letters and skin tones go, since terminals disagree on their widths: of a thumb
    with its tone some make two cells, others four.
    Applying it twice changes nothing.
    """
    if len(text) > LONGEST:
        text = text[: LONGEST - 1] + "…"
    if _PLAIN.fullmatch(text):
        return text
    text = _GAPS.sub("\n" if lines else " ", text)
    text = _EMPTY.sub("\n\n", text)
    text = "".join(_shown(character) for character in text)
    return _thinned(unicodedata.normalize("NFC", text))


def _shown(character: str) -> str:
    code = ord(character)
    if character == "\n":
        return character
    if 0x1F3FB <= code <= 0x1F3FF or 0xFE00 <= code <= 0xFE0F:
        return ""
    if _REGIONAL_A <= code < _REGIONAL_A + 26:
        return chr(code - _REGIONAL_A + ord("A"))
    match unicodedata.category(character):
        case "Cc" | "Cf":
            return ""
        case "Zs":
            return " "
        case "Cn" | "Co" | "Cs":
            return "\N{REPLACEMENT CHARACTER}"
        case _:
            return character


def _thinned(text: str) -> str:
    """Give the text with at most `MARKS` combining marks in a row."""
    kept: list[str] = []
    run = 0
    for character in text:
        run = run + 1 if unicodedata.category(character).startswith("M") else 0
        if run <= MARKS:
            kept.append(character)
    return "".join(kept)
