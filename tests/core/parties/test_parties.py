"""Who speaks for whom: roster, learned employers, profiles."""

import pytest

from feeds.post import Author
from moderator.core.facts import ActKind
from moderator.core.labels import Label, Side
from moderator.core.parties.profiles import WITHIN, names_of, organisations_in, works_for
from moderator.core.text.repeats import repeat_in, repeats
from tests.core.scene import Scene

BOLT = Author("bolt", "Bakkerij Bolt")
RECRUITER = Author("ahmed", "Ahmed", bio="Recruiter bij Bakkerij Bolt, vader van twee")


def answered_by(author, fair=None):
    """Give the state of a question to Bakkerij Bolt that this account answered."""
    fair = fair or Scene()
    fair.offers("v1", BOLT)
    fair.asks("q1", "lotte", at=2, reply_to="v1")
    fair.answers("a1", author, at=5, reply_to="q1")
    return fair.state("q1")


def test_accounts_of_one_organisation_are_one_party():
    roster = {"Bolt": ("@Bolt", "hr_bolt")}
    assert answered_by("HR_bolt", Scene(employers=roster)) == "answered"
    assert answered_by("hr_bolt") == "open"


def test_organisation_of_the_roster_gives_the_party_its_name():
    fair = Scene(employers={"De Bakkers": ("bolt",)})
    fair.asks("q1", "lotte", text="@bolt zijn jullie er?")
    assert fair.case("q1").responsible == "De Bakkers"
    assert fair.subject("q1") == (None, "bolt")


def test_account_whose_own_posts_are_vacancies_is_an_employer():
    fair = Scene()
    fair.says("p1", "bolt", text="Goedemorgen")
    fair.asks("q1", "lotte", at=1, text="@bolt zijn jullie er?")
    assert fair.side("p1") == "unknown"
    assert fair.case("q1").responsible == "markt"
    fair.offers("v1", "bolt", at=2)
    assert fair.side("p1") == "employer"
    assert fair.case("q1").responsible == "bolt"


def test_unsure_vacancy_or_one_in_a_reply_teaches_no_employer():
    fair = Scene()
    fair.offers("v1", "jan", confidence=0.4)
    fair.offers("v2", "els", reply_to="v1")
    assert fair.side("v1") == fair.side("v2") == "unknown"


def test_vacancy_that_turns_out_to_be_a_reply_teaches_no_employer_any_more():
    fair = Scene()
    fair.offers("v1", "bolt", text="Bakker gezocht")
    assert fair.side("v1") == "employer"
    fair.offers("v1", "bolt", edited=5, reply_to="somewhere", text="Bakker gezocht")
    assert fair.side("v1") == "unknown"


def test_account_that_presents_itself_as_a_candidate_is_a_seeker():
    fair = Scene()
    fair.says("c1", "jan", Label.CANDIDATE)
    fair.offers("v1", "jan", at=1, text="Mijn buurman zoekt een kok")
    assert fair.side("v1") == "seeker"


def test_moderators_label_teaches_the_side():
    fair = Scene()
    fair.says("p1", "bolt", Label.OTHER, text="Kom bij ons bakken")
    fair.acts(ActKind.RELABEL, "p1", label=Label.VACANCY)
    assert fair.side("p1") == "employer"


def test_recruiter_speaks_for_the_account_of_that_name():
    assert answered_by(RECRUITER) == "answered"


def test_vacancies_of_recruiter_and_employer_belong_to_one_party():
    fair = Scene()
    fair.offers("v1", RECRUITER, text="Nachtbakker gezocht")
    fair.says("p1", BOLT, at=1, text="Hallo allemaal")
    fair.asks("q1", "lotte", at=2, reply_to="v1")
    assert fair.case("q1").responsible == "Bakkerij Bolt"
    fair.asks("q2", "jan", at=3, text="@bolt wat verdient een nachtbakker?")
    assert fair.subject("q2")[0] in (None, "v1")
    fair.answers("a1", BOLT, at=4, reply_to="q1")
    assert fair.state("q1") == "answered"


