"""Groups of words that mean the same, and where a message uses them."""

import tomllib
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent.parent / "data"
SHORT = 4  # letters; a shorter word counts only where the tokeniser sees a word, or it would be met inside others
GUARD = "nothing"  # the group whose words only hide the shorter words inside them

_END = ""


@dataclass(frozen=True, slots=True)
class Found:
    """One word of a group, at `start` of the text."""

    group: str
    word: str
    start: int


class Lexicon:
    """Finds the longest known word at every place of a text, in one pass over its characters."""

    def __init__(self, groups: Mapping[str, Sequence[str]]) -> None:
        self._trie: dict[str, Any] = {}  # letter to node; under _END the names of the groups
        self._words = frozenset(word.lower() for words in groups.values() for word in words)
        for group, words in groups.items():
            for word in words:
                self._add(word.lower(), group)

    @classmethod
    def load(cls, path: Path = DATA / "concepts.toml") -> "Lexicon":
        """The groups of a TOML file of `name = [words]`."""
        return cls(tomllib.loads(path.read_text(encoding="utf-8")))

    def words(self) -> frozenset[str]:
        """Every word of every group."""
        return self._words

    def _add(self, word: str, group: str) -> None:
        node = self._trie
        for letter in word:
            node = node.setdefault(letter, {})
        node.setdefault(_END, {})[group] = {}

    def find(self, text: str, edges: Container[int]) -> list[Found]:
        """Every word of a group in evened-out `text`; a word inside a longer one is not reported.

        `edges` are the offsets at which the words of the text begin or end.
        """
        return list(self._scan(text, edges))

    def _scan(self, text: str, edges: Container[int]) -> Iterator[Found]:
        start = 0
        while start < len(text):
            end, groups = self._longest(text, start, edges)
            if not groups:
                start += 1
                continue
            for group in groups:
                if group != GUARD:
                    yield Found(group, text[start:end], start)
            start = end

    def _longest(self, text: str, start: int, edges: Container[int]) -> tuple[int, Iterable[str]]:
        node, best_end = self._trie, start
        best: Iterable[str] = ()
        for position in range(start, len(text)):
            if (below := node.get(text[position])) is None:
                break
            node = below
            end = position + 1
            if _END in node and (end - start >= SHORT or (start in edges and end in edges)):
                best_end, best = end, node[_END]
        return best_end, best
