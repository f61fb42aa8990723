"""Opens a link in the moderator's own browser."""

from moderator.words.safe import safe

IN_THE_TERMINAL = {"www-browser", "links", "elinks", "lynx", "w3m"}
"""Browsers that would draw over the desk."""


def browse(link: str) -> bool:
    """Give whether the link is being opened; False where no browser has a window for it."""
    if not is_web_link(link):
        return False
    import webbrowser  # noqa: PLC0415 - the desk is drawn sooner without it

    try:
        browser = webbrowser.get()
    except webbrowser.Error:
        return False
    name = getattr(browser, "name", "")
    return name not in IN_THE_TERMINAL and browser.open(link)


def is_web_link(link: str) -> bool:
    """Give whether it is a clean link to a page, and nothing else that a browser would do."""
    return link.startswith(("https://", "http://")) and safe(link) == link and " " not in link
