"""Sets the model's thresholds on messages that the model which judged them was not trained on."""

from itertools import product

import numpy as np
from numpy.typing import NDArray

from nlp.classifier.decisions import Thresholds
from nlp.classifier.labels import GATE_COLUMN, NEED_COLUMNS, URGENCY_COLUMNS

# A model that was not shown a writer's kind of talk accepts more of it, and calls more of it an emergency, than the
# final one: what is allowed here comes to 2 % and 0.9 on messages held back (docs/nlp.md). The bars are 4 % and 0.85.
FALSE_ACCEPTANCE = 0.045  # of the messages without a need
EMERGENCY_PRECISION = 0.80  # of what is called an emergency; recall is made as high as that allows
HOPELESS = 0.01  # of the messages with a need, so many may be asked openly instead of getting buttons
_STEPS = np.round(np.arange(0.02, 0.98, 0.02), 2)

Bools = NDArray[np.bool_]
Floats = NDArray[np.float32]


def set_thresholds(probabilities: Floats, labels: Bools, levels: NDArray[np.int_]) -> Thresholds:
    """The thresholds that serve these messages best within what may go wrong.

    `levels` tells for each message what its danger words say.
    """
    gate, carries = probabilities[:, GATE_COLUMN], labels[:, GATE_COLUMN]
    any_need = _quantile(gate[~carries], 1 - FALSE_ACCEPTANCE)
    urgencies, true = probabilities[:, URGENCY_COLUMNS], labels[:, URGENCY_COLUMNS]
    alone, with_word = _emergency(urgencies[:, 0], true[:, 0], levels)
    return Thresholds(
        any_need=any_need,
        need=_need(probabilities[:, NEED_COLUMNS], labels[:, NEED_COLUMNS], gate >= any_need),
        choose=min(any_need, _quantile(gate[carries], HOPELESS)),
        emergency=alone,
        emergency_with_word=with_word,
        urgent=_urgent(urgencies[~true[:, 0]], true[~true[:, 0]]),
    )


def _quantile(values: Floats, share: float) -> float:
    return round(float(np.quantile(values, share)) + 5e-5, 4) if len(values) else 0.5


def _need(needs: Floats, labels: Bools, passed: Bools) -> float:
    """From which probability a need is accepted: where the mean F1 over the needs is highest."""
    return float(max(_STEPS, key=lambda step: mean_f1((needs >= step) & passed[:, None], labels)))


def mean_f1(said: Bools, true: Bools) -> float:
    """The mean over columns of 2TP / (2TP + FP + FN), without those that hold nothing and were never said."""
    hits = (said & true).sum(axis=0)
    both = said.sum(axis=0) + true.sum(axis=0)
    return float((2 * hits[both > 0] / both[both > 0]).mean()) if (both > 0).any() else 1.0


def _emergency(probability: Floats, true: Bools, levels: NDArray[np.int_]) -> tuple[float, float]:
    """The pair that finds most emergencies while enough of what it calls so are."""
    best, most = (0.5, 0.5), -1.0
    for alone, with_word in product(_STEPS, _STEPS):
        if with_word > alone:
            continue
        enough = Thresholds(emergency=float(alone), emergency_with_word=float(with_word)).emergency_by_level
        said = probability >= np.choose(levels, enough)
        hits = float((said & true).sum())
        if said.any() and hits / said.sum() >= EMERGENCY_PRECISION and hits > most:
            best, most = (float(alone), float(with_word)), hits
    return best


def _urgent(urgencies: Floats, true: Bools) -> float:
    """The share from which what is no emergency is urgent: where the F1 of urgent is highest."""
    shares = urgencies[:, 1] / np.maximum(urgencies[:, 1] + urgencies[:, 2], 1e-9)
    return float(max(_STEPS, key=lambda step: mean_f1((shares >= step)[:, None], true[:, 1:2])))
