"""The looks of the desk: dark, light, high contrast, and without any colour.

What is late, due and done is told apart with every kind of colour blindness, and
stands in words as well. The tests hold every pair of text and ground to WCAG 2.2 AA,
high contrast to AAA.
"""

from textual.theme import Theme

from moderator.words.language import N_

BY_STYLE = {
    "row-style": "reverse",
    "block-cursor-text-style": "bold reverse",
    "block-cursor-blurred-text-style": "reverse",
    "block-cursor-background": "#000000",
    "block-cursor-foreground": "#ffffff",
    "input-cursor-text-style": "reverse",
    "input-selection-background": "#000000",
}
"""What colours tell elsewhere, told by reversing."""


def _theme(
    name: str, inks: dict[str, str], *, dark: bool, styles: dict[str, str] | None = None
) -> Theme:
    """A theme of which every ink that text has is given, rather than derived."""
    return Theme(
        name=name,
        primary=inks["primary"],
        secondary=inks["muted"],
        accent=inks["warning"],
        foreground=inks["foreground"],
        background=inks["background"],
        surface=inks["panel"],
        panel=inks["panel"],
        success=inks["success"],
        warning=inks["warning"],
        error=inks["error"],
        dark=dark,
        variables={
            "text": inks["foreground"],
            "muted": inks["muted"],
            "line": inks["line"],
            "row": inks["row"],
            "row-style": "none",
            **(styles or {}),
        },
    )


DARK = _theme(
    "desk-dark",
    {
        "foreground": "#d5d9e0",
        "background": "#14171c",
        "panel": "#20252d",
        "row": "#2c3a4b",
        "muted": "#a3abb8",
        "line": "#4a5462",
        "primary": "#85b4e0",
        "success": "#63c3ea",
        "warning": "#e9b949",
        "error": "#ff8a5c",
    },
    dark=True,
)
LIGHT = _theme(
    "desk-light",
    {
        "foreground": "#1f2329",
        "background": "#faf9f5",
        "panel": "#eceae3",
        "row": "#d3e2f2",
        "muted": "#525963",
        "line": "#b3ae9f",
        "primary": "#1f4f82",
        "success": "#005a8c",
        "warning": "#7a4b00",
        "error": "#b0004e",
    },
    dark=False,
)
CONTRAST = _theme(
    "desk-contrast",
    {
        "foreground": "#ffffff",
        "background": "#000000",
        "panel": "#000000",
        "row": "#00305c",
        "muted": "#e6e6e6",
        "line": "#ffffff",
        "primary": "#a8d8ff",
        "success": "#8fe3ff",
        "warning": "#ffdd55",
        "error": "#ffb28f",
    },
    dark=True,
)
COLOURLESS = _theme(
    "desk-colourless",
    {
        "foreground": "#ffffff",
        "background": "#000000",
        "panel": "#000000",
        "row": "#000000",
        "muted": "#ffffff",
        "line": "#ffffff",
        "primary": "#ffffff",
        "success": "#ffffff",
        "warning": "#ffffff",
        "error": "#ffffff",
    },
    dark=True,
    styles=BY_STYLE,
)
THEMES = (DARK, LIGHT, CONTRAST, COLOURLESS)
NAMES = {
    DARK.name: N_("dark"),
    LIGHT.name: N_("light"),
    CONTRAST.name: N_("high contrast"),
    COLOURLESS.name: N_("without colour"),
}


def after(name: str) -> str:
    """Give the theme that comes after one; after the last, the first."""
    names = [theme.name for theme in THEMES]
    return names[(names.index(name) + 1) % len(names)] if name in names else names[0]