@pytest.mark.parametrize(
    "author",
    [
        Author("petra", "Petra | Bakkerij Bolt", bio="HR en werving"),
        Author("petra", "Petra", bio="webcare namens @bolt"),
        Author("petra", "Petra", bio="Talent acquisition at Bakkerij Bolt"),
        Author("petra", "Petra", bio="Recruiter Bakkerij Bolt, hardloper"),
        Author("petra", "Petra", bio="moeder van drie, werkt bij @bolt"),
        Author("petra", "Petra", bio="Helpt werkzoekenden, consulent bij Bakkerij Bolt"),
    ],
)
def test_profile_that_names_a_task_and_an_employer_speaks_for_it(author):
    assert answered_by(author) == "answered"


@pytest.mark.parametrize(
    "bio", ["Bakker bij Bakkerij Bolt", "recruiter", "Recruiter bij Bakkerij Anders", ""]
)
def test_profile_that_lacks_either_speaks_for_nobody(bio):
    assert answered_by(Author("petra", "Petra", bio=bio)) == "open"


@pytest.mark.parametrize(
    "author",
    [
        Author("kim_bolt", "Kim", bio="Planner bij Bolt, moeder van drie"),
        Author("kimbolt", "Kim Jansen", bio="planner bij bakkerij Bolt Noord"),
        Author("kim", "Kim @ Bolt", bio="Consultant at Bolt"),
        Author("kim", "Kim", bio="bakt brood @bolt, consultant"),
        Author("kim_bolt", "Kim", bio="Vestigingsmanager Bolt Emmen"),
    ],
)
def test_account_named_after_where_it_works_speaks_for_it_whatever_the_task(author):
    assert answered_by(author) == "answered"


@pytest.mark.parametrize(
    "author",
    [
        Author("kim_bolt", "Kim", bio="Fan van Bolt"),
        Author("kim_de", "Kim", bio="planner bij De Zaak van Bolt"),
        Author("kim_bolt", "Kim", bio="planner bij Bakkerij | Bolt"),
        Author("kim_bolt", "Kim", bio="planner bij Bolt, op zoek naar een nieuwe baan"),
        Author("kim", "Kim", bio="Recruiter at Bolt, open to work"),
    ],
)
def test_name_in_the_handle_alone_or_a_profile_that_seeks_work_speaks_for_nobody(author):
    assert answered_by(author) == "open"


@pytest.mark.parametrize(
    "bio", ["Also @lotte_v", "Mail me at lotte@a.example", "@lottev@b.example"]
)
def test_who_gives_another_address_of_her_own_speaks_for_no_namesake(bio):
    fair = Scene()
    fair.offers("v1", Author("lotte1", "Lotte de Boer"))
    fair.offers("v2", Author("lottev1", "LotteV"))
    fair.asks("q1", Author("lottevos", "Lotte Vos", bio=bio), at=1)
    assert fair.side("q1") == "unknown"


@pytest.mark.parametrize(
    "bio",
    [
        "Recruiter at Bolt, helping people looking for work",
        "Recruiter at Bolt, looking for people for a new role",
        "Recruiter bij Bolt, helpt mensen op zoek naar werk",
        "Recruiter bij Bolt, op zoek naar talent voor elke functie",
    ],
)
def test_recruiter_who_speaks_of_others_who_look_for_work_speaks_for_the_employer(bio):
    assert answered_by(Author("kim_bolt", "Kim", bio=bio)) == "answered"


def test_account_named_after_its_employer_is_no_seeker_by_one_post():
    kim = Author("kim_bolt", "Kim", bio="planner bij Bolt")
    fair = Scene()
    fair.says("c1", kim, Label.CANDIDATE, text="Voor een klant zoek ik een kok")
    assert answered_by(kim, fair) == "answered"


