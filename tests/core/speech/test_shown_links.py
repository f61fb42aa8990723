"""Reports below what a party showed: which link they are of, and what mends it."""

from moderator.core.facts import ActKind, LinkState
from moderator.core.labels import Label, Side
from tests.core.scene import Scene

LIST = "https://markt.example/lijst"
MENDED = "De lijst is er weer"


def a_fair(text=f"Alle deelnemers: {LIST}"):
    fair = Scene()
    fair.says("p1", "markt", text=text)
    return fair


def test_report_below_the_post_that_shows_a_link_is_of_that_link():
    fair = a_fair()
    fair.reports("b1", "lotte", at=1, reply_to="p1", text="de lijst blijft leeg")
    fair.reports("b2", "jan", at=2, text=f"{LIST} opent hier niet")
    assert fair.case("b1").reporters == ("lotte", "jan")
    fair.answers("a1", "markt", at=4, reply_to="p1", text=MENDED)
    assert fair.states == {"b1": "answered"}


def test_report_below_a_post_with_two_links_is_of_something_in_that_thread():
    fair = a_fair()
    fair.reports("b1", "lotte", at=1, text=f"{LIST} opent hier niet")
    fair.says("p2", "markt", at=2, reply_to="p1",
              text="Lees https://markt.example/a of https://markt.example/b")  # fmt: skip
    fair.reports("b2", "jan", at=3, reply_to="p2", text="beide doen niks")
    fair.answers("a1", "markt", at=4, reply_to="b1", text=f"@lotte {MENDED}")
    assert fair.states == {"b1": "answered", "b2": "open"}


def test_link_that_somebody_else_showed_is_not_the_partys():
    fair = a_fair("De lijst met deelnemers staat online")
    fair.says("s1", "krant", at=1, reply_to="p1", text="Zie https://krant.example/banenmarkt")
    fair.reports("b1", "lotte", at=2, reply_to="s1", text="@markt de lijst blijft leeg")
    fair.reports("b2", "jan", at=3, text="https://krant.example/banenmarkt opent hier niet")
    assert fair.states == {"b1": "open", "b2": "open"}
    act = fair.acts(ActKind.SIDE, "@krant", side=Side.ORGANISER)
    assert fair.case("b1").reporters == ("lotte", "jan")
    fair.acts(ActKind.UNDO, act)
    assert fair.states == {"b1": "open", "b2": "open"}


def test_report_that_is_left_to_the_organiser_is_of_the_link_that_anybody_showed():
    fair = Scene()
    fair.says("p1", "gemeente", text="Meelezen kan op https://markt.example")
    fair.says("p2", "gemeente", at=1, text="Ook te zien: https://krant.example/markt")
    fair.reports("b1", "lotte", at=2, reply_to="p1", text="@gemeente wit scherm op die site")
    fair.reports("b2", "jan", at=3, text="https://markt.example doet niks hier")
    fair.reports("b3", "els", at=4, reply_to="p2", text="@gemeente wit scherm")
    assert fair.case("b1").reporters == ("lotte", "jan")
    assert fair.case("b3").reporters == ("els",)


def test_however_deep_a_report_stands_it_is_of_what_was_shown():
    fair = a_fair()
    fair.reports("b1", "lotte", at=1, reply_to="p1", text="de lijst blijft leeg")
    above = "p1"
    for number in range(8):
        above = fair.reacts(f"r{number}", "els", at=2 + number, reply_to=above).id
    fair.reports("b2", "jan", at=20, reply_to=above, text="hier blijft hij ook leeg")
    assert fair.case("b1").reporters == ("lotte", "jan")


def test_short_link_that_is_found_to_be_another_changes_nothing():
    fair = a_fair("Alle deelnemers: https://bit.ly/4")
    fair.reports("b1", "lotte", at=1, reply_to="p1", text="de lijst blijft leeg")
    fair.reports("b2", "jan", at=2, text="https://bit.ly/4 opent hier niet")
    fair.checks("https://bit.ly/4", LinkState.ALIVE, at=3, target=LIST)
    assert fair.case("b1").reporters == ("lotte", "jan")


def test_new_link_that_fails_as_well_opens_the_case_again():
    fair = a_fair("De lijst met deelnemers staat online")
    fair.reports("b1", "lotte", at=1, reply_to="p1", text="die lijst is leeg")
    fair.answers("a1", "markt", at=2, reply_to="b1", text="@lotte probeer https://markt.example/2")
    fair.reports("b2", "lotte", at=3, reply_to="a1", text="die blijft ook leeg")
    assert fair.states == {"b1": "open"}


def test_word_anywhere_below_the_partys_own_posts_there_mends_it():
    for shown, spoken_below in (("p1", "a0"), ("p1", "p2"), ("p2", "p1")):
        fair = a_fair(f"Alle deelnemers: {LIST}" if shown == "p1" else "Goedemorgen!")
        fair.says("p2", "markt", at=1, reply_to="p1", text=LIST if shown == "p2" else "Vragen?")
        fair.reports("b1", "lotte", at=2, reply_to="p2", text="de lijst blijft leeg")
        fair.promises("a0", "markt", at=3, reply_to="p1", text="We kijken naar de lijst")
        fair.answers("a1", "markt", at=4, reply_to=spoken_below, text=MENDED)
        assert fair.states == {"b1": "answered"}, (shown, spoken_below)


def test_what_the_party_says_elsewhere_mends_nothing():
    fair = Scene()
    fair.reports("b1", "lotte", at=1, text="@markt https://markt.example/ opent hier niet")
    fair.says("p1", "markt", at=2, text="We zijn begonnen! Alles op https://markt.example/")
    fair.answers("a1", "markt", at=3, reply_to="p1", text="Programma: https://markt.example/dag")
    assert fair.states == {"b1": "open"}


def test_word_that_came_before_its_report_was_known_mends_it():
    fair = a_fair()
    fair.answers("a1", "markt", at=4, reply_to="p1", text=MENDED)
    fair.reports("b1", "lotte", at=1, reply_to="p1", text="de lijst blijft leeg")
    assert fair.states == {"b1": "answered"}
    fair.says("b1", "lotte", Label.REACTION, at=1, reply_to="p1", text="de lijst, mooi!", edited=5)
    assert fair.states == {}


def test_partys_new_link_in_the_thread_mends_what_was_reported_there():
    fair = a_fair()
    fair.reports("b1", "lotte", at=1, reply_to="p1", text="blijft leeg")
    fair.answers("a1", "markt", at=4, reply_to="p1", text="Kijk op https://markt.example/2")
    assert fair.states == {"b1": "answered"}
