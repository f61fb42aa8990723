"""The columns of monitoring tools' exports, told by their headers, Dutch and English."""

import csv
import re
from collections.abc import Sequence

DELIMITERS = (";", "\t", ",", "|")
NAMES = {
    "text": """text tekst bericht berichttekst berichtinhoud inhoud message messagetext content
        body tweet tweettext tweettekst posttext post caption fulltext snippet hitsentence
        openingtext mention mentioncontent sentence posttekst omschrijving contents messagebody""",
    "author": """username gebruikersnaam gebruiker user screenname fromuser handle userhandle
        accounthandle twitterhandle authorhandle authorusername auteurgebruikersnaam twitternaam
        profiel accountnaam account fromusername useraccount auteurnaam schermnaam influencer
        twitterscreenname socialhandle twitterusername userscreenname usernamesource xhandle""",
    "author_name": """author auteur authorname naam name fullname volledigenaam displayname from
        afzender sender schrijver naamauteur naamvanauteur weergavenaam postedby geplaatstdoor
        profilename profielnaam userfullname fromname van""",
    "author_id": "authorid auteurid userid gebruikersid fromuseridstr fromuserid useridstr",
    "author_bio": "bio userdescription authorbio biografie profielbeschrijving authordescription",
    "date": """date datum created createdat publishdate published publishedat publicatiedatum
        datumtijd datetime datumentijd dateandtime timestamp tijdstempel postdate posteddate
        datumgeplaatst geplaatstop berichtdatum creationdate createdtime createddate datetimeutc
        dategmt dateutc publishtime publisheddate datumpublicatie aangemaaktop postedat dateet
        tweetdate tweetdatum plaatsingsdatum publicationdate sentat dateposted geplaatst""",
    "time": "time tijd tijdstip uur publicatietijd timeofday posttime tijdgeplaatst uurminuut",
    "url": """url link permalink posturl tweeturl messageurl berichturl statusurl postlink
        berichtlink linknaarbericht permalinkurl mentionurl originalurl sourceurl
        resourceurl postpermalink tweetlink linktopost linktotweet urlbericht tweetpermalink""",
    "id": """id idstr tweetid postid messageid berichtid statusid mentionid documentid uniqueid
        nativeid twitterid externalid networkid resourceid guid tweetidstr""",
    "source": """source bron platform kanaal channel network netwerk sourcetype brontype medium
        socialnetwork sourcename bronnaam medianaam site website pagetype contentsourcename
        socialmedia mediatype publisher""",
    "type": """type berichttype messagetype posttype soort berichtsoort tweettype contenttype
        engagementtype mentiontype soortbericht threadentrytype typebericht""",
    "in_reply_to": """inreplyto inreplytostatusidstr inreplytostatusid inreplytoid replyto
        replytoid antwoordop inantwoordop reactieop parentid parentpostid reactieopid inreplytourl
        inreplytotweetid antwoordopid parenturl replytotweetid threadparentid""",
    "conversation": "conversationid conversation conversatie conversatieid threadid thread gesprek",
    "quoted": "quoteof quotedid quotedstatusid quotedtweetid quotedurl geciteerd citaatvan",
    "repost_of": """repostof retweetof retweetedid retweetedstatusid retweetid retweetvan repostid
        originalpostid retweetedtweetid""",
    "links": "links urls expandedurls gedeeldelinks linksintekst sharedlinks outboundlinks",
    "hashtags": "hashtags hashtag tags",
    "mentions": "mentions mentionedusers vermeldingen genoemd usermentions genoemdegebruikers",
    "lang": "lang language taal languagecode taalcode userlang",
}
FIELDS = {name: field for field, names in NAMES.items() for name in names.split()}
DUTCH = frozenset(
    [
        "datum",
        "bericht",
        "auteur",
        "gebruikersnaam",
        "tekst",
        "tijd",
        "bron",
        "taal",
        "inhoud",
        "gebruiker",
    ]
)


def split(line: str) -> tuple[list[str], str]:
    """The names in a header line, and the delimiter between them: the one that gives most."""
    rows = [(next(csv.reader([line], delimiter=mark), []), mark) for mark in DELIMITERS]
    return max(rows, key=lambda row: (len(_known(row[0])), len(row[0])))


def is_header(names: Sequence[str]) -> bool:
    """Whether these name the columns of posts: two that are known, a text or a date among them."""
    known = set(_known(names))
    return len(known) > 1 and bool(known & {"text", "date", "url", "id"})


def places(names: Sequence[str]) -> dict[str, int]:
    """Which field stands in which column; the first column of a field is its own."""
    found: dict[str, int] = {}
    for place, name in enumerate(names):
        field = FIELDS.get(_plain(name))
        if field:
            found.setdefault(field, place)
    return found


def unknown(names: Sequence[str]) -> list[str]:
    """The names of which no field is known."""
    return [name for name in names if name.strip() and _plain(name) not in FIELDS]


def is_dutch(names: Sequence[str]) -> bool:
    """Whether a Dutch tool wrote this header: it then writes the day first."""
    return any(_plain(name) in DUTCH for name in names)


def _known(names: Sequence[str]) -> list[str]:
    return [FIELDS[_plain(name)] for name in names if _plain(name) in FIELDS]


def _plain(name: str) -> str:
    return re.sub(r"[\W_]", "", name.casefold())
