"""Every name an area goes by, folded to one spelling: official names, English names, and what people say instead."""

import re
import tomllib
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import geothai

from nlp.areas.folding import fold
from nlp.gazetteer import BANGKOK, gazetteer, own_name

DATA = Path(__file__).parent.parent / "data" / "places.toml"
PROVINCE, DISTRICT, SUBDISTRICT = 2, 4, 6  # a level is the length of its codes
LEVELS = (PROVINCE, DISTRICT, SUBDISTRICT)
_HEAD = 2  # letters by which a scan finds the names that may begin at a letter
CAPITAL = "เมือง"  # the district of a province's capital, whose name people cut to this word


@dataclass(frozen=True, slots=True)
class Name:
    """One way to write the name of one area."""

    text: str
    code: str


class AreaNames:
    """Folded spelling -> the areas that are called so, for scanning a text."""

    def __init__(self) -> None:
        self.data: dict[str, Any] = tomllib.loads(DATA.read_text(encoding="utf-8"))
        self.names: dict[str, list[Name]] = defaultdict(list)
        self.latin: dict[str, list[str]] = defaultdict(list)
        self.with_cue = {fold(name) for name in self.data["blocked"]["with_cue"].split()}
        self.blocked = {fold(name) for name in self.data["blocked"]["names"].split()} | self.with_cue
        self.never_bare = {fold(name) for name in self.data["blocked"]["never"]}
        self._add_official()
        self._add_aliases()
        self.longest = max(map(len, self.names))
        self._lengths_by_head = self._index_heads()

    def at_level(self, folded: str, level: int) -> list[Name]:
        """The areas of one level that go by a folded name."""
        return [name for name in self.names.get(folded, ()) if len(name.code) == level]

    def beginning(self, folded: str, index: int) -> tuple[int, ...]:
        """How long the names are, the longest first, that begin like the letters from `index` on."""
        return self._lengths_by_head.get(folded[index : index + _HEAD], ())

    def _add_official(self) -> None:
        places = gazetteer()
        for code in places.codes():
            area = places.area(code)
            assert area is not None
            self._add(own_name(area), code)
            if len(code) == DISTRICT and code.endswith("01") and not code.startswith(BANGKOK):
                self._add(CAPITAL, code)
        for province in geothai.provinces():
            self.latin[latin_key(province.name_en)].append(province.code)
            for district in geothai.districts(province.code):
                self.latin[latin_key(district.name_en)].append(district.code)
                for subdistrict in geothai.subdistricts(district.code):
                    self.latin[latin_key(subdistrict.name_en)].append(subdistrict.code)

    def _add_aliases(self) -> None:
        for code, aliases in self.data["aliases"].items():
            for alias in aliases:
                self._add(alias, code)
                if len(code) == PROVINCE and code != BANGKOK and not alias.startswith(CAPITAL):
                    self._add(CAPITAL + alias, f"{code}01")

    def _add(self, text: str, code: str) -> None:
        known = self.names[fold(text)]
        name = Name(text, code)
        if name not in known:
            known.append(name)

    def _index_heads(self) -> dict[str, tuple[int, ...]]:
        lengths: dict[str, set[int]] = defaultdict(set)
        for folded in self.names:
            lengths[folded[:_HEAD]].add(len(folded))
        return {head: tuple(sorted(found, reverse=True)) for head, found in lengths.items()}


def latin_key(name: str) -> str:
    """An English name without capitals, blanks, hyphens and apostrophes: Ko Pha-ngan -> kophangan."""
    return re.sub(r"[^a-z]", "", name.lower())


@cache
def area_names() -> AreaNames:
    """The names of this process, read on first use."""
    return AreaNames()
