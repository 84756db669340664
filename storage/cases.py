"""Cases and their timelines."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, insert, or_, select, text, update

from cases.areas import last_within
from cases.case import WAITING, Case, Entry, Happening, Status
from cases.case_number import buddhist_year, format_number
from cases.needs import Urgency
from cases.policy import ESCALATE_AFTER, THAI_TIME
from storage.database import for_change, insert_or
from storage.tables import IS_IN_HAND, MAY_CLIMB, WAITS, case_counters, case_media, cases, media, new_id, timeline


class CasesTable:
    """Queries on cases within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def open(self, case: Case) -> Case:
        """Store a new case under the next number of its year; returns it with id and number."""
        case.number = self._next_number(case.opened_at)
        values = _values(case) | {
            "number": case.number,
            "reporter_id": case.reporter_id,
            "opened_at": case.opened_at,
        }
        case.id = new_id(self._db, insert(cases).values(values))
        self._write_timeline(case)
        return case

    def get(self, case_id: int) -> Case:
        """The case, locked until the transaction ends if that may change it; LookupError where there is none."""
        row = self._db.execute(for_change(self._db, select(cases).where(cases.c.id == case_id))).one_or_none()
        if row is None:
            raise LookupError(f"no case {case_id}")
        return _case(row)

    def by_number(self, number: str) -> Case | None:
        """The case with a number such as 69-00123-7."""
        row = self._db.execute(for_change(self._db, select(cases).where(cases.c.number == number))).one_or_none()
        return None if row is None else _case(row)

    def save(self, case: Case) -> None:
        """Store the changed case and the lines that its timeline gained."""
        self._db.execute(update(cases).where(cases.c.id == case.id).values(_values(case)))
        self._write_timeline(case)

    def of_reporter(self, person_id: int, limit: int) -> list[Case]:
        """The newest cases that a person reported."""
        return self._list(select(cases).where(cases.c.reporter_id == person_id), cases.c.opened_at.desc(), limit)

    def of_volunteer(self, person_id: int, limit: int) -> list[Case]:
        """The cases that a volunteer holds, the most pressing first."""
        query = select(cases).where(cases.c.volunteer_id == person_id, text(IS_IN_HAND))
        return self._list(query, cases.c.urgency_rank, limit)

    def waiting(self, areas: Sequence[str], limit: int, skip: int = 0) -> list[Case]:
        """Cases that nobody has taken, the most pressing and oldest first."""
        return self._queue(_within(areas), limit, skip)

    def overdue(self, areas: Sequence[str], now: datetime, limit: int, skip: int = 0) -> list[Case]:
        """Waiting cases whose first deadline has passed, also those that a wider level knows of already."""
        late = (cases.c.escalate_at <= now) | (cases.c.escalation > 0)
        return self._queue(and_(late, _within(areas)), limit, skip)

    def to_escalate(self, now: datetime, limit: int) -> list[Case]:
        """Overdue cases that a higher level of coordinators has not been told of, locked; not those in use now."""
        query = select(cases).where(cases.c.escalate_at <= now, text(MAY_CLIMB))
        return self._list(query.with_for_update(skip_locked=True), cases.c.urgency_rank, limit)

    def all(self) -> Iterator[Case]:
        """Every case, oldest first."""
        for row in self._db.execute(select(cases).order_by(cases.c.id)):
            yield _case(row)

    def timeline(self, case_id: int) -> list[Entry]:
        """All that happened to a case, oldest first."""
        rows = self._db.execute(select(timeline).where(timeline.c.case_id == case_id).order_by(timeline.c.id))
        return [Entry(Happening(row.what), row.at, row.by, row.note) for row in rows]

    def attach(self, case_id: int, media_ids: Sequence[int], by: int, at: datetime) -> None:
        """Put photos and other content into a case; what is there already stays once."""
        known = set(self.media_of(case_id))
        rows = [
            {"case_id": case_id, "media_id": media_id, "by": by, "at": at}
            for media_id in dict.fromkeys(media_ids)
            if media_id not in known
        ]
        if rows:
            self._db.execute(insert(case_media), rows)

    def media_of(self, case_id: int) -> list[int]:
        """Ids of the content in a case that was not taken back, oldest first."""
        query = select(case_media.c.media_id).join(media).where(case_media.c.case_id == case_id)
        return list(self._db.scalars(query.where(media.c.deleted_at.is_(None)).order_by(case_media.c.media_id)))

    def _queue(self, condition: ColumnElement[bool], limit: int, skip: int) -> list[Case]:
        """A page of the waiting cases, chosen within their index: only the rows that are shown are read."""
        waiting = select(cases.c.id).where(text(WAITS), condition)
        page = waiting.order_by(cases.c.urgency_rank, cases.c.opened_at, cases.c.id).limit(limit).offset(skip)
        return self._list(select(cases).where(cases.c.id.in_(page)), cases.c.urgency_rank, limit)

    def _list(self, query: Select[Any], order: ColumnElement[Any], limit: int) -> list[Case]:
        return [
            _case(row) for row in self._db.execute(query.order_by(order, cases.c.opened_at, cases.c.id).limit(limit))
        ]

    def _next_number(self, opened_at: datetime) -> str:
        year = buddhist_year(opened_at.astimezone(THAI_TIME).date())
        first = insert_or(self._db, case_counters).values(year=year, last=1)
        following = first.on_conflict_do_update(
            index_elements=[case_counters.c.year], set_={"last": case_counters.c.last + 1}
        )
        return format_number(year, self._db.scalars(following.returning(case_counters.c.last)).one())

    def _write_timeline(self, case: Case) -> None:
        rows = [
            {"case_id": case.id, "what": entry.what, "at": entry.at, "by": entry.by, "note": entry.note}
            for entry in case.new_entries
        ]
        if rows:
            self._db.execute(insert(timeline), rows)
        case.new_entries.clear()


