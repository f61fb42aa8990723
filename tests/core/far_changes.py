"""Fairs at which something that comes late reaches far, for tests of what comes of it."""

from feeds.post import Author
from moderator.core.facts import ActKind
from moderator.core.labels import Label, Side, Verdict
from tests.core.scene import Scene

BOLT = Author("bolt", "Bakkerij Bolt")
AHMED = Author("hr_bolt", "Ahmed")
RECRUITER = Author("hr_bolt", "Ahmed", bio="recruiter bij Bakkerij Bolt")


class Sided(Scene):
    """A fair in which `a` is an answer only of somebody who owes one."""

    def judge(self, reading):
        if reading.post.id == "a" and not reading.context.side.owes_answers:
            return Verdict(Label.REACTION, 1.0)
        return super().judge(reading)


def an_act_on_another_account():
    fair = Sided()
    fair.says("b", BOLT, at=0, text="wij doen mee")
    fair.asks("q", "lotte", at=1, text="@bolt kan ik bij jullie nog terecht?")
    fair.answers("a", RECRUITER, at=2, reply_to="q", text="@lotte ja hoor, zeker")
    fair.acts(ActKind.SIDE, "jan", side=Side.SEEKER, at=3)
    fair.offers("v", BOLT, at=4, text="Nachtbakker gezocht")
    return fair


def an_act_on_who_never_wrote():
    fair = Scene()
    fair.asks("q", "lotte@m.nl", at=1, text="@bolt@werk.social nog plek?")
    fair.acts(ActKind.SIDE, "bolt", side=Side.SEEKER, at=3)
    return fair


def a_mentioned_recruiter_who_leaves():
    fair = Scene()
    fair.offers("v0", "zorg", at=0, text="Kok https://banen.example/a")
    fair.offers("v", BOLT, at=1, text="Bakker https://banen.example/a")
    fair.says("h", RECRUITER, at=2, text="hallo")
    fair.asks("q", "lotte", at=3, text="@hr_bolt salaris? https://banen.example/a")
    fair.says("h2", Author("hr_bolt", "Ahmed", bio="weg bij bolt"), at=4, text="dag")
    return fair


def two_offers_that_come_to_be_of_one_party():
    fair = Scene()
    fair.says("b", BOLT, at=0, text="wij doen mee")
    fair.offers("v1", BOLT, at=1, text="Nachtbakker gezocht")
    fair.offers("v2", AHMED, at=2, text="Nachtbakker gezocht hoor")
    fair.asks("q", "lotte", at=3, text="wat verdient die baan als nachtbakker?")
    fair.says("h", RECRUITER, at=4, text="hallo")
    return fair


def a_recruiter_whose_client_was_the_own_firm():
    fair = Scene()
    fair.offers("o", BOLT, at=0, text="Bezorger gezocht bij ons")
    fair.offers("v", RECRUITER, at=1, text="Kok gezocht voor @bolt")
    fair.asks("q", "lotte", at=2, reply_to="v", text="parttime?")
    fair.says("w", AHMED, at=4, text="hoi")
    fair.answers("a", BOLT, at=5, reply_to="q", text="@lotte ja")
    return fair


def a_case_moved_to_an_account_that_changes():
    fair = Scene()
    fair.offers("b", BOLT, at=0, text="Nachtbakker gezocht")
    fair.says("h", RECRUITER, at=1, text="hallo")
    fair.asks("q", "lotte", at=2, text="weet iemand iets?")
    fair.acts(ActKind.MOVE, "q", to="hr_bolt", at=3)
    fair.says("h2", AHMED, at=4, text="dag")
    fair.answers("a", AHMED, at=5, reply_to="q", text="@lotte ja")
    return fair


def an_asker_who_asks_no_more():
    fair = Scene()
    fair.offers("v", "zorg", at=0, text="Kok https://zorg.example/a")
    fair.reports("r1", "jan", at=1, reply_to="v", text="404")
    fair.reacts("p", "lotte", at=2, reply_to="r1", text="bij mij werkt hij wel")
    fair.reports("r2", "lotte", at=3, reply_to="v", text="nu ook 404")
    fair.acts(ActKind.RELABEL, "r2", at=4, label=Label.OTHER)
    return fair


def a_merge_that_is_undone():
    fair = Scene()
    fair.offers("v", "zorg", at=0, text="Kok https://zorg.example/a")
    fair.asks("q1", "jan", at=1, reply_to="v", text="parttime?")
    fair.reacts("p", "lotte", at=2, reply_to="q1", text="ja, dat kan daar, ik werk er")
    fair.asks("q2", "lotte", at=3, reply_to="v", text="uren?")
    act = fair.acts(ActKind.MERGE, "q2", to="q1", at=4)
    fair.acts(ActKind.UNDO, act, at=5)
    return fair


def a_vacancy_with_the_links_of_two():
    fair = Scene()
    fair.offers("v1", "zorg", at=0, text="Verpleegkundige https://zorg.example/a")
    fair.offers("f", "zorg", at=1, text="Kok https://zorg.example/b")
    fair.offers("c", "zorg", at=2, text="Allebei https://zorg.example/a https://zorg.example/b")
    fair.checks("https://zorg.example/a", at=5)
    return fair


def a_name_that_gets_shorter():
    fair = Scene()
    fair.offers("v", Author("ZorgNoordGroep", "Zorg Noord Groep"), at=0, text="Kok gezocht")
    fair.says("w", Author("ZorgNoordGroep", "Zorg Noord"), at=1, text="hoi")
    fair.asks("q", "lotte", at=2, text="neemt zorg noord nog mensen aan?")
    return fair


