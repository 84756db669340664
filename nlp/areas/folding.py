"""One spelling for names that sound alike: หาดใหย่ and หาดใหญ่, ศรีษะเกษ and ศรีสะเกษ."""

import re
from functools import lru_cache

from nlp.text import Rewritten, rewrite

# Letters that are taken for one another in writing: same sound, long and short vowels, ร and ล.
_SOUNDS = str.maketrans("ญณศษซฎฏฐฑฒธภฆฬฌฅฃรีืูๅ", "ยนสสสดตถทททพคลชคขลิึุา")

# Silent letters, tone marks and short a are dropped; ไช, ไชย and ชัย, ำ and ัม, รร and ัน are one sound.
_SPELLING = re.compile(
    "(?P<silent>[ก-ฮ][\u0e34\u0e38]?\u0e4c)"
    "|(?P<mark>[\u0e47-\u0e4e\u0e30\u0e46ฯ]+)"
    "|(?P<ro_han>รร)"
    "|[\u0e43\u0e44](?P<ai>[ก-ฮ])[ยญ]?"
    "|(?P<am>\u0e33)"
)
_CONSONANTS = frozenset(map(chr, range(0x0E01, 0x0E2F)))
_BETWEEN_LETTERS = str.maketrans("", "", " .,-'’\u2010\u2011\u2012\u2013\u2014")


def fold_with_map(text: str) -> Rewritten:
    """`text` in the one spelling, blanks and dots kept; for each letter where it began and ended in `text`."""
    folded, starts, ends = rewrite(text, _SPELLING, _sound)
    return folded.translate(_SOUNDS), starts, ends


@lru_cache(maxsize=20_000)
def fold(name: str) -> str:
    """A name in the one spelling, without blanks, tone marks, silent letters, hyphens and dots."""
    return fold_with_map(name)[0].translate(_BETWEEN_LETTERS)


def bare_letters(name: str) -> str:
    """A name as it is spelt, without blanks, hyphens, dots and the ฯ of an abbreviation."""
    return name.translate(_BETWEEN_LETTERS).rstrip("ฯ")


def _sound(match: re.Match[str]) -> str:
    if match["ai"]:
        return f"{match['ai']}\u0e31ย"
    if match["am"]:
        return "\u0e31ม"
    if match["ro_han"]:
        followed = match.string[match.end() : match.end() + 1] in _CONSONANTS
        return "\u0e31" if followed else "\u0e31น"
    return ""
