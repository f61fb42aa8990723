"""What others say, systems and libraries, as it fills in the sentences of the program.

Nobody calls for these: they stand here for the catalog, which lists them with what is `said`.
"""

from feeds.said import said

SYSTEM = (
    said("[Errno {number}] {why}"),
    said("[code:{number}] {why}"),
    said("Connection refused"),
    said("Connection reset by peer"),
    said("Connection timed out"),
    said("Operation timed out"),
    said("Network is unreachable"),
    said("No route to host"),
    said("Name or service not known"),
    said("Temporary failure in name resolution"),
    said("Bad user name or password"),
    said("Not authorized"),
    said("Permission denied"),
    said("Operation not permitted"),
    said("File exists"),
    said("No such file or directory"),
    said("Not a directory"),
    said("Is a directory"),
    said("Read-only file system"),
    said("No space left on device"),
    said("Disk quota exceeded"),
    said("Input/output error"),
    said("attempt to write a readonly database"),
    said("disk I/O error"),
    said("must be '{names}' or '{name}'"),
)
PARSING = (
    said("Input is a zero-length, empty document"),
    said("UTF-8 byte order mark (BOM) is not supported"),
    said("depth limit exceeded"),
    said("invalid UTF-8 encoding in string"),
    said("invalid escaped sequence in string"),
    said("invalid high surrogate in string"),
    said("invalid literal, expected {word}"),
    said("no digit after decimal point"),
    said("no digit after exponent sign"),
    said("no digit after sign"),
    said("no low surrogate in string"),
    said("number is infinity when parsed as double"),
    said("number with leading zero is not allowed"),
    said("str is not valid UTF-8: surrogates not allowed"),
    said("trailing comma is not allowed"),
    said("unexpected character, expected {one} or {other}"),
    said("unexpected character, expected ':' after key"),
    said("unexpected character, expected a JSON value"),
    said("unexpected character, expected a string key"),
    said("unexpected content after document"),
    said("unexpected control character in string"),
    said("unexpected end of data"),
)
"""What the parser of JSON says of a line."""

TYPED = (
    said("Missing argument {name}."),
    said("No such command {typed}."),
    said("No such command {typed}. Did you mean {names}?"),
    said("No such option: {typed}"),
    said("No such option: {typed} (Possible options: {names})"),
    said("Option {name} does not take a value."),
    said("Got unexpected extra argument(s) ({typed})"),
    said("Invalid value for {name}: {why}"),
    said("path {typed} is not readable."),
    said("Input should be a valid integer, unable to parse string as an integer"),
    said("Unable to parse input string as an integer, exceeded maximum size"),
    said("Input should be greater than or equal to {least}"),
    said("Input should be less than or equal to {most}"),
    said("{shell} completion installed in {path}"),
    said("Completion will take effect once you restart the terminal"),
    said("Shell {shell} is not supported."),
    said("Shell {shell} not supported."),
)
"""What Typer and pydantic say of what was typed."""
