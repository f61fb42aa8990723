"""An invented fair at work, for the tests of the desk."""

from dataclasses import replace

from moderator.core.case import CaseKind, State, Subject
from moderator.core.fair import Fair
from moderator.core.labels import Ground, Label, Side, Substance
from moderator.wishes.wish import Wish
from tests.fakes import FakeDay, a_case, a_line, at

FAIR = Fair(name="Twitterbanenmarkt Noord-Nederland", hashtags=("TBNN",), organiser=("uwvnoord",))
EMPLOYER = {"side": Side.EMPLOYER}


def _lines():
    return [
        a_line("p1", "09:30", "uwvnoord", "Vandaag van 10 tot 14 uur banenmarkt! Volg #TBNN",
               Label.PROMOTION, side=Side.ORGANISER, reposts=31),
        a_line("v1", "10:02", "zorggroepnoord",
               "Vacature: verpleegkundige wijkzorg, 24-32 u, Assen → https://t.example/a1 #TBNN",
               Label.VACANCY, reposts=12, links=("https://zorggroepnoord.example.nl/wijkzorg",),
               because=("Vacature",), **EMPLOYER),
        a_line("v2", "10:05", "techniek_nl",
               "Monteur gezocht in Drachten, leren mag bij ons op de werkvloer #TBNN",
               Label.VACANCY, reposts=3, links=("https://techniek.example.nl/77",), **EMPLOYER),
        a_line("c1", "10:11", "sjoerd_ce", "Ervaren chauffeur CE zoekt werk, regio Groningen #TBNN",
               Label.CANDIDATE),
        a_line("v3", "10:40", "bakkerbolt", "Wij zoeken een nachtbakker. Iets voor jou? #TBNN",
               Label.VACANCY, **EMPLOYER),
        a_line("q1", "11:02", "lotte_v", "@zorggroepnoord is dit ook parttime te doen?",
               Label.QUESTION, confidence=0.97, because=("parttime", "?"), in_reply_to="v1",
               context=("below a vacancy", "by a job seeker"), depth=1, case="q1"),
        a_line("r1", "11:09", "els_m", "@lotte_v dat zou ik ook wel willen weten", Label.REACTION,
               in_reply_to="q1", depth=2, confidence=0.88),
        a_line("b1", "11:14", "jan_k", "Link doet het niet bij mij, @techniek_nl. Krijg een 404",
               Label.BROKEN_LINK, because=("doet het niet", "404"), in_reply_to="v2", depth=1,
               case="b1", confidence=0.99),
        a_line("b2", "11:16", "mirjam", "hier ook", Label.BROKEN_LINK, in_reply_to="b1", depth=2,
               case="b1", confidence=0.71),
        a_line("q2", "11:33", "pieter_dv", "@bakkerbolt hoe laat begint zo'n nacht eigenlijk?",
               Label.QUESTION, because=("hoe laat", "?"), in_reply_to="v3", depth=1, case="q2"),
        a_line("s1", "11:35", "cashking", "Verdien €5000 p/w vanuit huis!! #TBNN #voice",
               Label.SPAM),
        a_line("q3", "11:36", "anna_b", "@techniek_nl heb je daar een rijbewijs voor nodig",
               Label.QUESTION, because=("heb je",), in_reply_to="v2", depth=1, case="q3"),
        a_line("f1", "11:38", "techniek_nl", "@anna_b we zoeken het uit en komen erop terug",
               Label.FOLLOW_UP, substance=Substance.PROMISE, in_reply_to="q3", depth=2, **EMPLOYER),
        a_line("q4", "11:40", "joop", "Welk bedrijf zoekt er nog een kok in Leeuwarden? #TBNN",
               Label.QUESTION, because=("Welk bedrijf", "?"), case="q4"),
        a_line("o1", "11:42", "karin58", "Een banenmarkt via Twitter, werkt dat nou?", Label.OTHER),
    ]  # fmt: skip


def _cases():
    return [
        a_case("q1", "lotte_v", "Zorggroep Noord", subject=Subject(post="v1"), bystanders=("r1",)),
        a_case("b1", "jan_k", "TechniekNL", kind=CaseKind.BROKEN_LINK, opened="11:14",
               reporters=("jan_k", "mirjam"), posts=("b1", "b2"), subject=Subject(post="v2"),
               link_note="the checker found: 404"),
        a_case("q2", "pieter_dv", "Bakker Bolt", opened="11:33", subject=Subject(post="v3")),
        a_case("q3", "anna_b", "TechniekNL", opened="11:36", subject=Subject(post="v2"),
               moves=[("11:38", State.PROMISED, "TechniekNL")]),
        a_case("q4", "joop", "UWV Noord", opened="11:40", to_all=True),
    ]  # fmt: skip


THREADS = {
    "q1": ["v1", "q1", "r1"],
    "b1": ["v2", "b1", "b2"],
    "q2": ["v3", "q2"],
    "q3": ["v2", "q3", "f1"],
    "q4": ["q4"],
}


NAMES = {"zorggroepnoord": "Zorggroep Noord", "techniek_nl": "TechniekNL",
         "bakkerbolt": "Bakker Bolt", "uwvnoord": "UWV Noord"}  # fmt: skip


def _with_party(line):
    name = NAMES.get(line.handle)
    return replace(line, party=name, ground=Ground.LISTED) if name else line


def at_work(**more):
    """Give the fair at a quarter to twelve: five cases wait, in every urgency."""
    fields = {"arrived": None, "now": at("11:45:07")} | more
    return FakeDay([*map(_with_party, _lines())], _cases(), THREADS, FAIR, **fields)


def before_the_start():
    """Give the fair of which nothing has come in yet."""
    return at_work(arrived=0, now=None)


def to_be_played():
    """Give the fair at half past ten, paused, with its clock on the last post."""
    day = at_work(arrived=4, now=None)
    day.player.pause()
    return day


def done(day):
    """Give what was done to what, in order."""
    return [(act.kind.value, act.target) for act in day.acts]


async def by(moderator, day, kind, target, **more):
    """Have another moderator do something."""
    own, day.moderator = day.moderator, moderator
    done = await day.act(Wish(kind, target, **more))
    day.moderator = own
    return done


def delete(day, key):
    """Let a post be deleted, as its platform says."""
    at = next(n for n, line in enumerate(day.lines) if line.key == key)
    line = day.lines[at]
    day.lines[at] = replace(line, deleted=True, post=replace(line.post, text=""))
