"""How well answers fit labelled messages: the figures that are reported."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from cases.needs import CODES, Intent, Urgency
from cases.understanding import Decision
from nlp.classifier.decisions import Answer
from nlp.corpus import Message
from nlp.learning.examples import Judged

BINS = 10  # of the calibration table


@dataclass(frozen=True, slots=True)
class Score:
    """How one label was found: `support` messages carry it, it was said of `said`, rightly of `hits`."""

    support: int
    said: int
    hits: int

    @property
    def precision(self) -> float:
        """Of what was said, how much was right; 1 if nothing was said."""
        return self.hits / self.said if self.said else 1.0

    @property
    def recall(self) -> float:
        """Of what there was, how much was found; 1 if there was nothing."""
        return self.hits / self.support if self.support else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        return 2 * self.hits / (self.said + self.support) if self.said + self.support else 1.0


@dataclass(frozen=True, slots=True)
class Bin:
    """Need scores of one tenth of the scale: how many, their mean, and how many of them were true."""

    total: int
    mean_score: float
    share_true: float


@dataclass(frozen=True, slots=True)
class Style:
    """The main figures of the messages of one style."""

    total: int
    top1: float
    false_acceptance: float
    intent: float
    urgency: float


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything `khotto evaluate` prints but the errors themselves; shares are from 0 to 1."""

    total: int
    needs: dict[str, Score]
    macro_f1: float
    top1: float  # of the messages with a need: the best guess is one of theirs
    top3: float  # of the messages with a need: one of the three buttons is
    accepted: float  # of the messages with a need: some need was accepted
    false_acceptance: float  # of the messages without a need: some need was accepted
    intents: dict[str, Score]
    intent_accuracy: float
    urgencies: dict[str, Score]
    urgency_f1: float  # mean over the three
    calibration: tuple[Bin, ...]
    calibration_error: float  # mean distance of score and truth, weighed by how many
    confusion: Counter[tuple[str, str]]  # (true intent, said intent)
    need_confusion: Counter[tuple[str, str]]  # (true need, wrong best guess), "-" for none
    styles: dict[str, Style]

    @property
    def emergency(self) -> Score:
        """How emergencies were found."""
        return self.urgencies[Urgency.EMERGENCY]


def figures(judged: Sequence[Judged]) -> Figures:
    """The figures of some answers."""
    needs = {code: _score((code in m.needs, code in a.needs) for m, a in judged) for code in CODES}
    intents = {str(i): _score((m.intent is i, a.intent is i) for m, a in judged) for i in Intent}
    urgencies = {str(u): _score((m.urgency is u, a.urgency is u) for m, a in judged) for u in Urgency}
    bins = _calibration(judged)
    return Figures(
        total=len(judged),
        needs=needs,
        macro_f1=float(np.mean([score.f1 for score in needs.values()])),
        top1=_share(a.candidates[0] in m.needs for m, a in judged if m.needs),
        top3=_share(not set(a.candidates).isdisjoint(m.needs) for m, a in judged if m.needs),
        accepted=_share(a.decision is Decision.ACCEPT for m, a in judged if m.needs),
        false_acceptance=_share(a.decision is Decision.ACCEPT for m, a in judged if not m.needs),
        intents=intents,
        intent_accuracy=_share(m.intent is a.intent for m, a in judged),
        urgencies=urgencies,
        urgency_f1=float(np.mean([score.f1 for score in urgencies.values()])),
        calibration=bins,
        calibration_error=sum(b.total * abs(b.mean_score - b.share_true) for b in bins)
        / max(1, sum(b.total for b in bins)),
        confusion=Counter((str(m.intent), str(a.intent)) for m, a in judged if m.intent is not a.intent),
        need_confusion=_need_confusion(judged),
        styles={
            style: _style([j for j in judged if j[0].style == style]) for style in sorted({m.style for m, _ in judged})
        },
    )


def worst_errors(judged: Iterable[Judged], most: int = 30) -> list[Judged]:
    """The answers that were most sure of a wrong thing or least of a right one, worst first."""
    return sorted((j for j in judged if _is_wrong(*j)), key=lambda j: (-_wrongness(*j), j[0].text))[:most]


def _is_wrong(message: Message, answer: Answer) -> bool:
    said = (set(answer.needs), answer.intent, answer.urgency)
    return said != (set(message.needs), message.intent, message.urgency)


def _wrongness(message: Message, answer: Answer) -> float:
    needs = max(abs((code in message.needs) - answer.scores[code]) for code in CODES)
    missed = 1.0 if (message.urgency is Urgency.EMERGENCY) != (answer.urgency is Urgency.EMERGENCY) else 0.0
    intent = answer.intent_score if answer.intent is not message.intent else 0.0
    accepted = 0.5 if answer.needs and not message.needs else 0.0
    return needs + missed + intent / 2 + accepted


def _score(pairs: Iterable[tuple[bool, bool]]) -> Score:
    kinds = Counter(pairs)
    hits = kinds[True, True]
    return Score(support=hits + kinds[True, False], said=hits + kinds[False, True], hits=hits)


def _share(holds: Iterable[bool]) -> float:
    values = list(holds)
    return sum(values) / len(values) if values else 0.0


def _calibration(judged: Sequence[Judged]) -> tuple[Bin, ...]:
    pairs = np.array([(a.scores[code], code in m.needs) for m, a in judged for code in CODES], dtype=float).reshape(
        -1, 2
    )
    where = np.minimum((pairs[:, 0] * BINS).astype(int), BINS - 1)
    filled = [pairs[where == each] for each in range(BINS) if (where == each).any()]
    return tuple(Bin(len(part), float(part[:, 0].mean()), float(part[:, 1].mean())) for part in filled)


def _need_confusion(judged: Sequence[Judged]) -> Counter[tuple[str, str]]:
    missed = Counter(
        (code, answer.candidates[0] if answer.needs else "-")
        for message, answer in judged
        for code in message.needs
        if code not in answer.needs and answer.candidates[0] not in message.needs
    )
    return missed + Counter(("-", code) for message, answer in judged if not message.needs for code in answer.needs)


def _style(judged: Sequence[Judged]) -> Style:
    return Style(
        total=len(judged),
        top1=_share(a.candidates[0] in m.needs for m, a in judged if m.needs),
        false_acceptance=_share(bool(a.needs) for m, a in judged if not m.needs),
        intent=_share(m.intent is a.intent for m, a in judged),
        urgency=_share(m.urgency is a.urgency for m, a in judged),
    )
