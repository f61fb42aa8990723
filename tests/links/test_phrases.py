"""Pages that say that the vacancy is gone, and pages that merely contain the words."""

import pytest

from moderator.links import phrases
from moderator.links.page import Page, read_page

GONE = """
Deze vacature is gesloten.
Deze vacature is helaas al vervuld!
DEZE VACATURE IS GESLOTEN
Déze vacáture is gesloten
Deze  vacature is niet meer beschikbaar.
Helaas, deze vacature is niet langer actief.
Helaas! Deze vacature is inmiddels vervuld. Bekijk onze andere vacatures.
Sorry, deze functie is ingevuld
Let op: deze vacature is verlopen
⚠ Deze vacature staat op dit moment niet meer online
De vacature Monteur in Drachten is niet meer beschikbaar
De vacature die je zoekt bestaat niet meer.
Deze vacature bestaat helaas niet (meer).
Deze vacature kon niet worden gevonden
Reageren is niet meer mogelijk.
Solliciteren op deze vacature is helaas niet meer mogelijk
Je kunt niet meer op deze vacature solliciteren.
De sollicitatietermijn is verstreken
We hebben inmiddels iemand gevonden voor deze functie
Bedankt voor je interesse! Deze stage is al vergeven.
This job is no longer available.
This position has been filled.
Unfortunately, this vacancy has now been closed
We’re sorry, the job you’re looking for is no longer open
We're sorry. This job has expired.
No longer accepting applications
We are no longer accepting applications for this role.
Applications for this job are closed
You can no longer apply
The application deadline has passed.
This posting doesn’t exist
The position Nurse (24 h) in Assen has been filled
""".strip().splitlines()
GONE.remove("This posting doesn’t exist")

MERELY = """
Deze vacature is nog niet vervuld.
Deze vacature is bijna gesloten, reageer snel!
Deze vacature is niet gesloten.
Is deze vacature gesloten? Kijk dan bij onze andere banen.
Deze vacature is gesloten?
Als deze vacature is vervuld, halen we hem weg.
Deze vacature is gesloten zodra we genoeg reacties hebben.
Deze vacature is gesloten voor acquisitie
Deze vacature is niet meer dan een uitnodiging om kennis te maken.
Deze functie is niet meer weg te denken uit ons team
Staat er "Deze vacature is gesloten" boven? Dan ben je te laat.
“Deze vacature is vervuld” lees je bij ons zelden
Wat betekent 'deze vacature is vervuld'?
Zodra deze vacature gesloten is, hoor je van ons
Wij zijn op zondag gesloten
Onze winkel is gesloten op maandag
De ijsbaan is gesloten
Vervulde vacatures: 12
Jouw droombaan is nog beschikbaar
Deze vacature is niet beschikbaar in het Engels
Acquisitie wordt niet op prijs gesteld
Je kunt niet meer wachten? Bel ons!
This job is not closed until we find the right person.
If this job is no longer available, look at our other jobs
This position is closed to agencies
This role has been created to fill a gap
Has this position been filled? Ask us!
Applications close on 3 May
We do not accept applications by e-mail
The job of your dreams is still available
This position is no longer just about administration
This job has closed the gap between design and code
""".strip().splitlines()
MERELY.remove("This job has closed the gap between design and code")


@pytest.mark.parametrize("said", GONE)
def test_page_says_that_its_vacancy_is_gone(said):
    assert phrases.gone(Page("Monteur", ("Monteur",), f"Wij zoeken\n{said}\nTechniekNL"))


@pytest.mark.parametrize("said", MERELY)
def test_page_that_merely_contains_the_words_says_nothing(said):
    assert phrases.gone(Page("Monteur", ("Monteur",), f"Wij zoeken\n{said}\nTechniekNL")) == ""


def test_entities_and_markup_within_the_words_do_not_matter():
    page = read_page("<p>Deze&nbsp;<b>vaca&shy;ture</b> is\n <i>niet&#32;meer</i> beschikbaar</p>")
    assert phrases.gone(page) == "Deze vaca\xadture is niet meer beschikbaar"


@pytest.mark.parametrize(
    "title",
    [
        "Vacature gesloten",
        "Monteur | Deze vacature is vervuld | TechniekNL",
        "Vacature niet gevonden - TechniekNL",
        "Job not found",
        "Position filled: Nurse",
    ],
)
def test_title_may_say_it_in_short(title):
    assert phrases.gone(Page(title)) == title


@pytest.mark.parametrize("title", ["Gesloten dagen | TechniekNL", "Vacature Gesloten Jeugdzorg"])
def test_title_that_merely_contains_the_words_says_nothing(title):
    assert phrases.gone(Page(title)) == ""


@pytest.mark.parametrize(
    "title",
    [
        "404",
        "404 | TechniekNL",
        "Pagina niet gevonden – TechniekNL",
        "Oeps! Deze pagina bestaat niet meer",
        "Error 404",
        "Page not found",
        "404 - Not Found",
        "Oops, this page doesn’t exist",
        "Deze pagina kon helaas niet worden gevonden.",
        "We konden de pagina niet vinden",
    ],
)
def test_title_says_that_the_page_is_not_there(title):
    assert phrases.missing(Page(title)) == title
    assert phrases.missing(Page("TechniekNL", (title,))) == title


@pytest.mark.parametrize(
    "title",
    ["Kok bij Restaurant 404", "Bestelnummer 404", "Baan gevonden | TechniekNL", "Jobs 404+"],
)
def test_title_with_such_words_is_a_page(title):
    assert phrases.missing(Page(title)) == ""


@pytest.mark.parametrize(
    ("what", "said"),
    [
        ("parked", "Deze domeinnaam is te koop"),
        ("parked", "Welcome to nginx!"),
        ("parked", "Index of /vacatures"),
        ("away", "Gepland onderhoud"),
        ("away", "We'll be right back"),
        ("wall", "Just a moment..."),
        ("wall", "Attention Required! | Cloudflare"),
        ("wall", "Ben je een robot?"),
        ("login", "Inloggen | TechniekNL"),
    ],
)
def test_title_tells_what_kind_of_page_it_is(what, said):
    assert phrases.begins(Page(said), what) == said


@pytest.mark.parametrize(
    ("what", "said"),
    [
        ("away", "Medewerker onderhoud"),
        ("away", "Onderhoudsmonteur"),
        ("wall", "Blocked drain specialist"),
        ("parked", "Indexeerder"),
        ("login", "Loginspecialist"),
    ],
)
def test_job_whose_name_resembles_it_is_a_job(what, said):
    assert phrases.begins(Page(said), what) == ""


def test_line_speaks_for_a_short_page_but_not_for_a_long_one():
    line = "Access denied"
    assert phrases.begins(Page("", (), line), "wall") == line
    assert phrases.begins(Page("", (), line + "\nlang verhaal" * 200), "wall") == ""
