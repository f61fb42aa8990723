"""Reports of what is broken on the fair's own pages: many people tell of one."""

from moderator.core.facts import ActKind
from moderator.core.labels import Label
from tests.core.scene import Scene


def test_reports_of_one_of_the_fairs_pages_are_one_case_wherever_they_stand():
    fair = Scene()
    fair.says("m", "markt", Label.PROMOTION, text="De banenmarkt is begonnen!")
    fair.reports("b1", "lotte", at=1, text="deelnemerslijst https://markt.example/wie is leeg")
    fair.reports("b2", "jan", at=2, reply_to="m", text="inschrijven lukt niet, knop blijft grijs")
    fair.reports("b3", "els", at=3, text="@markt die lijst met deelnemers is wit")
    fair.reports("b4", "piet", at=4, text="@zorg jullie lijst met vacatures is leeg")
    fair.reports("b5", "kim", at=4.2, text="@markt de pagina van de cv-check is wit")
    fair.reports("b6", "tom", at=4.4, text="@markt mijn cv gaat niet door het formulier")
    assert fair.states == dict.fromkeys(("b1", "b2", "b4", "b5", "b6"), "open")
    assert fair.case("b1").posts == ("b1", "b3")
    fair.reports("b0", "ans", at=0.5, text="@markt uw inschrijfpagina is uit de lucht")
    assert fair.case("b0").posts == ("b0", "b2")
    fair.reports("b7", "ria", at=4.6, text="https://markt.example/employers geeft niks")
    assert fair.case("b1").posts == ("b1", "b3", "b7")
    fair.answers("a", "markt", at=5, reply_to="b3", text="@els hij staat er weer")
    assert fair.states == dict.fromkeys(("b0", "b4", "b5", "b6"), "open") | {"b1": "answered"}


def test_report_of_a_page_that_speaks_of_another_one_later_leaves_the_case():
    fair = Scene()
    first = fair.reports("b1", "lotte", at=1, text="@markt de deelnemerslijst is leeg")
    fair.reports("b2", "jan", at=2, text="@markt de lijst met deelnemers is wit")
    fair.edits(first, Label.BROKEN_LINK, edited=3, text="@markt de plattegrond is leeg")
    assert fair.states == {"b1": "open", "b2": "open"}
    fair.acts(ActKind.MERGE, "b2", to="b1", at=4)
    assert fair.case("b1").posts == ("b1", "b2")
