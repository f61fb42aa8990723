import pytest

from moderator.desk.machine.browser import browse


@pytest.mark.parametrize(
    "link",
    [
        "file:///etc/passwd",
        "javascript:alert(1)",
        "--help",
        "https://kwaad.example/\x1b[2J",
        "https://kwaad.example/ --flag",
        "",
    ],
)
def test_only_clean_web_links_reach_a_browser(link):
    assert not browse(link)