def _within(areas: Sequence[str]) -> ColumnElement[bool]:
    return or_(*(cases.c.area.between(area, last_within(area)) for area in areas))


def _escalate_at(case: Case) -> datetime | None:
    if case.status not in WAITING:
        return None
    since = case.changed_at or case.opened_at
    return max(since, case.opened_at) + ESCALATE_AFTER[case.urgency] * (case.escalation + 1)


def _values(case: Case) -> dict[str, Any]:
    return {
        "volunteer_id": case.volunteer_id,
        "status": case.status,
        "urgency": case.urgency,
        "urgency_rank": case.urgency.rank,
        "needs": list(case.needs),
        "area": case.area,
        "story": case.story,
        "beneficiary": case.beneficiary,
        "relation": case.relation,
        "address": case.address,
        "phone": case.phone,
        "location": None if case.latitude is None else [case.latitude, case.longitude],
        "offer_wave": case.offer_wave,
        "escalation": case.escalation,
        "escalate_at": _escalate_at(case),
        "assigned_at": case.assigned_at,
        "changed_at": case.changed_at or case.opened_at,
    }


def _case(row: Row[Any]) -> Case:
    latitude, longitude = row.location or (None, None)
    return Case(
        id=row.id,
        number=row.number,
        reporter_id=row.reporter_id,
        needs=tuple(row.needs),
        urgency=Urgency(row.urgency),
        story=row.story,
        area=row.area,
        opened_at=row.opened_at,
        status=Status(row.status),
        beneficiary=row.beneficiary,
        relation=row.relation,
        address=row.address,
        phone=row.phone,
        latitude=latitude,
        longitude=longitude,
        volunteer_id=row.volunteer_id,
        assigned_at=row.assigned_at,
        offer_wave=row.offer_wave,
        escalation=row.escalation,
        changed_at=row.changed_at,
    )