@pytest.mark.parametrize(
    "bio",
    [
        "The northern half of the Bread & Cake Job Fair team",
        "On the desk for Bread & Cake Job Fair today",
        "Volunteer at the Bread & Cake Job Fair",
    ],
)
def test_who_says_to_be_of_the_team_of_the_fair_speaks_for_the_organiser(bio):
    fair = Scene(name="Bread & Cake Job Fair 2026")
    fair.says("p1", Author("kim", "Kim", bio=bio))
    assert fair.side("p1") == "organiser"


def test_name_that_two_parties_share_is_nobodys():
    fair = Scene()
    fair.says("p1", Author("bolt2", "Bakkerij Bolt"))
    assert answered_by(RECRUITER, fair) == "open"


def test_seeker_speaks_for_nobody_whatever_the_profile_says():
    fair = Scene()
    fair.says("c1", RECRUITER, Label.CANDIDATE)
    assert answered_by(RECRUITER, fair) == "open"


def test_two_who_say_that_they_speak_for_each_other_are_one_party():
    both = Author("bolt", "Bakkerij Bolt", bio="vacatures van Ahmed Bolt")
    other = Author("ahmed", "Ahmed Bolt", bio="recruiter bij Bakkerij Bolt")
    fair = Scene()
    fair.offers("v1", both)
    fair.asks("q1", "lotte", at=2, reply_to="v1")
    fair.answers("a1", other, at=5, reply_to="q1")
    assert fair.state("q1") == "answered"


def test_who_speaks_for_the_organisers_organisation_is_the_organiser():
    fair = Scene()
    fair.says("p1", Author("markt", "De Markt", bio="Georganiseerd door de Stichting Werk"))
    fair.asks("q1", "lotte", at=1, text="@markt hoe laat begint het?")
    fair.answers("a1", Author("tom", "Tom", bio="communicatie, Stichting Werk"), at=2)
    fair.answers("a2", Author("mies", "Mies", bio="Adviseur bij Stichting Werk"), at=3,
                 reply_to="q1")  # fmt: skip
    assert fair.side("a2") == "organiser"
    assert fair.state("q1") == "answered"


@pytest.mark.parametrize(
    "helper",
    [
        Author("femke", "Femke", bio="Organiseert #Banenmarkt. Vragen? Aan mij."),
        Author("petra", "Petra", bio="Helpt je op weg tijdens #banenmarkt"),
        Author("dervla", "Dervla", bio="Tea, forms, more tea. Helping out on #Banenmarkt today"),
        Author("dervla", "Dervla | Employment Hub", bio="Employability adviser"),
        Author("mo", "Mo", bio="Team #banenmarkt"),
        Author("femke.markt.example", "Femke"),
        Author("bridie", "Bridie", bio="Helping out at Banenmarkt Rosbeemd Live. Tea drinker"),
        Author("gerben", "Gerben", bio="Adviseur werkgevers bij Werkplein Rosbeemd. Fietst"),
        Author("nele", "Nele", bio="Grensconsulent bij Skerryport Employment Hub"),
        Author("wilma", "Wilma (Banenmarkt Rosbeemd)", bio="Verkeersleider van de hashtag"),
        Author("rik", "Rik van BRL", bio="redactie"),
        Author("BRL_helpdesk", "Vragen?"),
        Author("marloes", "Marloes", bio="Projectleider Banenmarkt Rosbeemd Live. Moestuin"),
        Author("jo_rosbeemd_live", "Jo", bio="coördinator"),
        Author("joke", "Joke", bio="zit vandaag achter @markt"),
        Author("mo", "Mo", bio="#banenmarkt team, moi"),
        Author("morag", "Morag", bio="Banenmarkt Rosbeemd Live team. Ask me things"),
        Author("geke@banenmarktrosbeemdlive.example", "Geke", bio="gastvrouw"),
        Author("kathy_brl", "Kathy", bio="Usually in a library"),
        Author("kathy-brl.bsky.social", "Kathy"),
        Author("kathy_bmrl", "Kathy", bio="Usually in a library"),
        Author("BRLkathy", "Kathy"),
        Author("BRLwebteam", "BRL Webteam"),
        Author("milan_werkpunt", "Milan", bio="vinyl en volkstuin"),
        Author("JoostWerkplein", "Joost"),
        Author("omar_wp", "Omar | Werkpunt", bio="Webbeheer"),
        Author("pim", "Pim", bio="website en techniek Banenmarkt Rosbeemd"),
        Author("dj", "Desiree", bio="draait #banenmarkt aan elkaar"),
        Author("bethan", "Bethan", bio="Biscuits. Skerryport Employment Hub"),
        Author("loket", "Arbeidsloket Rosbeemd"),
        Author("dunlin", "Dunlin College", bio="Further education"),
    ],
)
def test_who_helps_at_the_fair_by_the_profile_is_the_organiser(helper):
    markt = Author(
        "markt.example", "De Markt",
        bio="The day of Dunlin College and Brack. Run by Skerryport Employment Hub",
    )  # fmt: skip
    fair = Scene(
        name="Banenmarkt Rosbeemd Live", organiser=("markt.example",), hashtags=("banenmarkt",)
    )
    fair.says("p1", markt)
    fair.asks("q1", "lotte", at=1, text="Hoe laat begint het?", mentions=("markt.example",))
    fair.answers("a1", helper, at=3, reply_to="q1")
    assert fair.side("a1") == "organiser"
    assert fair.state("q1") == "answered"
    fair.asks("q2", "jan", at=4, reply_to="a1", text="En waar meld ik me?")
    assert fair.case("q2").responsible == "De Markt"


