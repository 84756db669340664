"""Who is told of something."""

from cases import policy
from cases.people import Role
from tests.storage.conftest import Work


def test_of_what_happens_at_an_unknown_place_a_few_hear_and_those_with_the_widest_view_first(work: Work) -> None:
    with work() as uow:
        for number in range(policy.MOST_TOLD):
            uow.people.grant(uow.people.by_line_id(f"U-village-{number}").id, Role.COORDINATOR, "901113")
        uow.people.grant(uow.people.by_line_id("U-province").id, Role.COORDINATOR, "90")
        uow.people.grant(uow.people.by_line_id("U-gone").id, Role.COORDINATOR, "90")
        uow.people.set_blocked(uow.people.by_line_id("U-gone").id, blocked=True)
        uow.people.grant(uow.people.by_line_id("U-admin").id, Role.ADMIN, "9011")
        uow.people.grant(uow.people.by_line_id("U-volunteer").id, Role.VOLUNTEER, "90")
        told = [person.line_id for person in uow.people.coordinators_of("")]
    assert told[:2] == ["U-admin", "U-province"]
    assert len(told) == policy.MOST_TOLD
    assert {"U-gone", "U-volunteer"}.isdisjoint(told)


def test_of_a_place_the_nearest_hear_first(work: Work) -> None:
    with work() as uow:
        for name, area in (("U-province", "90"), ("U-village", "901113"), ("U-elsewhere", "901114")):
            uow.people.grant(uow.people.by_line_id(name).id, Role.COORDINATOR, area)
        told = [person.line_id for person in uow.people.coordinators_of("901113")]
    assert told == ["U-village", "U-province"]
