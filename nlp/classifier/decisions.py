"""From probabilities to what is done: accept, offer three, or ask; and how pressing it is."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cases.needs import CODES, Intent, Urgency
from cases.understanding import Decision
from nlp.classifier.danger import Level
from nlp.classifier.labels import (
    GATE_COLUMN,
    INTENT_COLUMNS,
    INTENTS,
    NEED_COLUMNS,
    URGENCIES,
    URGENCY_COLUMNS,
)

BUTTONS = 3
PROBABLY = 0.5  # where a danger word is taken back, an emergency must be likelier than not


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Probabilities from which something is done; set in training, on messages that were not trained on."""

    any_need: float = 0.5  # that there is a need at all, to accept one
    need: float = 0.5  # of each need, to accept it
    choose: float = 0.2  # that there is a need at all, to offer three
    emergency: float = 0.5
    emergency_with_word: float = 0.3  # where a danger word stands in the message
    urgent: float = 0.5  # share of urgent in what is no emergency

    @property
    def emergency_by_level(self) -> tuple[float, float, float, float]:
        """From which probability on there is an emergency, one a `Level` of danger words."""
        return max(self.emergency, PROBABLY), self.emergency, self.emergency_with_word, 0.0


@dataclass(frozen=True, slots=True)
class Answer:
    """What the model says of one message; `needs` are those that are accepted."""

    decision: Decision
    needs: tuple[str, ...]
    candidates: tuple[str, ...]  # best first
    scores: dict[str, float]
    intent: Intent
    intent_score: float
    urgency: Urgency
    urgency_score: float
    any_need: float

    @property
    def pressing(self) -> bool:
        """Whether somebody is in danger now."""
        return self.urgency is Urgency.EMERGENCY


def decide(probabilities: NDArray[np.float32], level: Level, thresholds: Thresholds) -> Answer:
    """What is done with one row of probabilities, a column a label."""
    needs, gate = probabilities[NEED_COLUMNS], float(probabilities[GATE_COLUMN])
    intents, urgencies = probabilities[INTENT_COLUMNS], probabilities[URGENCY_COLUMNS]
    order = np.argsort(-needs, kind="stable")
    accepted = [i for i in range(len(CODES)) if needs[i] >= thresholds.need] if gate >= thresholds.any_need else []
    urgency = _urgency(urgencies, level, thresholds)
    intent = int(intents.argmax())
    return Answer(
        decision=_decision(bool(accepted), gate, thresholds),
        needs=tuple(CODES[i] for i in accepted),
        candidates=tuple(CODES[i] for i in order[:BUTTONS]),
        scores={code: round(float(p), 4) for code, p in zip(CODES, needs, strict=True)},
        intent=INTENTS[intent],
        intent_score=round(float(intents[intent]), 4),
        urgency=URGENCIES[urgency],
        urgency_score=round(float(urgencies[urgency]), 4),
        any_need=round(gate, 4),
    )


def _decision(accepted: bool, gate: float, thresholds: Thresholds) -> Decision:
    if accepted:
        return Decision.ACCEPT
    return Decision.CHOOSE if gate >= thresholds.choose else Decision.ASK


def _urgency(urgencies: NDArray[np.float32], level: Level, thresholds: Thresholds) -> int:
    emergency, urgent, normal = urgencies
    if emergency >= thresholds.emergency_by_level[level]:
        return 0
    return 1 if urgent >= thresholds.urgent * (urgent + normal) else 2
