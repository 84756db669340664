"""What volunteers offer: skills, days, areas, and how many cases they carry."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select

from cases.areas import last_within, widening
from cases.case import IN_HAND
from cases.people import Role, Volunteer
from storage.tables import cases, grants, people, volunteers


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
        inside = (grants.c.role == Role.VOLUNTEER) & touching
        ids = select(grants.c.person_id).join(people).where(inside, people.c.blocked.is_(False)).distinct()
        return self._load(list(self._db.scalars(ids)))

    def _load(self, person_ids: Sequence[int]) -> list[Volunteer]:
        areas: dict[int, list[str]] = {}
        mine = grants.c.person_id.in_(person_ids) & (grants.c.role == Role.VOLUNTEER)
        for row in self._db.execute(select(grants).where(mine).order_by(grants.c.id)):
            areas.setdefault(row.person_id, []).append(row.area)
        loads = self._loads(person_ids)
        rows = self._db.execute(
            select(volunteers).where(volunteers.c.person_id.in_(person_ids)).order_by(volunteers.c.person_id)
        )
        return [
            Volunteer(
                row.person_id,
                tuple(areas.get(row.person_id, ())),
                tuple(row.needs),
                tuple(row.days),
                loads.get(row.person_id, 0),
                row.resting,
            )
            for row in rows
        ]

    def _loads(self, person_ids: Sequence[int]) -> dict[int, int]:
        carried: Any = self._db.execute(
            select(cases.c.volunteer_id, func.count())
            .where(cases.c.volunteer_id.in_(person_ids), cases.c.status.in_(IN_HAND))
            .group_by(cases.c.volunteer_id)
        )
        return dict(carried.all())
