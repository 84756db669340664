"""Words for danger to life, and the contexts that take the danger out of them."""

import tomllib
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from nlp.classifier.lexicon import DATA, Found, Lexicon

BEFORE = 25  # characters before a danger word in which a negation, past or "if" takes it back
JUST_BEFORE = 4  # for a bare "not", which reaches one word far
ANYWHERE = ("past", "story", "idiom", "hypothetical")


@dataclass(frozen=True, slots=True)
class Danger:
    """The danger words of a message that stand, and those that something around them takes back."""

    words: tuple[Found, ...] = ()
    calmed: tuple[Found, ...] = ()
    calm: tuple[str, ...] = ()  # the contexts met

    def __bool__(self) -> bool:
        return bool(self.words)


class DangerLexicon:
    """The danger words and calming contexts of one file."""

    def __init__(self, data: Mapping[str, Mapping[str, Sequence[str]]]) -> None:
        self._danger = Lexicon(data["danger"])
        self._calm = Lexicon(data["calm"])

    @classmethod
    def load(cls, path: Path = DATA / "danger.toml") -> "DangerLexicon":
        """The lexicon that is shipped, or another."""
        return cls(tomllib.loads(path.read_text(encoding="utf-8")))

    def judge(self, text: str, edges: Container[int]) -> Danger:
        """Which danger words of evened-out `text` (with its word edges) mean danger now."""
        words = self._danger.find(text, edges)
        if not words:
            return Danger()
        calm = self._calm.find(text, edges)
        standing = tuple(word for word in words if not any(_calms(context, word) for context in calm))
        return Danger(standing, tuple(w for w in words if w not in standing), tuple(sorted({c.group for c in calm})))


def _calms(context: Found, word: Found) -> bool:
    if context.group != "negation":
        return True
    gap = word.start - (context.start + len(context.word))
    return 0 <= gap <= JUST_BEFORE
