"""What the parser of JSON says of a line, as `reasons` knows it again."""

from moderator.words.language import N_

PARSING = (
    N_("Input is a zero-length, empty document"),
    N_("UTF-8 byte order mark (BOM) is not supported"),
    N_("depth limit exceeded"),
    N_("invalid UTF-8 encoding in string"),
    N_("invalid escaped sequence in string"),
    N_("invalid high surrogate in string"),
    N_("invalid literal, expected {word}"),
    N_("no digit after decimal point"),
    N_("no digit after exponent sign"),
    N_("no digit after sign"),
    N_("no low surrogate in string"),
    N_("number is infinity when parsed as double"),
    N_("number with leading zero is not allowed"),
    N_("str is not valid UTF-8: surrogates not allowed"),
    N_("trailing comma is not allowed"),
    N_("unexpected character, expected {one} or {other}"),
    N_("unexpected character, expected ':' after key"),
    N_("unexpected character, expected a JSON value"),
    N_("unexpected character, expected a string key"),
    N_("unexpected content after document"),
    N_("unexpected control character in string"),
    N_("unexpected end of data"),
)