def a_genitive_before_its_name_is_known():
    fair = Scene()
    fair.asks("q", "lotte", at=1, text="Hoeveel verdient Bolt's nachtploeg?")
    fair.offers("v", Author("bolt", "Bolt"), at=2, text="Chauffeur gezocht")
    fair.answers("a", Author("bolt", "Bolt"), at=3, reply_to="q", text="@lotte 15 euro")
    return fair


def a_version_that_first_came_alone(alone, text, label, later, author="jan", **about):
    """`p2` comes without its history, and hangs together with `p1` only when `p3` tells it."""
    fair = Scene()
    fair.offers("v", BOLT, text="Nachtbakker gezocht https://bolt.example/1")
    fair.asks("q1", "lotte", at=1, reply_to="v", text="@bolt kan dat?")
    early = fair.says("p2", author, alone, at=2, text=text, **about)
    fair.asks("q2", "piet", at=5, text="salaris? https://bolt.example/2")
    fair.says("c1", "els", at=6, text=f"RT @{early.author.handle}: {text}")
    fair.asks("c2", "els", at=6, text=f"Wat denk jij? RT @{early.author.handle}: {text}")
    fair.says("p3", author, label, at=2, text=later, versions=("p1", "p2", "p3"), **about)
    return fair


def a_vacancy_alone():
    text = "Bakker gezocht! https://bolt.example/2"
    return a_version_that_first_came_alone(
        Label.VACANCY, text, Label.OTHER, "Vervuld", Author("hr", "Ahmed")
    )


def a_vacancy_alone_by_an_account_that_wrote_nothing_else():
    fair = Scene()
    fair.offers("p2", "hr", at=1, text="Bakker gezocht! https://bolt.example/2")
    fair.asks("q", "lotte", at=2, text="@hr nog plek?")
    fair.says("p3", BOLT, at=1, text="Vervuld", versions=("p1", "p2", "p3"))
    return fair


def a_candidate_alone():
    text = "Ik zoek werk als kok in Emmen"
    return a_version_that_first_came_alone(Label.CANDIDATE, text, Label.OTHER, "Gevonden")


def an_answer_alone():
    text = "@lotte ja, dat kan hoor"
    return a_version_that_first_came_alone(
        Label.FOLLOW_UP, text, Label.OTHER, "Zoek ik uit", BOLT, reply_to="q1"
    )


def a_report_alone():
    text = "@bolt de link doet het niet"
    return a_version_that_first_came_alone(
        Label.BROKEN_LINK, text, Label.OTHER, "Leuk", reply_to="v"
    )


def a_repeat_alone():
    text = "RT @bolt: Nachtbakker gezocht https://bolt.example/1"
    return a_version_that_first_came_alone(Label.VACANCY, text, Label.OTHER, "Leuk")


def an_answer_alone_at_two_times():
    fair = Scene()
    fair.offers("v", BOLT, text="Nachtbakker gezocht")
    fair.asks("q1", "lotte", at=3, reply_to="v", text="@bolt kan dat?")
    for at, text in ((2, "Ja"), (4, "Ja, dat kan")):
        fair.answers("p2", BOLT, at=at, reply_to="v", text=f"@lotte {text}")
    fair.answers("p3", BOLT, at=5, reply_to="v", text="@lotte Nee", versions=("p1", "p2", "p3"))
    return fair


def an_organiser_who_turns_out_to_be_none():
    fair = Scene()
    fair.asks("q", "lotte", at=1, text="hoe laat begint het?")
    fair.says("m", Author("markt", "De Markt"), at=2, text="hoi")
    fair.acts(ActKind.SIDE, "markt", side=Side.SEEKER, at=3)
    return fair


def an_organiser_who_never_was_one():
    fair = Scene()
    fair.acts(ActKind.SIDE, "markt", side=Side.SEEKER, at=0)
    fair.asks("q", "lotte", at=1, text="hoe laat begint het?")
    fair.says("m", Author("markt", "De Markt"), at=2, text="hoi")
    return fair


CARE, WARD = Author("zgn", "Zorggroep Noord"), Author("zna", "Zorggroep Noord Assen")
WARD_OF_CARE = Author("zna", "Zorggroep Noord Assen", bio="Webcare van Zorggroep Noord")
PETRA = Author("petra", "Petra", bio="recruiter bij Zorggroep Noord Assen")


def a_recruiter_whose_ward_turns_out_to_speak_for_a_firm():
    fair = Scene()
    fair.offers("v", CARE, at=0, text="Kok gezocht")
    fair.says("p", PETRA, at=0, text="hoi")
    fair.says("w", WARD, at=0, text="hoi")
    fair.asks("q1", "lotte", at=1, text="@petra nog plek?")
    fair.asks("q2", "jan", at=1, reply_to="v", text="is de kok ook 's avonds nodig?")
    fair.answers("a1", CARE, at=2, reply_to="q1", text="@lotte ja")
    fair.answers("a2", PETRA, at=2, reply_to="q2", text="@jan nee")
    fair.offers("v2", WARD_OF_CARE, at=3, text="Chauffeur gezocht")
    assert fair.states == {"q1": "answered", "q2": "answered"}
    return fair


def a_chain_of_recruiters_that_closes_in_a_ring():
    fair = a_recruiter_whose_ward_turns_out_to_speak_for_a_firm()
    care = Author("zgn", "Zorggroep Noord", bio="Vacatures van Zorggroep Noord Assen")
    fair.says("z", care, at=4, text="hoi")
    assert fair.case("q1").responsible == "Zorggroep Noord"
    return fair
