"""The form of a text that the readers of `nlp/` work on, with the way back to the original letters."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from cases.understanding import Span

_VOWELS = "\u0e31\u0e34-\u0e3a\u0e47"
_TONES = "\u0e48-\u0e4c"
_MARKS = _VOWELS + _TONES
_INVISIBLE = "\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe0e\ufe0f\ufeff"
_BLANKS = [*b"\t\x0b\x0c", 0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000]

# Letter for letter: digits to 0-9; blanks and broken surrogates (half an emoji) to a space.
_SAME_LENGTH = {ord(char): str(unicodedata.digit(char)) for char in "๐๑๒๓๔๕๖๗๘๙０１２３４５６７８９"}
_SAME_LENGTH |= dict.fromkeys([*_BLANKS, *range(0xD800, 0xE000)], " ")

# What is written with more letters than it is read with. The order is that of precedence.
_IRREGULAR = re.compile(
    f"(?=[{_INVISIBLE}{_MARKS}\u0e30-\u0e33\u0e40-\u0e46\u0e4d])(?:"
    f"(?P<invisible>[{_INVISIBLE}]+)"
    f"|(?P<am>[{_TONES}]*\u0e4d[{_TONES}\u0e4d]*[\u0e32\u0e33]+|[{_TONES}]{{2,}}\u0e33+|[{_TONES}]?\u0e33{{2,}})"
    "|(?P<ae>\u0e40\u0e40)"
    f"|(?P<order>(?![{_VOWELS}][{_TONES}](?![{_MARKS}]))[{_MARKS}]{{2,}})"  # all but one vowel and one tone
    "|(?P<repeat>(?P<repeated>[\u0e30-\u0e32\u0e40-\u0e46])(?P=repeated)+)"
    ")"
)


Rewritten = tuple[str, Sequence[int], Sequence[int]]


@dataclass(frozen=True, slots=True)
class Prepared:
    """A normalised text; every letter of `text` knows which letters of `source` it stands for."""

    source: str
    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    def original_index(self, index: int) -> int:
        """Where in `source` the letter `text[index]` begins; the end of `source` for an index past the end."""
        return self.starts[index] if index < len(self.starts) else len(self.source)

    def span(self, start: int, end: int) -> Span:
        """The stretch of `source` that `text[start:end]` was read from (empty where `end <= start`)."""
        begin = self.original_index(start)
        return Span(begin, self.ends[end - 1] if end > start else begin)


def prepare(text: str) -> Prepared:
    """Normalise what people type: digits, spaces, invisible characters, vowels typed twice or out of order.

    Thai and full-width digits become 0–9, every kind of blank a space (line breaks stay), nikhahit with aa
    becomes am, a double เ becomes แ, a tone mark goes behind its vowel, vowels and marks written again and
    again become one, broken surrogates become spaces. Letter case is kept. Any string is accepted.
    """
    new, starts, ends = rewrite(text.translate(_SAME_LENGTH), _IRREGULAR, _replacement)
    while len(new) < len(text):  # what went may have stood between two that belong together
        again, begins, finishes = rewrite(new, _IRREGULAR, _replacement)
        if again == new:
            break
        new, starts, ends = again, [starts[i] for i in begins], [ends[i - 1] for i in finishes]
    return Prepared(text, new, starts, ends)


def rewrite(text: str, pattern: re.Pattern[str], replacement: Callable[[re.Match[str]], str]) -> Rewritten:
    """Replace every match of a pattern; for each letter of the result, where it began and ended in `text`."""
    if pattern.search(text) is None:
        return text, range(len(text)), range(1, len(text) + 1)
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    done = 0
    for match in pattern.finditer(text):
        begin, end = match.span()
        new = replacement(match)
        pieces += (text[done:begin], new)
        starts += range(done, begin)
        starts += [begin] * len(new)
        ends += range(done + 1, begin + 1)
        ends += [end] * len(new)
        done = end
    pieces.append(text[done:])
    starts += range(done, len(text))
    ends += range(done + 1, len(text) + 1)
    return "".join(pieces), starts, ends


def _replacement(match: re.Match[str]) -> str:
    kind, found = match.lastgroup, match.group()
    if kind == "invisible":
        return ""
    if kind == "ae":
        return "แ"
    marks = "".join(dict.fromkeys(found))
    tones = "".join(char for char in marks if "\u0e48" <= char <= "\u0e4c")
    if kind == "am":
        return f"{tones[:1]}\u0e33"
    if kind == "order":
        return "".join(char for char in marks if char not in tones) + tones[:1]
    return found[0]
