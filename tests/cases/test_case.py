"""The life of a case: what may follow what, and that every change is remembered."""

from datetime import UTC, datetime, timedelta

import pytest

from cases.case import IN_HAND, OPEN, Case, Happening, RuleBroken, Status
from cases.needs import Urgency

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
RESIDENT, VOLUNTEER, OTHER, COORDINATOR = 1, 2, 3, 4


def new_case(status: Status = Status.NEW, volunteer: int | None = None) -> Case:
    return Case(
        id=1,
        number="69-00001-4",
        reporter_id=RESIDENT,
        needs=("home_repair",),
        urgency=Urgency.NORMAL,
        story="หลังคารั่ว",
        area="901113",
        opened_at=NOW,
        status=status,
        volunteer_id=volunteer,
    )


def happenings(case: Case) -> list[Happening]:
    return [entry.what for entry in case.new_entries]


def test_the_first_to_accept_gets_it_and_the_second_does_not() -> None:
    case = new_case(Status.OFFERED)
    assert case.accept(VOLUNTEER, NOW)
    assert not case.accept(OTHER, NOW)
    assert case.volunteer_id == VOLUNTEER
    assert happenings(case) == [Happening.ACCEPTED]


def test_from_offer_to_confirmed_every_change_is_in_the_timeline() -> None:
    case = new_case()
    case.offer(NOW, 3)
    case.accept(VOLUNTEER, NOW)
    case.contacted(NOW, VOLUNTEER)
    case.visited(NOW, VOLUNTEER, "สังกะสีผุ")
    case.helped(NOW + timedelta(days=1), VOLUNTEER)
    case.confirmed(NOW + timedelta(days=4))
    assert case.status is Status.CONFIRMED
    assert happenings(case) == [
        Happening.OFFERED,
        Happening.ACCEPTED,
        Happening.CONTACTED,
        Happening.VISITED,
        Happening.HELPED,
        Happening.CONFIRMED,
    ]


def test_silence_is_never_success() -> None:
    case = new_case(Status.HELPED, VOLUNTEER)
    case.unconfirmed(NOW)
    assert case.status is Status.UNCONFIRMED


def test_not_yet_reopens_with_the_volunteer_who_had_it() -> None:
    case = new_case(Status.HELPED, VOLUNTEER)
    case.not_yet(NOW)
    assert (case.status, case.volunteer_id) == (Status.ASSIGNED, VOLUNTEER)


def test_who_cannot_go_on_gives_the_case_back() -> None:
    case = new_case(Status.ASSIGNED, VOLUNTEER)
    case.cannot(NOW, VOLUNTEER, "อยู่ไกล")
    assert (case.status, case.volunteer_id) == (Status.SCREENED, None)


def test_a_coordinator_may_move_a_case_to_another_volunteer() -> None:
    case = new_case(Status.VISITED, VOLUNTEER)
    case.assign(OTHER, NOW, COORDINATOR)
    assert (case.status, case.volunteer_id) == (Status.ASSIGNED, OTHER)


@pytest.mark.parametrize("status", sorted(OPEN))
def test_an_open_case_may_be_withdrawn(status: Status) -> None:
    case = new_case(status, VOLUNTEER)
    case.withdraw(NOW)
    assert case.status is Status.WITHDRAWN


@pytest.mark.parametrize("status", sorted(set(Status) - OPEN))
def test_a_closed_case_may_not_be_withdrawn(status: Status) -> None:
    with pytest.raises(RuleBroken):
        new_case(status).withdraw(NOW)


@pytest.mark.parametrize("status", sorted(set(Status) - IN_HAND))
def test_only_a_case_in_hand_may_be_visited(status: Status) -> None:
    with pytest.raises(RuleBroken):
        new_case(status).visited(NOW, VOLUNTEER)
