"""What is decided of a message, as columns of numbers."""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from cases.needs import CODES, Intent, Urgency

INTENTS, URGENCIES = tuple(Intent), tuple(Urgency)
ANY_NEED = "any_need"  # that a message carries a need at all is learnt by itself

COLUMNS: tuple[str, ...] = (*CODES, ANY_NEED, *INTENTS, *URGENCIES)
NEED_COLUMNS = slice(0, len(CODES))
GATE_COLUMN = len(CODES)
INTENT_COLUMNS = slice(GATE_COLUMN + 1, GATE_COLUMN + 1 + len(INTENTS))
URGENCY_COLUMNS = slice(INTENT_COLUMNS.stop, INTENT_COLUMNS.stop + len(URGENCIES))

Row = tuple[Sequence[str], Intent, Urgency]


def truth(rows: Iterable[Row]) -> NDArray[np.bool_]:
    """One row a message, one column a label: whether it holds."""
    return np.array([_holds(*row) for row in rows], dtype=bool).reshape(-1, len(COLUMNS))


def _holds(needs: Sequence[str], intent: Intent, urgency: Urgency) -> list[bool]:
    return [
        *(code in needs for code in CODES),
        bool(needs),
        *(intent is each for each in INTENTS),
        *(urgency is each for each in URGENCIES),
    ]