@pytest.mark.parametrize(
    "guest",
    [
        Author("petra", "Petra", bio="Recruiter bij Bolt, vandaag op #banenmarkt"),
        Author("petra", "Petra", bio="Helpt je op weg tijdens #anderemarkt"),
        Author("bolt", "Bakkerij Bolt", bio="Het team van de bakkerij is vandaag op #banenmarkt"),
        Author("petra.bsky.example", "Petra", bio="Host. Vandaag op #banenmarkt"),
        Author("petra", "Petra", bio="Helpt mee bij Rosbeemd Zorg"),
        Author("petra", "Petra", bio="Adviseur bij Werkplein Anderland"),
        Author("petra", "Petra", bio="Adviseur bij Zorggroep Rosbeemd"),
        Author("sanne", "Sanne (Rosbeemd)", bio="Vrijwilliger bij de voetbal"),
        Author("jan_rosbeemd", "Jan", bio="Trainer, coach, opa"),
        Author("RosbeemdZorg", "Rosbeemd Zorg", bio="Webcare ma-vr"),
        Author("bram", "Bram van Markt", bio="Bezoekt vandaag met veel zin @markt"),
        Author("kim", "Kim (Rosbeemd Live)"),
        Author("mo", "Mo | BRL"),
        Author("omar", "Omar | Werkpuntgevel"),
        Author("tom_rosbeemd_live", "Tom", bio="Football coach, leads a team, loves running"),
        Author("amy", "Amy", bio="CV ready for #banenmarkt, need help finding work at #banenmarkt"),
        Author("jo", "Jo", bio="Wij staan vandaag bij #banenmarkt, stand 4"),
        Author("bolt", "Bakkerij Bolt | Banenmarkt Rosbeemd Live"),
        Author("tine", "Tine (Banenmarkt Rosbeemd)", bio="Op zoek naar een baan"),
        Author("kathy_br", "Kathy"),
        Author("kathy_brl", "Kathy", bio="Looking for a new job"),
        Author("brl", "Brenda Lee"),
        Author("jan_werkt", "Jan"),
        Author("werkpleinjan", "Jan", bio="werkcoach, hier als vader"),
        Author("werkplein", "Buurtnieuws"),
        Author("ria", "Ria", bio="loopbaancoach, gratis cv-check tijdens #banenmarkt"),
        Author("brack", "Brack", bio="Wij staan op Banenmarkt Rosbeemd"),
        Author("mies", "Mies", bio="Komt graag eens kijken bij Banenmarkt Rosbeemd"),
    ],
)
def test_who_is_at_the_fair_or_helps_elsewhere_is_not_the_organiser(guest):
    fair = Scene(
        name="Banenmarkt Rosbeemd Live", organiser=("bsky.example",), hashtags=("banenmarkt",)
    )
    fair.says("p1", Author("bsky.example", "De Markt"))
    fair.says("p2", guest)
    assert fair.side("p2") == "unknown"


