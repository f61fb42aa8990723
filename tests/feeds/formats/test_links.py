from feeds.formats.links import shared
from feeds.formats.plain import links


def test_links_in_plain_text_end_before_the_punctuation():
    text = "Zie https://werk.example/kok, (http://hr.example/1). Of https://t.co/ab…"
    assert links(text) == ("https://werk.example/kok", "http://hr.example/1")


def test_only_web_addresses_are_shared_each_once():
    urls = [
        "https://a.example",
        " https://a.example ",
        "mailto:hr@a.example",
        "https://b.example/\x1b[0m",
        "",
    ]
    assert shared(urls) == ("https://a.example",)
