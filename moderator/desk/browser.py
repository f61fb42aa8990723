"""Opens a link in the moderator's own browser."""

import webbrowser

from moderator.safe import safe

IN_THE_TERMINAL = {"www-browser", "links", "elinks", "lynx", "w3m"}
"""Browsers that would draw over the desk."""


def browse(link: str) -> bool:
    """Give whether the link is being opened; False where no browser has a window for it."""
    if not link.startswith(("https://", "http://")) or safe(link) != link or " " in link:
        return False
    try:
        browser = webbrowser.get()
    except webbrowser.Error:
        return False
    name = getattr(browser, "name", "")
    return name not in IN_THE_TERMINAL and browser.open(link)