def test_who_has_the_organisers_own_name_in_the_profile_is_the_organiser():
    fair = Scene()
    fair.says("p1", Author("markt", "Werkcentrum Dinkel & Slinge", bio="Vandaag de banenmarkt"))
    ibrahim = Author("ibrahim", "Ibrahim", bio="jongeren, Werkcentrum Dinkel & Slinge")
    fair.says("p2", ibrahim)
    fair.says("p3", Author("dinkel", "Bakkerij Dinkel & Slinge"))
    assert fair.side("p2") == "organiser"
    assert fair.side("p3") == "unknown"


def test_organiser_is_called_as_the_first_of_its_accounts():
    fair = Scene(organiser=("markt", "aloket"))
    fair.says("p1", Author("aloket", "Het Loket"))
    fair.says("p2", Author("markt", "De Markt"))
    fair.asks("q1", "lotte", at=1, text="Hoe laat begint het?")
    assert fair.case("q1").responsible == "De Markt"


def test_college_that_gives_the_fair_and_offers_work_is_an_employer():
    fair = Scene()
    fair.says("p1", Author("markt", "De Markt", bio="The jobs day of Dunlin College"))
    fair.offers("v1", Author("dunlin", "Dunlin College"))
    fair.says("p2", Author("mary", "Mary", bio="Tea. Dunlin College"))
    assert fair.side("v1") == "employer"
    assert fair.side("p2") == "organiser"


def test_agency_that_helps_at_the_fair_and_offers_work_is_an_employer():
    fair = Scene(hashtags=("banenmarkt",))
    agency = Author("flex", "Flexpunt", bio="Helpt je op weg bij #banenmarkt")
    fair.offers("v1", agency)
    assert fair.side("v1") == "employer"


def test_handle_on_an_employers_own_domain_speaks_for_it():
    fair = Scene()
    fair.offers("v1", Author("bolt.example", "Bakkerij Bolt"))
    fair.asks("q1", "lotte", at=2, reply_to="v1")
    fair.answers("a1", Author("ahmed.bolt.example", "Ahmed"), at=5, reply_to="q1")
    assert fair.state("q1") == "answered"


def test_profile_may_come_after_the_answer():
    fair = Scene()
    assert answered_by(Author("ahmed", "Ahmed"), fair) == "open"
    fair.says("p1", RECRUITER, at=9)
    assert fair.state("q1") == "answered"
    fair.deletes("p1", at=10)
    assert fair.state("q1") == "open"


def test_account_of_a_deleted_post_keeps_just_its_handle():
    fair = Scene()
    fair.asks("q1", Author("Lotte", "Lotte de Vries"))
    fair.offers("v1", Author("bolt", "Bakkerij Bolt"))
    fair.asks("q2", "jan", at=1, reply_to="v1")
    assert fair.case("q2").responsible == "Bakkerij Bolt"
    fair.deletes("v1", at=4)
    assert fair.case("q2").responsible == "bolt"


def test_handle_is_shown_without_its_server_where_it_is_the_only_one():
    fair = Scene()
    fair.asks("q1", "lotte@mast.example")
    assert fair.case("q1").reporters == ("lotte",)
    fair.says("p1", "lotte@elders.example", at=1)
    assert fair.case("q1").reporters == ("lotte@mast.example",)


def test_handle_of_the_roster_holds_on_any_server():
    fair = Scene(employers={"Bolt": ("bolt",)})
    fair.says("p1", "bolt@mast.example")
    assert fair.side("p1") == "employer"
    fair.asks("q1", "lotte@mast.example", at=1, text="@bolt@mast.example er nog?")
    assert fair.case("q1").responsible == "Bolt"


