"""Which coordinators hear of something: the nearest level that has any, and wider ones when it takes too long."""

from cases.areas import widening
from cases.ports import UnitOfWork


def responsible(uow: UnitOfWork, area: str, climbed: int = 0) -> list[int]:
    """Ids of the coordinators of the narrowest level around an area that has any.

    Args:
        uow: the transaction.
        area: code of the area that it is about; "" where that is unknown: the first of the whole organisation.
        climbed: how many levels (sub-district, district, province) were told before and are passed over, as
            long as there is anybody above them.

    """
    around = uow.people.coordinators_of(area)
    for height in widening(area)[climbed:]:
        here = [person.id for person in around if height in person.coordinated_areas]
        if here:
            return here
    return [person.id for person in around]


def all_around(uow: UnitOfWork, area: str) -> list[int]:
    """Ids of the coordinators of every level around an area, for danger; where it has none, of the organisation."""
    people = uow.people.coordinators_of(area) or uow.people.coordinators_of("")
    return [person.id for person in people]
