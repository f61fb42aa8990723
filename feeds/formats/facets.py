"""What the facets of a post on Bluesky mark in its text."""

from feeds.formats.wire import Json, record, records, string


class Marks:
    """Links, hashtags and mentions of a text; facets count its bytes in UTF-8."""

    def __init__(self, text: str, facets: list[Json]) -> None:
        self.links, self.hashtags, self.mentions = list[str](), list[str](), list[str]()
        self._bytes = text.encode()
        for facet in sorted(facets, key=lambda facet: _byte(facet, "byteStart")):
            for feature in records(facet.get("features")):
                self._add(feature, facet)

    def _add(self, feature: Json, facet: Json) -> None:
        match string(feature.get("$type")).partition("#")[2]:
            case "link":
                self.links.append(string(feature.get("uri")))
            case "tag":
                self.hashtags.append(string(feature.get("tag")))
            case "mention":
                written = self._covered(facet).removeprefix("@")
                self.mentions.append(written or string(feature.get("did")))

    def _covered(self, facet: Json) -> str:
        covered = slice(_byte(facet, "byteStart"), _byte(facet, "byteEnd"))
        return self._bytes[covered].decode(errors="ignore")


def _byte(facet: Json, name: str) -> int:
    """Where a facet begins or ends: never before the text does."""
    place = record(facet.get("index")).get(name)
    return max(place, 0) if isinstance(place, int) else 0
