"""Names behind a word that tells their level: ต.ท่าข้าม, อำเภอหาดใหญ่, จ สงขลา."""

import re
from collections.abc import Iterator
from functools import cache

from nlp.areas.folding import bare_letters, fold_with_map
from nlp.areas.mention import ANNOUNCED, CUED, WEAK, Mention
from nlp.areas.names import DISTRICT, LEVELS, PROVINCE, SUBDISTRICT, area_names
from nlp.areas.sheet import Sheet
from nlp.gazetteer import BANGKOK
from nlp.patterns import either

_BANGKOKS_WORDS = ("เขต", "แขวง")
_LETTER_LEVELS = {"ต": SUBDISTRICT, "อ": DISTRICT, "จ": PROVINCE}
_NAME_LETTER = re.compile("[ก-ฮ\u0e31\u0e32\u0e34-\u0e39\u0e40-\u0e44]")
_CHUNK = re.compile(r"\S*")
_PUNCTUATION = ".,:;!?()\"'"
_SHORTEST_ELSEWHERE = 4  # folded letters of a name that is believed although it is of another level
_TOO_SHORT_TO_MISSPELL = 3
_ANOTHER_LEVEL, _CUT_SHORT, _SOUNDS_ALIKE = 0.7, 0.5, 0.9


def announced(sheet: Sheet) -> Iterator[Mention]:
    """The names of a text that a level word announces, misspelt ones included (without readings)."""
    pattern, level_of = _level_words()
    words = list(pattern.finditer(sheet.folded))
    offices = tuple(area_names().data["levels"]["offices"])
    done = 0
    for index, match in enumerate(words):
        following = words[index + 1] if index + 1 < len(words) else None
        if match.start() < done or (following and _is_followed(sheet, match, following)):
            continue
        mention = Mention(sheet.start_of(match.start()), 0, ANNOUNCED, level=level_of[match.group().strip(" .,/:")])
        last = _read_name(sheet, match.end(), mention, stop=following.start() if following else len(sheet.folded))
        if last is None and len(mention.raw) < 2:
            continue
        if match["glued"] is not None:
            if 1.0 not in mention.readings.values():
                continue
            mention.weight, mention.raw = WEAK, ""
        elif sheet.folded.endswith(offices, 0, match.start()) and mention.level == PROVINCE:
            if _is_blocked(sheet, match.end(), last):
                continue
            mention.weight = CUED
        done = match.end() if last is None else last + 1
        mention.end = sheet.end_of(done - 1)
        yield mention


def _is_followed(sheet: Sheet, match: re.Match[str], following: re.Match[str]) -> bool:
    """Whether the next level word stands where the name should: "ในเขต ต.ท่าทราย"."""
    return following["glued"] is None and not sheet.folded[match.end() : following.start()].strip(" .:")


def _read_name(sheet: Sheet, index: int, mention: Mention, stop: int) -> int | None:
    """Fill in what the letters from `index` may name; the folded position of the last one, None if nothing fits."""
    letters, positions = _letters(sheet, index)
    start = sheet.start_of(positions[0]) if positions else 0
    found: int | None = None
    for length in range(len(letters), 1, -1):
        end = sheet.end_of(positions[length - 1])
        if sheet.cuts_a_syllable(start, end):
            continue
        readings = _readings(letters[:length], mention.level, bare_letters(sheet.text[start:end]))
        if found is not None:
            readings = {code: _CUT_SHORT * q for code, q in readings.items() if len(code) == mention.level}
        for code, quality in readings.items():
            mention.readings[code] = max(quality, mention.readings.get(code, 0.0))
        found = positions[length - 1] if found is None and readings else found
    _keep_or_drop_bangkok(sheet, mention)
    if positions and (chunk := _CHUNK.match(sheet.folded, positions[0], stop)):
        mention.reach = sheet.start_of(chunk.end())
        mention.raw = "".join(_NAME_LETTER.findall(chunk.group()))
        mention.whole = len(mention.raw) == len(chunk.group().strip(_PUNCTUATION))
    return found


def _keep_or_drop_bangkok(sheet: Sheet, mention: Mention) -> None:
    """เขต and แขวง are Bangkok's words, อำเภอ and ตำบล all the other provinces'."""
    theirs = sheet.text.startswith(_BANGKOKS_WORDS, mention.start)
    fitting = {code: q for code, q in mention.readings.items() if code.startswith(BANGKOK) == theirs}
    if mention.level != PROVINCE:
        mention.readings = fitting or mention.readings


def _letters(sheet: Sheet, index: int) -> tuple[str, list[int]]:
    """The letters of a possible name from here on, blanks left out, and their folded positions."""
    longest = area_names().longest
    letters: list[str] = []
    positions: list[int] = []
    while index < len(sheet.folded) and len(letters) < longest:
        letter = sheet.folded[index]
        if _NAME_LETTER.match(letter):
            letters.append(letter)
            positions.append(index)
        elif letter not in (" .:,-/'" if not letters else " -'."):
            break
        index += 1
    return "".join(letters), positions


def _readings(folded: str, level: int, surface: str) -> dict[str, float]:
    names = area_names()
    exact = {name.code for name in names.names.get(folded, ()) if bare_letters(name.text) == surface}
    here = {name.code: 1.0 if name.code in exact else _SOUNDS_ALIKE for name in names.at_level(folded, level)}
    if len(folded) <= _TOO_SHORT_TO_MISSPELL:
        here = {code: quality for code, quality in here.items() if code in exact}
    if here or len(folded) < _SHORTEST_ELSEWHERE:
        return here
    for other in LEVELS:
        if elsewhere := {code: _ANOTHER_LEVEL for code in exact if len(code) == other}:
            return elsewhere
    return {}


def _is_blocked(sheet: Sheet, start: int, last: int | None) -> bool:
    return last is None or sheet.folded[start : last + 1].strip(" .") in area_names().blocked


@cache
def _level_words() -> tuple[re.Pattern[str], dict[str, int]]:
    """What announces a level in a folded text, and the level by the word that was found (without its dot)."""
    levels = area_names().data["levels"]
    level_of = dict(_LETTER_LEVELS)
    words: set[str] = set()
    for level, key in ((PROVINCE, "province"), (DISTRICT, "district"), (SUBDISTRICT, "subdistrict")):
        folded = [fold_with_map(word)[0] for word in levels[key]]
        words.update(folded)
        level_of |= {word.strip("."): level for word in folded}
    letter = r"(?<![^\s\d,/()])[ตอจ]"
    pattern = rf"{either(words)}|{letter}[ ,/:]|(?P<glued>{letter}(?=[ก-ฮเแโไ]))"
    return re.compile(pattern), level_of
