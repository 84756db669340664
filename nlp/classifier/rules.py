"""Plain rules over word groups: which needs and which intent a message speaks of, and why."""

import tomllib
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cases.needs import CODES, Intent
from nlp.classifier.lexicon import DATA, Found, Lexicon

NEAR = 60  # characters between two words that one rule takes together


@dataclass(frozen=True, slots=True)
class Rule:
    """Fires when all its groups are met near each other; `name` is how the file writes it."""

    name: str
    groups: tuple[str, ...]

    def words(self, found: Mapping[str, Sequence[Found]]) -> tuple[str, ...]:
        """The words it fires on, empty if it does not."""
        if not all(group in found for group in self.groups):
            return ()
        for first in found[self.groups[0]]:
            rest = [self._near(first, found[group]) for group in self.groups[1:]]
            if all(rest):
                return (first.word, *(word.word for word in rest if word))
        return ()

    @staticmethod
    def _near(first: Found, others: Sequence[Found]) -> Found | None:
        return next((o for o in others if o.start != first.start and abs(o.start - first.start) <= NEAR), None)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the rules say of one message: rule names that fired by label, and the words they fired on."""

    needs: Mapping[str, tuple[str, ...]]  # need code to words, strong rules only
    hints: Mapping[str, tuple[str, ...]]  # need code to words, weak rules
    intents: tuple[Intent, ...]  # in the order of the file
    settled: bool
    urgent: bool


def _rules(names: Sequence[str]) -> tuple[Rule, ...]:
    return tuple(Rule(name, tuple(name.split("+"))) for name in names)


def _fired(rules: Sequence[Rule], found: Mapping[str, Sequence[Found]]) -> tuple[str, ...]:
    words = [word for rule in rules for word in rule.words(found)]
    return tuple(dict.fromkeys(words))


class Rules:
    """The rules of one file."""

    def __init__(self, data: Mapping[str, Any], lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        needs, intents = data["needs"], data["intents"]
        self._strong = {code: _rules(needs[code]["strong"]) for code in CODES if code in needs}
        self._weak = {code: _rules(needs[code].get("weak", [])) for code in self._strong}
        self._unless = {code: _rules(needs[code].get("unless", [])) for code in self._strong}
        self._intents = {Intent(name): _rules(names) for name, names in intents.items()}
        self._settled = _rules(data["settled"]["rules"])
        self._urgent = _rules(data["urgency"]["urgent"])

    @classmethod
    def load(cls, path: Path = DATA / "rules.toml", concepts: Path = DATA / "concepts.toml") -> "Rules":
        """The rules and word groups that are shipped, or others."""
        return cls(tomllib.loads(path.read_text(encoding="utf-8")), Lexicon.load(concepts))

    @property
    def codes(self) -> tuple[str, ...]:
        """The needs that there are rules for."""
        return tuple(self._strong)

    def find(self, text: str, edges: Container[int]) -> dict[str, list[Found]]:
        """The words of evened-out `text` (with its word edges) that belong to groups, by group."""
        found: dict[str, list[Found]] = {}
        for word in self.lexicon.find(text, edges):
            found.setdefault(word.group, []).append(word)
        return found

    def judge(self, found: Mapping[str, Sequence[Found]]) -> Verdict:
        """What the rules say of a message with these words."""
        strong = {
            c: w for c, r in self._strong.items() if (w := _fired(r, found)) and not _fired(self._unless[c], found)
        }
        weak = {c: w for c, r in self._weak.items() if c not in strong and (w := _fired(r, found))}
        return Verdict(
            needs=strong,
            hints=weak,
            intents=tuple(intent for intent, rules in self._intents.items() if _fired(rules, found)),
            settled=bool(_fired(self._settled, found)),
            urgent=bool(_fired(self._urgent, found)),
        )
