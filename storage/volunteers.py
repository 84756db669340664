"""What volunteers offer: skills, days, areas, and how many cases they carry."""

from collections.abc import Sequence

from sqlalchemy import Connection, Select, delete, func, insert, select, text

from cases.areas import last_within, widening
from cases.people import Role, Volunteer
from storage.tables import IS_IN_HAND, cases, grants, people, volunteers

_IS_VOLUNTEER = grants.c.role == Role.VOLUNTEER
_LOAD = (
    select(func.count())
    .where(cases.c.volunteer_id == volunteers.c.person_id, text(f"cases.{IS_IN_HAND}"))
    .scalar_subquery()
    .label("load")
)


class VolunteersTable:
    """Queries on volunteers within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def save(self, volunteer: Volunteer) -> None:
        """Keep what a volunteer offers; the areas replace the former ones."""
        mine = volunteers.c.person_id == volunteer.person_id
        self._db.execute(delete(volunteers).where(mine))
        self._db.execute(
            insert(volunteers).values(
                person_id=volunteer.person_id,
                needs=list(volunteer.needs),
                days=list(volunteer.days),
                resting=volunteer.resting,
            )
        )
        role = (grants.c.person_id == volunteer.person_id) & (grants.c.role == Role.VOLUNTEER)
        self._db.execute(delete(grants).where(role))
        rows = [{"person_id": volunteer.person_id, "role": Role.VOLUNTEER, "area": area} for area in volunteer.areas]
        self._db.execute(insert(grants), rows)

    def remove(self, person_id: int) -> None:
        """The person volunteers no more."""
        self._db.execute(delete(volunteers).where(volunteers.c.person_id == person_id))

    def get(self, person_id: int) -> Volunteer | None:
        """What the person offers; None for somebody who is no volunteer."""
        found = self._load([person_id])
        return found[0] if found else None

    def near(self, area: str) -> list[Volunteer]:
        """Volunteers who serve an area, a part of it or one around it, and can be reached."""
        touching = grants.c.area.between(area, last_within(area)) | grants.c.area.in_(widening(area))
        reaching = select(grants.c.person_id).where(_IS_VOLUNTEER, touching)
        return self._load(select(people.c.id).where(people.c.id.in_(reaching), people.c.blocked.is_(False)))

    def _load(self, chosen: Sequence[int] | Select[int]) -> list[Volunteer]:
        """In two statements, however many they are: a province may have hundreds."""
        areas: dict[int, list[str]] = {}
        theirs = select(grants.c.person_id, grants.c.area).where(grants.c.person_id.in_(chosen), _IS_VOLUNTEER)
        for person_id, area in self._db.execute(theirs.order_by(grants.c.id)):
            areas.setdefault(person_id, []).append(area)
        offered = select(volunteers, _LOAD).where(volunteers.c.person_id.in_(chosen)).order_by(volunteers.c.person_id)
        return [
            Volunteer(
                row.person_id,
                tuple(areas.get(row.person_id, ())),
                tuple(row.needs),
                tuple(row.days),
                row.load,
                row.resting,
            )
            for row in self._db.execute(offered)
        ]
