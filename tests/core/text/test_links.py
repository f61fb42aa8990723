import pytest
from hypothesis import given
from hypothesis import strategies as st

from moderator.core.text.links import link_key, same_link


@pytest.mark.parametrize(
    "other",
    [
        "http://werk.example/kok",
        "https://www.werk.example/kok/",
        "HTTPS://Werk.Example:443/kok#solliciteer",
        "https://werk.example/kok?utm_source=x&fbclid=1",
        " https://werk.example/kok ",
        "https://kim@werk.example./kok",
        "//werk.example/kok",
        "https://werk.example/kok,",
        "https://werk.example/kok?ref=beurs",
        "https://werk.example/kok/).",
    ],
)
def test_links_to_one_page_have_one_key(other):
    assert same_link(other) == same_link("https://werk.example/kok")


@pytest.mark.parametrize(
    "other",
    [
        "https://werk.example/Kok",
        "https://werk.example:8080/kok",
        "https://hr.werk.example/kok",
        "https://werk.example/kok?id=2",
        "https://werk.example/kok?ref=2231",
    ],
)
def test_links_to_other_pages_have_other_keys(other):
    assert same_link(other) != same_link("https://werk.example/kok")


def test_a_query_counts_in_any_order():
    assert same_link("https://w.example/?b=2&a=1") == same_link("https://w.example?a=1&b=2")
    assert same_link("https://w.example/?a") != same_link("https://w.example/")


@pytest.mark.parametrize(
    "hostile", ["", "http://[", "http://a:b", "http://a:99999/", "geen link", "?" + "&a=1" * 300]
)
def test_what_is_no_link_is_its_own_key(hostile):
    assert same_link(hostile) == hostile


@given(st.text())
def test_a_key_can_always_be_made(text):
    assert isinstance(same_link(text), str)
    assert isinstance(same_link("https://" + text), str)


def test_the_key_of_a_key_is_itself_and_does_not_tell_the_link():
    key = link_key("https://www.werk.example/kok/?utm_source=x")
    assert key == link_key("http://werk.example/kok") == link_key(key)
    assert "werk" not in key
