"""Names without a word that tells their level: หาดใหญ่, โคราช, ควนลัง."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from rapidfuzz.distance import OSA

from nlp.areas.folding import bare_letters
from nlp.areas.mention import CUED, NOTHING, STRONG, WEAK, Mention
from nlp.areas.names import PROVINCE, SUBDISTRICT, area_names
from nlp.areas.sheet import Sheet
from nlp.patterns import either

_SHORTEST_MISSPELT = 6  # folded letters
_SLIPS = 2  # letters that may differ in a name that sounds right, more in a long one
_SOUNDS_ALIKE = 0.85
_LIVES = 0.2  # what "mother lives in" adds to a strong name, and "I live in" where no mother is spoken of
_CUE = 0.3  # what a cue adds to a name that is strong anyway
_CLAUSE = 24  # letters before a name that say in what sense it is meant
_LIVING = "(?:อยู่|พักอยู่|อาศัยอยู่|ยู่|หยู่)[^ ]{0,8}[ ]?$"
_TOWN, _IN_TOWN = "เมือง", ("ใน", "ตัว")
_TOWN_BEHIND = re.compile(r"[ ,]+(?:อ\.|อำเภอ)?[ ]?เมือง")
_FROM, _TO = "จาก", "มา"
_SHORT_ANSWER = 24  # letters of a message that is likely to be a place and nothing else


def bare(sheet: Sheet, taken: list[tuple[int, int]]) -> Iterator[Mention]:
    """The names of a text outside the stretches already `taken`."""
    names, folded = area_names(), sheet.folded
    index = 0
    while index < len(folded):
        step = 1
        for length in names.beginning(folded, index):
            key = folded[index : index + length]
            if len(key) == length and key in names.names and (mention := _read(sheet, index, key, taken)):
                step = length
                if mention.weight:
                    yield mention
                break
        index += step


def _read(sheet: Sheet, index: int, key: str, taken: list[tuple[int, int]]) -> Mention | None:
    """The mention that a folded name makes here; one that weighs nothing if the context gives it another sense."""
    start, end = sheet.start_of(index), sheet.end_of(index + len(key) - 1)
    if any(start < other_end and end > other_start for other_start, other_end in taken):
        return None
    if sheet.cuts_a_syllable(start, end):
        return None
    if key in area_names().never_bare and not _TOWN_BEHIND.match(sheet.text, end):
        return None
    readings = _readings(key, sheet.text[start:end])
    if not readings or not _is_whole(sheet, start, end, exact=1.0 in readings.values()):
        return None
    mention = Mention(start, end, NOTHING, readings)
    _judge(mention, key, sheet)
    return mention


def _is_whole(sheet: Sheet, start: int, end: int, exact: bool) -> bool:
    """Whether a name begins and, unless it is misspelt, ends where words do."""
    ends = sheet.word_ends(start, end)
    in_town = sheet.text.startswith(_TOWN, start) and sheet.text.endswith(_IN_TOWN, 0, start)
    begins = start in ends or in_town or _context().cue.search(sheet.text, max(0, start - _CLAUSE), start) is not None
    stops = end in ends or (sheet.text.startswith(".", end) and end + 1 in ends)
    return begins and (stops or not exact)


def _readings(key: str, surface: str) -> dict[str, float]:
    """The areas of this folded name: those spelt just so, else (for longer names) those that sound so."""
    names, plain = area_names(), bare_letters(surface)
    found = [name for name in names.names[key] if len(name.code) < SUBDISTRICT or not surface.endswith("ฯ")]
    exact = {name.code: 1.0 for name in found if bare_letters(name.text) == plain}
    phrase = key in names.blocked or surface in names.data["blocked"]["not_misspelt"]
    if exact or phrase or len(key) < _SHORTEST_MISSPELT:
        return exact
    slips = max(_SLIPS, len(plain) // 3)
    return {name.code: _SOUNDS_ALIKE for name in found if OSA.distance(bare_letters(name.text), plain) <= slips}


def _judge(mention: Mention, key: str, sheet: Sheet) -> None:
    """Weigh a mention by what stands around it."""
    context, text = _context(), sheet.text
    before = context.turn.split(text[max(0, mention.start - _CLAUSE) : mention.start])[-1]
    named_after = context.not_place.search(before)
    if named_after and _begins_a_word(sheet, mention, before, named_after.start()):
        return
    cued = bool(context.cue.search(before))
    if context.not_before.match(text, mention.end) or (context.body.search(before) and not cued):
        return
    leaving = before.rstrip().endswith(_FROM) and text.startswith(_TO, mention.end)
    working = context.working.search(before) and context.kin.search(text)
    mention.away = bool(context.away.search(before) or context.too_far.match(text, mention.end) or leaving or working)
    mention.weight = _weight(mention, key, sheet, cued)
    if mention.weight >= STRONG:
        lives = context.in_need.search(before) or (context.writer.search(before) and not context.kin.search(text))
        mention.weight += _LIVES if lives else 0.0


def _begins_a_word(sheet: Sheet, mention: Mention, before: str, offset: int) -> bool:
    return offset == 0 or mention.start - len(before) + offset in sheet.word_ends(mention.start, mention.end)


def _weight(mention: Mention, key: str, sheet: Sheet, cued: bool) -> float:
    """Trim the readings to the likely ones and say how much the mention counts."""
    blocked = key in area_names().blocked and not _is_sure(sheet, mention, key)
    at_home = {code: q for code, q in mention.readings.items() if sheet.home and code.startswith(sheet.home)}
    if at_home and (cued or not blocked):
        mention.readings = at_home
        return STRONG
    if blocked:
        return WEAK
    exact = 1.0 in mention.readings.values()
    if not exact and not cued and len(sheet.text.strip()) > _SHORT_ANSWER:
        return WEAK
    wide = [code for code in mention.readings if len(code) < SUBDISTRICT]
    if len(wide) == 1 or any(len(code) == PROVINCE for code in wide):
        return STRONG + (_CUE if cued else 0.0)
    shared = sheet.text.startswith(tuple(area_names().data["blocked"]["beginnings"]), mention.start)
    if exact and cued and len(mention.readings) == 1 and not shared and not _is_one_word(sheet, mention):
        return CUED
    return WEAK


def _is_sure(sheet: Sheet, mention: Mention, key: str) -> bool:
    """Whether what stands around an ordinary word makes it a place."""
    context, names = _context(), area_names()
    before = sheet.text[max(0, mention.start - _CLAUSE) : mention.start]
    if not context.sure_cue.search(before):
        return False
    lone = sheet.text[mention.start : mention.end] in names.data["blocked"]["lone"]
    return key in names.with_cue or (lone and context.nothing_more.match(sheet.text, mention.end) is not None)


def _is_one_word(sheet: Sheet, mention: Mention) -> bool:
    return not any(mention.start < end < mention.end for end in sheet.word_ends(mention.start, mention.end))


@dataclass(frozen=True, slots=True)
class _Context:
    """What stands around a bare name and tells in what sense it is meant."""

    cue: re.Pattern[str]
    sure_cue: re.Pattern[str]
    nothing_more: re.Pattern[str]
    away: re.Pattern[str]
    turn: re.Pattern[str]
    too_far: re.Pattern[str]
    working: re.Pattern[str]
    kin: re.Pattern[str]
    writer: re.Pattern[str]
    in_need: re.Pattern[str]
    not_place: re.Pattern[str]
    body: re.Pattern[str]
    not_before: re.Pattern[str]


@cache
def _context() -> _Context:
    words = area_names().data["context"]
    return _Context(
        cue=re.compile(rf"(?:{either(words['cues'])})[ ]?$"),
        sure_cue=re.compile(rf"(?:{either(words['sure_cues'])})[ ]?$"),
        nothing_more=re.compile(rf"(?:{either(words['particles'])})*(?:[ \n]|$)"),
        away=re.compile(rf"(?<!มา)(?:{either(words['away'])})|(?:{either(words['away_before'])})[ ]?$"),
        turn=re.compile(rf"(?:{either(words['turns'])})|\n"),
        too_far=re.compile(rf"\s*(?:{either(words['too_far'])})"),
        working=re.compile(rf"(?<!มา)(?:{either(words['working'])})"),
        kin=re.compile(either(words["kin"])),
        writer=re.compile(rf"(?:{either(words['writer'])})[ ]?{_LIVING}"),
        in_need=re.compile(rf"(?:{either(words['in_need'])})[^ ]{{0,8}}[ ]?{_LIVING}"),
        not_place=re.compile(rf"(?:{either(words['not_places'])})[ ]?$"),
        body=re.compile(rf"(?:{either(words['bodies'])})[^ ]{{0,12}}$"),
        not_before=re.compile(rf"(?:{either(words['not_before'])})"),
    )
