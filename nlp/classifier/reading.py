"""One message as the model sees it: its words, letters, sounds, word groups and what the rules say of it."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, combinations, pairwise

from nlp.classifier.danger import Danger, DangerLexicon
from nlp.classifier.lexicon import Found
from nlp.classifier.rules import Rules, Verdict
from nlp.classifier.sounds import by_ear
from nlp.classifier.spelling import even_out
from nlp.classifier.tokens import Tokeniser

LONGEST = 3000  # characters that are read; nobody has told a need later than that
LETTERS, SOUNDS = (2, 5), (3, 5)  # shortest and longest run of characters that is a feature

_NUMBER = re.compile(r"\d+")
_AGE = re.compile(r"อายุ\s*(\d{1,3})|(\d{1,3})\s*(?:ปี|ขวบ)")
_OLD, _GROWN = 60, 18  # years


@dataclass(frozen=True, slots=True)
class Reading:
    """What was seen in one message; `features` by block, each as often as it was seen."""

    verdict: Verdict
    danger: Danger
    features: Mapping[str, Sequence[str]]


class Reader:
    """Reads messages with one set of rules, danger words and dictionary."""

    def __init__(self, rules: Rules, danger: DangerLexicon) -> None:
        self._rules, self._danger = rules, danger
        self._tokeniser = Tokeniser(rules.lexicon.words())

    @classmethod
    def load(cls) -> "Reader":
        """With the data that is shipped."""
        return cls(Rules.load(), DangerLexicon.load())

    def read(self, text: str) -> Reading:
        """What is seen in `text`, which may be any string."""
        plain = even_out(text[:LONGEST])
        words = self._tokeniser.words(plain)
        edges = frozenset(accumulate((len(word) for word in words), initial=0))
        found = self._rules.find(plain, edges)
        verdict, danger = self._rules.judge(found), self._danger.judge(plain, edges)
        masked = _NUMBER.sub("0", plain)
        return Reading(
            verdict=verdict,
            danger=danger,
            features={
                "words": _words([_NUMBER.sub("0", word) for word in words if not word.isspace()]),
                "letters": _runs(f" {masked} ", *LETTERS),
                "sounds": _runs(f" {by_ear(masked)} ", *SOUNDS),
                "groups": [*_groups(found), *_spoken(verdict), *_dangers(danger, found), *_ages(plain)],
            },
        )


def _words(words: Sequence[str]) -> list[str]:
    return [*words, *(f"{a} {b}" for a, b in pairwise(["^", *words, "$"]))]


def _runs(text: str, shortest: int, longest: int) -> list[str]:
    return [text[i : i + n] for n in range(shortest, longest + 1) for i in range(len(text) - n + 1)]


def _groups(found: Mapping[str, Sequence[Found]]) -> list[str]:
    names = sorted(found)
    return [*names, *(f"{a}+{b}" for a, b in combinations(names, 2))]


def _spoken(verdict: Verdict) -> list[str]:
    return [f"need:{code}" for code in verdict.needs] + [f"hint:{code}" for code in verdict.hints]


def _dangers(danger: Danger, groups: Iterable[str]) -> list[str]:
    standing = {f"danger:{word.group}" for word in danger.words}
    beside = [f"danger+{group}" for group in groups if danger.words]
    calmed = [f"calmed:{word.group}" for word in danger.calmed] + [f"calm:{context}" for context in danger.calm]
    return [*sorted(standing), *(f"{a}+{b}" for a, b in combinations(sorted(standing), 2)), *beside, *calmed]


def _ages(text: str) -> list[str]:
    years = [int(age or years) for age, years in _AGE.findall(text)]
    return ["age:old" for y in years if _OLD <= y <= 120] + ["age:child" for y in years if y < _GROWN]
