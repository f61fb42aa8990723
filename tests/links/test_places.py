"""Where an address stands in its site."""

import pytest

from moderator.links import places


@pytest.mark.parametrize(
    "url",
    [
        "https://werk.example",
        "https://werk.example/?utm_source=x",
        "https://werk.example/nl/",
        "https://werk.example/en-gb/index.html",
        "https://werk.example/home?status=expired",
    ],
)
def test_front_pages(url):
    assert places.is_front(url)


@pytest.mark.parametrize(
    "url",
    [
        "https://werk.example/kok",
        "https://werk.example/?p=12",
        "https://werk.example/nl/kok",
        "https://werk.example/?" + "status=expired&" * 300,
    ],
)
def test_pages_of_their_own(url):
    assert not places.is_front(url)


@pytest.mark.parametrize(
    "url",
    [
        "https://werk.example/vacatures",
        "https://werk.example/nl/Vacatures/",
        "https://werk.example/over-ons/werken-bij",
        "https://werk.example/jobs.aspx?error=notfound",
        "https://werk.example/search?q=kok",
    ],
)
def test_lists_of_vacancies(url):
    assert places.is_list(url)


@pytest.mark.parametrize(
    "url",
    [
        "https://werk.example/vacatures/kok",
        "https://werk.example/vacature?id=12",
        "https://werk.example/",
    ],
)
def test_single_vacancies(url):
    assert not places.is_list(url)


@pytest.mark.parametrize(
    "url",
    [
        "https://login.werk.example/x",
        "https://werk.example/nl/signin",
        "https://a.example/authwall",
    ],
)
def test_doors(url):
    assert places.is_door(url)


def test_a_site_that_is_called_login_is_no_door():
    assert not places.is_door("https://login.example/kok")


def test_what_is_further_down_a_site():
    assert places.is_within("https://a.example/banen/kok-1", "https://a.example/banen/")
    assert not places.is_within("https://a.example/banen/kok-1", "https://b.example/banen/")
    assert not places.is_within(
        "https://a.example/banen/kok/reageer", "https://a.example/banen/kok"
    )
    assert not places.is_within("https://a.example/banen/kok-1", "https://a.example/banen?id=1")


@pytest.mark.parametrize("url", ["http://[", "", "kok", "http://a.example:x/"])
def test_what_is_no_address_is_nowhere(url):
    assert places.host_of(url) in ("", "a.example")
    assert not places.is_list(url)
    assert not places.is_door(url)
