"""Personal data are forgotten: by the clock when they were kept long enough, and when somebody asks for it."""

from datetime import datetime

from cases import policy
from cases.case import CLOSED, Case
from cases.ports import UnitOfWork
from handlers.services import Services

_CASES, _MESSAGES = 20, 500  # forgotten in one transaction
_SIFTED = "media_sifted"  # the figure that tells up to which photo was looked whether it belongs to a case


class StillOpen(Exception):
    """Cases of a person are not closed; `args` are their numbers."""


def forget_old(uow: UnitOfWork, services: Services) -> None:
    """By the clock: forget what the question for consent promises to keep no longer."""
    at = services.now()
    for case_id in uow.erasure.closed_before(at - policy.CASES_KEPT, _CASES):
        erase_case(uow, uow.cases.get(case_id), at)
    before = at - policy.MESSAGES_KEPT
    uow.erasure.messages(before, _MESSAGES)
    sifted = uow.vitals.figure(_SIFTED)
    uow.vitals.note(_SIFTED, uow.erasure.stray_media(sifted.value if sifted else 0, before, _MESSAGES), at)


def erase_case(uow: UnitOfWork, case: Case, at: datetime) -> None:
    """Forget what a closed case tells of people; RuleBroken while it is open."""
    case.erase(at)
    uow.cases.save(case)
    uow.erasure.beside_case(case, at)


def erase_person(uow: UnitOfWork, person_id: int, at: datetime) -> int:
    """Forget a person: closed cases, messages, photos, the name; returns how many cases that were.

    Consents and refusals stay as evidence, under LINE's id alone. Raises LookupError where there is no such person,
    and StillOpen while people work on a case of theirs, or they on one.
    """
    person = uow.people.get(person_id)
    still_open = uow.erasure.open_cases_of(person_id)
    if still_open:
        raise StillOpen(*still_open)
    reported = [case for case in uow.cases.of_reporter(person_id, limit=10_000) if case.status in CLOSED]
    for case in reported:
        erase_case(uow, case, at)
    uow.erasure.of_chat(person.line_id, person_id)
    return len(reported)
