"""What coordinators corrected, as training messages: masked by whoever stored it, and capped."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from cases.needs import Intent, Urgency
from nlp.corpus import Message

WRITER = "corrections"
MOST_A_LABEL = 60  # corrections of one label: 200 rows of one need were seen to cost another need 30 points of F1


@dataclass(frozen=True, slots=True)
class Correction:
    """One message with the labels that a coordinator gave it; `text` holds no personal data any more."""

    text: str
    needs: tuple[str, ...]
    intent: Intent
    urgency: Urgency
    who: str
    when: datetime


def as_messages(corrections: Iterable[Correction], known: Sequence[Message]) -> list[Message]:
    """The corrections to train on, newest first: the last word on each text, at most `MOST_A_LABEL` a label.

    A text that is among the `known` messages already is left out.
    """
    seen = {message.text for message in known}
    count: Counter[str] = Counter()
    taken = []
    for correction in sorted(corrections, key=lambda each: (each.when, each.text), reverse=True):
        labels = correction.needs or ("none",)
        if (
            correction.text in seen
            or not correction.text.strip()
            or any(count[label] >= MOST_A_LABEL for label in labels)
        ):
            continue
        seen.add(correction.text)
        count.update(labels)
        taken.append(_message(correction))
    return taken


def _message(correction: Correction) -> Message:
    return Message(correction.text, correction.needs, correction.intent, correction.urgency, writer=WRITER)
