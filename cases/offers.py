"""Who is asked to take a case: suitable volunteers, nearest and least loaded first, wave after wave."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from cases import policy
from cases.areas import touch, widening
from cases.case import Case
from cases.people import Volunteer


class OfferStatus(StrEnum):
    """What became of an offer."""

    OPEN = "open"
    ACCEPTED = "accepted"
    PASSED = "passed"
    RUN_OUT = "run_out"
    LOST = "lost"  # somebody else was first, or the case was withdrawn


@dataclass(frozen=True, slots=True)
class Offer:
    """One volunteer asked to take one case until `expires_at`."""

    id: int
    case_id: int
    volunteer_id: int
    status: OfferStatus
    expires_at: datetime


def suitable(case: Case, volunteers: Iterable[Volunteer], asked: Sequence[int], weekday: int) -> list[Volunteer]:
    """The next wave for a case: the nearest circle that has anybody, those free today, or all of it where none is.

    Args:
        case: the case to be offered.
        volunteers: those whose areas touch the case's province.
        asked: ids of volunteers who were asked before, and the reporter; they are left out.
        weekday: today, 0 for Monday.

    Returns:
        At most `policy.OFFERS_AT_ONCE` volunteers; empty where nobody is left.

    """
    free = [
        volunteer
        for volunteer in volunteers
        if volunteer.person_id not in asked
        and not volunteer.resting
        and volunteer.load < policy.MAX_LOAD
        and (not case.needs or set(volunteer.needs) & set(case.needs))
    ]
    for circle in widening(case.area):
        near = [v for v in free if any(touch(own, circle) for own in v.areas)]
        if near:
            wave = [v for v in near if weekday in v.days] or near
            wave.sort(key=lambda v: (v.load, -len(set(v.needs) & set(case.needs)), v.person_id))
            return wave[: policy.OFFERS_AT_ONCE]
    return []
