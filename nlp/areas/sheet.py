"""One text laid out for scanning: its folded spelling, where its words end, and what stands before a place in it."""

from collections.abc import Sequence

from nlp.areas.folding import fold_with_map
from nlp.text import Prepared
from nlp.words import ends_of_words

_DEPENDENT = frozenset("ะัาำิีึืฺุู็่้๊๋์ํๅ")  # never the first letter of a word
_LEADING_VOWELS = frozenset("เแโใไ")
_THAI = frozenset(map(chr, range(0x0E01, 0x0E4F))) | {"."}
_STRETCH = 60  # letters to either side that are cut into words with a name


class Sheet:
    """A prepared text with its folded spelling; positions are those of the prepared text unless called folded."""

    def __init__(self, prepared: Prepared, home: Sequence[str] = ()) -> None:
        self.text = prepared.text
        self.home = tuple(home)
        self.folded, self._starts, _ = fold_with_map(self.text)
        self._word_ends: dict[tuple[int, int], frozenset[int]] = {}

    def start_of(self, folded_index: int) -> int:
        """Where a folded letter begins in the text."""
        return self._starts[folded_index] if folded_index < len(self._starts) else len(self.text)

    def end_of(self, folded_index: int) -> int:
        """Where a folded letter ends, with the marks and silent letters behind it that folding drops."""
        return self.start_of(folded_index + 1)

    def cuts_a_syllable(self, start: int, end: int) -> bool:
        """Whether a stretch begins behind a vowel of its first syllable or ends before one of its last."""
        before, after = self.text[start - 1 : start], self.text[end : end + 1]
        return before in _LEADING_VOWELS or after in _DEPENDENT

    def word_ends(self, start: int, end: int) -> frozenset[int]:
        """Where words begin and end in the stretch of Thai letters around `text[start:end]`."""
        begin, stop = start, end
        while begin > max(0, start - _STRETCH) and self.text[begin - 1] in _THAI:
            begin -= 1
        while stop < min(len(self.text), end + _STRETCH) and self.text[stop] in _THAI:
            stop += 1
        if (begin, stop) not in self._word_ends:
            cuts = ends_of_words(self.text[begin:stop])
            self._word_ends[begin, stop] = frozenset(begin + offset for offset in cuts)
        return self._word_ends[begin, stop]
