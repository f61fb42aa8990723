"""How a question speaks of work: it points, calls a job by its name, or asks what else there is."""

import re

QUESTION_MARKS = ("?", "？", "؟")
"""As they are written here, in full width, and in Arabic."""

_POINTING = re.compile(
    r"\b(?:deze|die|(?:hier|daar)(?:voor|bij|op)|this|the (?:job|role|post))\b", re.IGNORECASE
)
_MAY_POINT = re.compile(r"\b(?:dit|dat|that|it)\b", re.IGNORECASE)
"""It points where no other work is asked for: "is it far?", not "do you train, or is it all …?"."""
_JOB = re.compile(
    r"\b(?:die|deze|dat|dit|de|het|that|this|the)\s+(?:[\w-]+\s+){0,2}?"
    r"(?:vacature|baan|functie|stage|job|role|vacancy|position|opening|internship)\b|"
    r"\b(?:vacature|baan|functie|job|role|vacancy|position)\s+(?:van|als|voor|of|as|for)\b",
    re.IGNORECASE,
)
_POINTER = r"\b(?:die|deze|dat|dit|that|this)\s+"
_THAT = re.compile(rf"{_POINTER}[\w-]{{4,}}", re.IGNORECASE)
_EMPLOYERS = (
    r"(?:bedrij\w+|werkgevers?|organisaties?|instelling\w*|ziekenhui\w+|schol\w+|gemeentes?n?|"
    r"winkels?|zaken|hotels?|restaurants?|stands?|compan\w+|employers?|firms?|hospitals?|schools?|"
    r"councils?|shops?|homes)\b"
)
_ASKS_ALL = re.compile(
    rf"\b(?:welke?|which|what)\s+(?:van\s|of\s)?(?:\w+\s)?{_EMPLOYERS}|"
    rf"\b(?:zijn|is|zitten|staan|are)\s+(?:er|hier|there)\s+(?:\w+\s){{0,2}}{_EMPLOYERS}|"
    r"\b(?:any|enige?)\s+(?:employers?|compan(?:y|ies)|firms?|schools?|shops?|bedrij(?:f|ven)|"
    r"werkgevers?|organisaties?)\s+(?:(?:up|round|out) )?(?:here|on|in|near|at|that|who|hiring|"
    r"taking|looking|hier|die|dat|bij|rond)\b|"
    r"\b(?:wie|who)(?: (?:van|of|on|here|hier|u|you|jullie)){0,3} "
    r"(?:has|have|got|offers?|takes?|heeft|hebben|zoekt|biedt|neemt)\b|"
    r"\bwho(?:['’]s| is| are| else is)?(?: (?:still|here|actually|currently)){0,2} "
    r"(?:taking|hiring|recruiting|looking for)\b",
    re.IGNORECASE,
)
"""It asks which employers do so."""
_US = re.compile(r"\b(?:wij|we|ons|onze|us|our|we're|we've|we'd)\b", re.IGNORECASE)
_NEXT_WORDS = r"(?=((?:[\w-]+\s+){0,3}[\w-]+))"
_BEHIND_ARTICLE = re.compile(rf"\b(?:de|het|the)\s+{_NEXT_WORDS}", re.IGNORECASE)
_BEHIND_THAT = re.compile(rf"{_POINTER}{_NEXT_WORDS}", re.IGNORECASE)
_SOUGHT = re.compile(
    r"\b(?:iets|anything|something|work experience|"
    r"any (?:(?:more|other) )?(?:work|jobs?|roles?|openings?|vacanc\w+)|"
    r"(?:ook|nog) (?:\w+ )?(?:plek\w*|plaats\w*|werk|vacatures?|banen|stage\w*|functies|jobs?))\s+"
    r"(?:voor|als|for|as|in)\s+((?:[\w'-]+\s+){0,3}[\w'-]+)|"
    r"\b(?:any|andere|other)\s+(?:(?:more|other)\s+)?+((?:[\w'-]+\s+){1,2})"
    r"(?:jobs?|work|roles?|openings|vacancies|banen|functies)\b|"
    r"\bmensen aan(?:neem\w*|nemen)?(?:\s+voor)?\s+(?!met\b|zonder\b)((?:[\w'-]+\s+){0,3}[\w'-]+)|"
    r"\book\s+(stages?)\b",
    re.IGNORECASE,
)
_OFFERED = re.compile(
    r"\b(?:(?:of|zie) (?:is het |zijn het )?(?:alleen|enkel|alles|allemaal)|"
    r"or (?:is it |are they |just )?(?:all|only|just)|only see|see only)\b"
    r"(?:(?!\b(?:voor|als|for|as)\b)[^.?!])*+",
    re.IGNORECASE,
)
_ELSE = re.compile(
    r"\b(?:jull?ie|bij u|(?:heeft|hebt|zoekt|neemt|heb|zoek) (?:u|je|ge|gij)|"
    r"(?:do|are|have|can|would|will) (?:you|ye|yous|u)|you(?:r|'re)?|"
    r"nog (?:iets|wat|meer|andere|vacatures|plek\w*|banen|werk)|"
    r"(?:iets|plek\w*|werk|plaats|vacatures?) (?:voor|als)|mensen aan(?:nemen|neem\w*)?|"
    r"ook stages?|anything|other (?:jobs?|roles?)|"
    r"any (?:more|(?:[\w'-]+ ){0,2}(?:jobs?|roles?|work|openings|vacancies)))\b",
    re.IGNORECASE,
)
_GOES_ON = re.compile(
    r"(?:[.\s]*+@[\w.@-]++[\s,:]*+)*+"
    r"(?:(?:oh?|ah|ok(?:e|é|ay)?|fijn|mooi|top|super|prima|helder|duidelijk|goed(?: om te weten)?|"
    r"great|good(?: to know)?|nice|lovely|brilliant|right|cheers|thanks?(?: you)?|thx|bedankt|"
    r"dank(?:je|u| je| u)?(?: ?wel)?)\b[\s,.!;:)]*+)*+"
    r"(?:(?:en|and|also|plus|maar|but)\b|ook nog\b|nog (?:een|één|1|wat) ?(?:vraag|ding)|one more)",
    re.IGNORECASE,
)
_ASKED_BEFORE = re.compile(
    r"\b(?:(?:al|net|eerder|vanmorgen|vanochtend|gisteren|zojuist) gevraagd|"
    r"vroeg (?:ik )?(?:net|al|eerder|vanmorgen|vanochtend)|(?:nog )?(?:steeds )?geen antwoord|"
    r"I (?:already )?asked|asked (?:this|you|earlier|before|already)|ask(?:ing|ed)? again|"
    r"still no (?:answer|reply)|never got an answer)\b",
    re.IGNORECASE,
)
_TAKES_PART = re.compile(
    r"\b(?:er (?:ook |nog |vandaag |straks )*bij|(?:doet|doen) (?:[\w'&-]+ ){0,6}mee|deelne\w+|"
    r"(?:komt|komen|staat|staan) (?:[\w'&-]+ ){0,6}(?:vandaag|straks|morgen|ook)|stand(?:nummer)?|"
    r"tak(?:es?|ing) part|part of (?:it|this)|(?:on )?here (?:today|as well|too)|on (?:at|when)|"
    r"attend\w*|joining|coming)\b",
    re.IGNORECASE,
)
_MENDED = re.compile(
    r"\b(?:weer|hersteld|herstelt|opgelost|verholpen|gefixt|again|back (?:up|on|online)|fixed|"
    r"sorted|solved|repaired|restored|(?:werkt|doet het|works?|working|online) (?:nu|now))\b",
    re.IGNORECASE,
)


