"""Follow-ups: what must be asked of whom, and when; and which question comes after silence."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from cases import policy


class Kind(StrEnum):
    """What falls due."""

    VOLUNTEER = "volunteer"  # ask the volunteer how it goes
    FIRST_QUESTION = "first_question"  # ask the resident whether help came
    SECOND_QUESTION = "second_question"
    SILENCE = "silence"  # nobody answered: close as unconfirmed


@dataclass(frozen=True, slots=True)
class FollowUp:
    """One thing due for one case. `tries` counts how often it was asked before."""

    id: int
    case_id: int
    kind: Kind
    due_at: datetime
    tries: int = 0


def after_silence(kind: Kind, at: datetime) -> tuple[Kind, datetime] | None:
    """What comes due when a question to the resident, put at `at`, stays unanswered; None after the last."""
    if kind is Kind.FIRST_QUESTION:
        return Kind.SECOND_QUESTION, policy.waking(at + policy.SECOND_QUESTION)
    if kind is Kind.SECOND_QUESTION:
        return Kind.SILENCE, at + policy.SILENCE_ENDS
    return None
