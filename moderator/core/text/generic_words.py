"""Words that many an employer's name has: by themselves they name nobody."""

_WORDS = """
    bv nv vof inc ltd llc groep group holding stichting vereniging cooperatie de het een van der
    den en and the of for voor bij zorg zorggroep ziekenhuis hotel restaurant bakkerij bakker
    gemeente provincie installatie installaties transport logistiek bouw techniek technisch metaal
    kinderopvang college school scholen onderwijs uitzendbureau uitzend werk werken werkt jobs job
    banen baan vacatures vacature hr recruitment recruiter recruiting talent team personeel noord
    oost zuid west midden nederland dutch holland care health hospital services service solutions
    bank media advies consult consultancy ict it food retail winkel winkels online digital groen
    north south east west city county council university careers hiring people nieuws news markt
    banenmarkt oude nieuwe grote kleine huis thuis wijk jong stad land company companies shop cafe
    bedrijf bedrijven schoonmaak schoonmaakbedrijf cleaning beveiliging security catering horeca
    productie energie energy water welzijn jeugd jeugdzorg thuiszorg ouderenzorg kraamzorg apotheek
    pharmacy opticians tuinbouw kwekerij nurseries garage taxi vervoer haven port bakery brouwerij
    brewery roofing engineering farm theater theatre museum bibliotheek library politie police
    defensie brandweer ambulance universiteit hogeschool academie academy primary
"""
GENERIC = frozenset(_WORDS.split()) | {f"{word}s" for word in _WORDS.split()}