def asks_who_is_there(text: str) -> bool:
    """Whether a question may be about who takes part in the fair, which the organiser knows."""
    return _TAKES_PART.search(text) is not None


def continues(text: str) -> bool:
    """Whether a post begins as one that goes on with what was said ("oh fijn, en …")."""
    return _GOES_ON.match(text) is not None


def says_asked(text: str) -> bool:
    """Whether a post says that its author asked before ("vanmorgen gevraagd …")."""
    return _ASKED_BEFORE.search(text) is not None


def says_mended(text: str) -> bool:
    """Whether a post says that something works again ("staat er weer op", "is fixed")."""
    return _MENDED.search(text) is not None


def speaks_for_us(text: str) -> bool:
    """Whether a post speaks for more than its author ("wij, voor vier avonden")."""
    return _US.search(text) is not None


def points(text: str) -> bool:
    """Whether it points at something there ("is deze nog vrij?"), and seeks nothing else."""
    points_at = _POINTING.search(text) or (asks_a_term(text) and _MAY_POINT.search(text))
    return bool(points_at) and _SOUGHT.search(text) is None


def jobs_named(text: str) -> tuple[list[str], int]:
    """The parts that may each name a job, and how many words of one have to fit it.

    One does where it calls the job one ("die baan als kok"), two where it only points ("die
    banketbakker in Weert"); two right behind one article ("de avondploeg inpakkers in Weert").
    Who asks which employers do so names a job only right behind where it points.
    """
    if _JOB.search(text):
        return [text], 1
    if _ASKS_ALL.search(text):
        return _BEHIND_THAT.findall(text), 2
    return [text] if _THAT.search(text) else _BEHIND_ARTICLE.findall(text), 2


def sought(text: str) -> str:
    """The words that tell a job: those of what is sought ("iets voor een kok"), else all.

    What there is already tells none ("do you take joiners, or is it all office work?"), but
    whom it is for does ("is it nights, or just days for nurses?").
    """
    found = _SOUGHT.search(text)
    return next(filter(None, found.groups())) if found else _OFFERED.sub(" ", text)


def asks_a_term(text: str) -> bool:
    """Whether it may ask a term of a job, rather than about the employer or its other jobs."""
    return bool(text) and _ELSE.search(text) is None
