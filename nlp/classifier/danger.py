"""Words for danger to life, and the contexts that take the danger out of them."""

import tomllib
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path

from nlp.classifier.lexicon import DATA, Found, Lexicon

A_CRY = 25  # letters; nobody tells a story in fewer
JUST_BEFORE = {"negation": 0, "fear": 10}  # characters, at most, between such a context and a word it takes back


class Level(IntEnum):
    """How much the words alone say of danger now."""

    CALMED = 0  # there were danger words, and something takes each of them back
    NONE = 1
    WORD = 2  # a danger word stands in the message
    CERTAIN = 3  # and it is a sure one, or the message is a mere cry, and nothing calms it


@dataclass(frozen=True, slots=True)
class Danger:
    """The danger words of a message that stand, and those that something around them takes back."""

    words: tuple[Found, ...] = ()
    calmed: tuple[Found, ...] = ()
    calm: tuple[str, ...] = ()  # the contexts that did so
    level: Level = Level.NONE


class DangerLexicon:
    """The danger words and calming contexts of one file."""

    def __init__(self, data: Mapping[str, Mapping[str, Sequence[str]]]) -> None:
        self._danger = Lexicon(data["danger"])
        self._calm = Lexicon(data["calm"])
        self._sure = frozenset(data["sure"]["words"])

    @classmethod
    def load(cls, path: Path = DATA / "danger.toml") -> "DangerLexicon":
        """The lexicon that is shipped, or another."""
        return cls(tomllib.loads(path.read_text(encoding="utf-8")))

    def judge(self, text: str, edges: Container[int]) -> Danger:
        """Which danger words of evened-out `text` (with its word edges) mean danger now."""
        words = self._danger.find(text, edges)
        if not words:
            return Danger()
        contexts = self._calm.find(text, edges)
        calms = {(context.group, word) for word in words for context in contexts if _calms(context, word)}
        taken_back = {word for _, word in calms}
        standing = tuple(word for word in words if word not in taken_back)
        return Danger(
            words=standing,
            calmed=tuple(word for word in words if word in taken_back),
            calm=tuple(sorted({group for group, _ in calms})),
            level=self._level(text, standing, bool(taken_back)),
        )

    def _level(self, text: str, standing: Sequence[Found], calmed: bool) -> Level:
        if not standing:
            return Level.CALMED
        sure = len(text) <= A_CRY or any(found.word in self._sure for found in standing)
        return Level.CERTAIN if sure and not calmed else Level.WORD


def _calms(context: Found, word: Found) -> bool:
    if context.group not in JUST_BEFORE:
        return True
    gap = word.start - (context.start + len(context.word))
    return 0 <= gap <= JUST_BEFORE[context.group]
