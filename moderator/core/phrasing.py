"""How a question speaks of work: it points, calls a job by its name, or asks what else there is."""

import re

_POINTING = re.compile(
    r"\b(?:deze|dit|die|dat|(?:hier|daar)(?:voor|bij|op)|this|that|it|the (?:job|role|post))\b",
    re.IGNORECASE,
)
_JOB = re.compile(
    r"\b(?:die|deze|dat|dit|de|het|that|this|the)\s+(?:[\w-]+\s+){0,2}?"
    r"(?:vacature|baan|functie|stage|job|role|vacancy|position|opening|internship)\b|"
    r"\b(?:vacature|baan|functie|job|role|vacancy|position)\s+(?:van|als|voor|of|as|for)\b",
    re.IGNORECASE,
)
_THAT = re.compile(r"\b(?:die|deze|dat|dit|that|this)\s+[\w-]{4,}", re.IGNORECASE)
_BEHIND_ARTICLE = re.compile(r"\b(?:de|het|the)\s+(?=((?:[\w-]+\s+){0,3}[\w-]+))", re.IGNORECASE)
_SOUGHT = re.compile(
    r"\b(?:iets|anything|something|work experience|any (?:work|jobs?|roles?|openings?|vacanc\w+)|"
    r"(?:ook|nog) (?:\w+ )?(?:plek\w*|plaats\w*|werk|vacatures?|banen|stage\w*|functies|jobs?))\s+"
    r"(?:voor|als|for|as|in)\s+((?:[\w'-]+\s+){0,3}[\w'-]+)",
    re.IGNORECASE,
)
_ELSE = re.compile(
    r"\b(?:jull?ie|bij u|(?:heeft|hebt|zoekt|neemt|heb|zoek) (?:u|je|ge|gij)|"
    r"(?:do|are|have|can|would|will) (?:you|ye|yous|u)|you(?:r|'re)?|"
    r"nog (?:iets|wat|meer|andere|vacatures|plek\w*|banen|werk)|"
    r"(?:iets|plek\w*|werk|plaats|vacatures?) (?:voor|als)|"
    r"anything|other (?:jobs?|roles?)|any (?:other|more|jobs|roles|work|openings|vacancies))\b",
    re.IGNORECASE,
)


def points(text: str) -> bool:
    """Whether it points at something there ("is deze nog vrij?"), and seeks nothing else."""
    return _POINTING.search(text) is not None and _SOUGHT.search(text) is None


def jobs_named(text: str) -> tuple[list[str], int]:
    """The parts that may each name a job, and how many words of one have to fit it.

    One does where it calls the job one ("die baan als kok"), two where it only points ("die
    banketbakker in Weert"); two right behind one article ("de avondploeg inpakkers in Weert").
    """
    if _JOB.search(text):
        return [text], 1
    return [text] if _THAT.search(text) else _BEHIND_ARTICLE.findall(text), 2


def sought(text: str) -> str:
    """The words that tell a job: those of what is sought ("iets voor een kok"), else all."""
    found = _SOUGHT.search(text)
    return found.group(1) if found else text


def asks_a_term(text: str) -> bool:
    """Whether it may ask a term of a job, rather than about the employer or its other jobs."""
    return bool(text) and _ELSE.search(text) is None
