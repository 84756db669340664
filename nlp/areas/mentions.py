"""Everything in a text that names an area: announced, bare, in English letters, or by postcode."""

import re
from collections.abc import Iterator

from nlp.areas.announced import announced
from nlp.areas.bare import bare
from nlp.areas.mention import ANNOUNCED, STRONG, WEAK, Mention
from nlp.areas.names import SUBDISTRICT, area_names, latin_key
from nlp.areas.sheet import Sheet
from nlp.gazetteer import gazetteer

_LATIN_WORD = re.compile(r"[A-Za-z][A-Za-z'-]*")
_POSTCODE = re.compile(
    r"(?P<cue>(?:รหัส(?:ไปรษณีย์)?|ปณ\.?|ไปรษณีย์|zip)[ :]*)?"
    r"(?<![\d,.-])(?P<code>[1-9]\d{4})(?![\d,.-]|\s*(?:บาท|บ\.))"
)
_MOST = 40  # mentions; more than any address has, and a bound for a text that only lists names
_LONGEST_LATIN = 4  # words
_SHORTEST_LATIN, _SURE_LATIN = 4, 6  # letters


def mentions(sheet: Sheet) -> list[Mention]:
    """All mentions, in the order of the text."""
    found = list(announced(sheet))
    found += bare(sheet, [(mention.start, mention.end) for mention in found])
    found += _latin(sheet.text)
    found += _postcodes(sheet.text)
    return sorted(found, key=lambda mention: mention.start)[:_MOST]


def _latin(text: str) -> Iterator[Mention]:
    words = list(_LATIN_WORD.finditer(text))
    index = 0
    while index < len(words):
        step = 1
        for count in range(min(_LONGEST_LATIN, len(words) - index), 0, -1):
            start, end = words[index].start(), words[index + count - 1].end()
            codes = area_names().latin.get(latin_key(text[start:end]), ())
            if codes and end - start >= _SHORTEST_LATIN:
                wide = [code for code in codes if len(code) < SUBDISTRICT]
                sure = len(wide) == 1 and end - start >= _SURE_LATIN
                yield Mention(start, end, STRONG if sure else WEAK, dict.fromkeys(codes, 1.0))
                step = count
                break
        index += step


def _postcodes(text: str) -> Iterator[Mention]:
    for match in _POSTCODE.finditer(text):
        codes = [area.code for area in gazetteer().by_postcode(match["code"])]
        alone = match["cue"] is not None or match.group() == text.strip()
        if codes:
            weight = ANNOUNCED if alone else WEAK
            yield Mention(match.start("code"), match.end(), weight, dict.fromkeys(codes, 1.0), postcode=True)
