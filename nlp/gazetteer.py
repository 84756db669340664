"""Thailand's provinces, districts and sub-districts with their official codes and names.

The data are GeoThai's (https://github.com/GeoThai/data, CC-BY-4.0, © Pongsakorn Thipayanate), as shipped in
the package `geothai`. They hold no coordinates, so nothing here can tell which area lies nearest.
"""

import re
from dataclasses import replace
from functools import cache

import geothai
from rapidfuzz.distance import OSA

from cases.understanding import Place
from nlp.areas.folding import fold

BANGKOK = "10"
_LEVEL_WORD = re.compile(r"^\s*(?:จังหวัด|อำเภอ|ตำบล|แขวง|เขต|[จอต]\.)\s*")


class Gazetteer:
    """All areas of Thailand, looked up by code, by postcode or by what somebody typed."""

    def __init__(self) -> None:
        self._areas: dict[str, Place] = {}
        self._children: dict[str, list[str]] = {"": []}
        self._postcodes: dict[str, list[str]] = {}
        for province in geothai.provinces():
            self._add(Place(province.code, province.name_th))
            for district in geothai.districts(province.code):
                within = self._add(Place(district.code, province.name_th, _plain(district.name_th)))
                for subdistrict in geothai.subdistricts(district.code):
                    self._add(replace(within, code=subdistrict.code, subdistrict=_plain(subdistrict.name_th)))
                    for postcode in subdistrict.postal_codes:
                        self._postcodes.setdefault(postcode, []).append(subdistrict.code)

    def area(self, code: str) -> Place | None:
        """The area with this official code of 2, 4 or 6 digits, or None if there is none."""
        return self._areas.get(code)

    def codes(self) -> list[str]:
        """The codes of all areas: each province before its districts, each district before its sub-districts."""
        return list(self._areas)

    def children(self, code: str = "") -> list[Place]:
        """The areas one level below: provinces for "", districts of a province, sub-districts of a district."""
        return [self._areas[child] for child in self._children.get(code, ())]

    def by_postcode(self, postcode: str) -> list[Place]:
        """The sub-districts that a postcode of five digits serves; empty for an unknown one."""
        return [self._areas[code] for code in self._postcodes.get(postcode, ())]

    def name(self, code: str, full: bool = True) -> str:
        """What people call an area: "ต.ท่าข้าม อ.หาดใหญ่ จ.สงขลา", or without `full` "ต.ท่าข้าม" alone.

        Bangkok says แขวง, เขต and no จ.; an unknown code gives "".
        """
        area = self._areas.get(code)
        if area is None:
            return ""
        words = ("แขวง", "เขต", "") if area.code.startswith(BANGKOK) else ("ต.", "อ.", "จ.")
        names = (area.subdistrict, area.district, area.province)
        parts = [word + name for word, name in zip(words, names, strict=True) if name]
        return " ".join(parts) if full else parts[0]

    def search(self, text: str, within: str = "", limit: int = 10) -> list[Place]:
        """Areas whose name is like what somebody typed when asked for one level, at most `limit`, best first.

        `text` is a name, with or without อ. or จ. before it, perhaps misspelt or cut short; `within` the code of the
        area asked in, "" asks for a province. The areas found are one level below that; where none is like the
        text, two levels below. Their `score` tells how like they are, from 0 to 1.
        """
        wanted = fold(_LEVEL_WORD.sub("", text))
        if not wanted:
            return []
        near = self.children(within)
        found = _like(wanted, near)
        if not found:
            found = _like(wanted, [grandchild for area in near for grandchild in self.children(area.code)])
        return found[:limit]

    def _add(self, area: Place) -> Place:
        self._areas[area.code] = area
        self._children.setdefault(area.code[:-2], []).append(area.code)
        self._children[area.code] = []
        return area


@cache
def gazetteer() -> Gazetteer:
    """The one gazetteer of this process, read on first use."""
    return Gazetteer()


def own_name(area: Place) -> str:
    """The name of the area itself, without the names of the areas around it."""
    return area.subdistrict or area.district or area.province


def _plain(name: str) -> str:
    return re.sub(r"^เขต(?=.)|\s*\(.*\)$", "", name)


def _like(wanted: str, areas: list[Place]) -> list[Place]:
    scored = ((_likeness(wanted, fold(own_name(area))), area) for area in areas)
    good = [replace(area, score=round(score, 3)) for score, area in scored if score >= 0.7]
    return sorted(good, key=lambda area: (-area.score, area.code))


def _likeness(wanted: str, name: str) -> float:
    if name == wanted:
        return 1.0
    if len(wanted) >= 3 and wanted in name:
        return 0.9 + 0.05 * name.startswith(wanted)
    return OSA.normalized_similarity(wanted, name)