def test_names_by_which_an_account_is_called():
    assert names_of(Author("Bolt_BV@mast.example", " Bakkerij  Bolt! ")) == {
        "bolt_bv", "bakkerij bolt", "~bolt"
    }  # fmt: skip
    assert names_of(Author("abc", "")) == frozenset()


@pytest.mark.parametrize(
    "name", ["Bakkerij Bolt vacatures", "Bakkerij Bolt Jobs", "Werken bij Bakkerij Bolt"]
)
def test_account_for_the_vacancies_of_an_employer_has_its_name(name):
    assert "bakkerij bolt" in names_of(Author("boltwerkt", name))


def test_two_accounts_for_the_staff_of_one_employer_are_one_party():
    fair = Scene()
    fair.offers("v", Author("boltwerkt", "Bakkerij Bolt Vacatures"), text="Kok gezocht")
    fair.offers("w", Author("banen", "Vacatures"), text="Bakker gezocht")
    fair.asks("q", "lotte", at=1, reply_to="v")
    fair.answers("a", Author("bolt_hr", "Bakkerij Bolt P&O"), at=2, reply_to="q")
    assert fair.states == {"q": "answered"}


@pytest.mark.parametrize("bio", ["HR team, Bakkerij Bolt", "Recruiter Bakkerij Bolt. Moeder van 2"])
def test_who_has_a_task_and_an_employer_behind_it_speaks_for_that(bio):
    assert "bakkerij bolt" in works_for(Author("petra", "Petra", bio=bio))


@pytest.mark.parametrize(
    "bio", ["De banenmarkt van Werkplein Noord", "Online jobs fair by Werkplein Noord. All day"]
)
def test_whose_fair_it_is_stands_in_the_organisers_profile(bio):
    assert "werkplein noord" in organisations_in(Author("markt", bio=bio))


def test_organisations_in_a_profile():
    author = Author("markt", bio="Powered by: het Werkplein Noord en meer. Hosted by Acme")
    assert "werkplein noord" in organisations_in(author)
    assert "acme" in organisations_in(author)
    assert works_for(author) == {f"{WITHIN}werkplein noord", f"{WITHIN}werkplein noord en meer"}


@pytest.mark.parametrize("word", ["recruit", "consulent", "advis"])
def test_profile_of_one_word_without_end_costs_no_more_than_its_length(word):
    [name] = works_for(Author("petra", "Petra", bio=word * 30_000))
    assert name.startswith(word)


def test_repeat_by_hand():
    assert repeat_in("gewoon een bericht") is None
    repeat = repeat_in('Mooi! "RT @Zorg: Kok gezocht in Assen! https://z.example')
    assert (repeat.own_words, repeat.handle, repeat.words) == ("Mooi!", "zorg", "kokgezochtinassen")
    behind = repeat_in("RT @zorg: Kok gezocht! http://z.example/1 << ook in Assen?")
    assert (behind.own_words, behind.words) == ("<< ook in Assen?", "kokgezocht")
    assert repeats("kokgezochtinassen", "kokgezochtinassenvoordenacht")
    assert repeats("kok", "kok")
    assert not repeats("kok", "kokgezocht")
    assert not repeats("", "")


def ground(fair, key):
    return fair.line(key).ground.value


def test_every_account_tells_why_it_is_on_its_side():
    fair = Scene(employers={"Bakkerij Bolt": ("bolt",)})
    fair.says("p1", BOLT)
    fair.offers("v1", "zorg", at=1)
    fair.says("c1", "jan", Label.CANDIDATE, at=2)
    fair.says("p2", RECRUITER, at=3)
    fair.says("p3", "els", at=4)
    fair.says("p4", "kim", at=5)
    fair.acts(ActKind.SIDE, "@kim", side=Side.EMPLOYER)
    posts = ("p1", "v1", "c1", "p2", "p3", "p4")
    assert [ground(fair, key) for key in posts] == [
        "listed", "offers", "seeks", "speaks_for", "nothing", "said",
    ]  # fmt: skip
    assert fair.line("p2").party == "Bakkerij Bolt"
