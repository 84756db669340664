"""Announced names that are spelt wrong: found among the areas around them, else in the whole country."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from cases.understanding import Place
from nlp.areas.folding import fold
from nlp.areas.mention import CUED, WEAK, Mention
from nlp.areas.names import area_names
from nlp.areas.neighbours import are_neighbours
from nlp.areas.sheet import Sheet
from nlp.gazetteer import gazetteer, own_name

_NEARBY, _ANYWHERE, _BESIDE = 0.7, 0.8, 0.8  # likeness needed, from 0 to 1
_MOST_AROUND = 100  # areas that may stand for "around" before that says nothing
_SHORTEST_ANYWHERE = 5  # folded letters
_SHORTEST_STUMP, _STUMP = 4, 0.9  # อ.พิบูลฯ for อ.พิบูลมังสาหาร: letters needed, likeness given
_SHORTEST_BESIDE, _LONGEST_BESIDE = 5, 40  # letters
_LEADING_WORDS = re.compile("^(?:(?:บ้าน|เฮือน)?(?:อยู่|แถว|ที่|ใน|จาก|ตี้|ย่าน))+")
_MISSPELT = 0.85  # what a misspelt name counts for, beside its likeness


def mend_misspelt(sheet: Sheet, mentions: list[Mention]) -> None:
    """Give announced names that fit nothing around them the readings of names that are spelt alike."""
    for mention in mentions:
        if mention.raw:
            _mend(sheet, mention, mentions)


def misspelt_beside(sheet: Sheet, code: str, start: int, end: int, known: Iterable[Mention]) -> list[Mention]:
    """Words next to `text[start:end]`, which names an area, that are like the name of an area within that one."""
    found: list[Mention] = []
    for begin, stop in _words_beside(sheet.text, start, end):
        taken = any(other.start < stop and begin < other.end and other.weight > WEAK for other in known)
        letters = fold(_LEADING_WORDS.sub("", sheet.text[begin:stop]))
        if taken or len(letters) < _SHORTEST_BESIDE:
            continue
        likeness = {below: _likeness(letters, fold(own_name(area)), whole=True) for below, area in _within(code)}
        best = max(likeness.values(), default=0.0)
        if best >= _BESIDE:
            readings = {below: _MISSPELT * best for below, value in likeness.items() if value == best}
            found.append(Mention(begin, stop, CUED, readings))
    return found


def _words_beside(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where the stretch without blanks before `text[start:end]` stands, and that behind it."""
    first = max(0, start - _LONGEST_BESIDE)
    if before := re.search(r"(\S+)\s+$", text[first:start]):
        yield first + before.start(1), first + before.end(1)
    if after := re.match(r"\s+(\S+)", text[end : end + _LONGEST_BESIDE]):
        yield end + after.start(1), end + after.end(1)


def _within(code: str) -> Iterator[tuple[str, Place]]:
    for child in gazetteer().children(code):
        yield child.code, child
        yield from _within(child.code)


def _mend(sheet: Sheet, mention: Mention, mentions: list[Mention]) -> None:
    others = [other for other in mentions if other is not mention and (other.weight > WEAK or not mention.readings)]
    if 1.0 in mention.readings.values():
        others = [other for other in others if are_neighbours(sheet, mention, other)]
    around = {code for other in others for code in other.readings}
    nearby = _like_nearby(mention, around) if len(around) <= _MOST_AROUND else {}
    if mention.whole and not any(len(code) == mention.level for code in mention.readings):
        stumps = {code: worth for code, worth in nearby.items() if worth >= _MISSPELT * _STUMP}
        mention.readings |= stumps or _stump_of(mention)
    if any(_related(code, other) for code in mention.readings for other in around):
        return
    mention.readings |= nearby
    if mention.whole and not mention.readings:
        mention.readings = _like_anywhere(mention)


def _like_nearby(mention: Mention, around: set[str]) -> dict[str, float]:
    found: dict[str, float] = {}
    for code in _at_level(around, mention.level):
        area = gazetteer().area(code)
        likeness = _likeness(mention.raw, fold(own_name(area))) if area else 0.0
        if likeness >= _NEARBY:
            found[code] = _MISSPELT * likeness
    return found


def _stump_of(mention: Mention) -> dict[str, float]:
    """The one area whose name begins with the letters."""
    found = [
        code
        for name, codes in _names_at(mention.level).items()
        if len(mention.raw) >= _SHORTEST_STUMP and name.startswith(mention.raw)
        for code in codes
    ]
    return {found[0]: _MISSPELT * _STUMP} if len(set(found)) == 1 else {}


def _like_anywhere(mention: Mention) -> dict[str, float]:
    if len(mention.raw) < _SHORTEST_ANYWHERE:
        return {}
    names = _names_at(mention.level)
    found = process.extract(
        mention.raw, list(names), scorer=OSA.normalized_similarity, score_cutoff=_ANYWHERE, limit=20
    )
    best = max((likeness for _, likeness, _ in found), default=0.0)
    return {code: _MISSPELT * likeness for name, likeness, _ in found if likeness == best for code in names[name]}


@cache
def _names_at(level: int) -> dict[str, list[str]]:
    names = area_names()
    return {folded: codes for folded in names.names if (codes := [n.code for n in names.at_level(folded, level)])}


def _at_level(codes: Iterable[str], level: int) -> set[str]:
    """The areas of one level around, beside or within some areas."""
    places = gazetteer()
    found: set[str] = set()
    for code in codes:
        top = [code[: level - 2]] if len(code) >= level else [code]
        while top and len(top[0]) < level:
            top = [child.code for parent in top for child in places.children(parent)]
        found.update([code[:level]] if len(code) > level else top)
    return found


def _likeness(letters: str, name: str, whole: bool = False) -> float:
    """How well a name fits some letters, or unless they are the whole name their beginning, from 0 to 1."""
    if not whole and len(letters) >= _SHORTEST_STUMP and name.startswith(letters):
        return _STUMP
    lengths = {len(name) + more for more in (-1, 0, 1)} & set(range(1, len(letters) + 1)) or {len(letters)}
    return max(OSA.normalized_similarity(letters[:length], name) for length in ({len(letters)} if whole else lengths))


def _related(code: str, other: str) -> bool:
    return code != other and (code.startswith(other) or other.startswith(code))
