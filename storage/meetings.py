"""Meetings, and who comes."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select, update

from cases.meetings import Attendance, Meeting
from storage.tables import attendance, meetings, new_id


class MeetingsTable:
    """Queries on meetings within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def call(self, meeting: Meeting) -> Meeting:
        """Store a meeting; returns it with its id."""
        values = {
            "title": meeting.title,
            "place": meeting.place,
            "starts_at": meeting.starts_at,
            "area": meeting.area,
            "called_by": meeting.called_by,
        }
        return replace(meeting, id=new_id(self._db, insert(meetings).values(values)))

    def get(self, meeting_id: int) -> Meeting | None:
        """One meeting."""
        row = self._db.execute(select(meetings).where(meetings.c.id == meeting_id)).one_or_none()
        return None if row is None else _meeting(row)

    def invite(self, meeting_id: int, person_ids: Sequence[int]) -> None:
        """Remember who was asked."""
        rows = [{"meeting_id": meeting_id, "person_id": person_id} for person_id in person_ids]
        if rows:
            self._db.execute(insert(attendance), rows)

    def answer(self, meeting_id: int, person_id: int, coming: bool, at: datetime) -> None:
        """Record an answer; the last one counts."""
        mine = (attendance.c.meeting_id == meeting_id) & (attendance.c.person_id == person_id)
        if not self._db.execute(update(attendance).where(mine).values(coming=coming, at=at)).rowcount:
            values = {"meeting_id": meeting_id, "person_id": person_id, "coming": coming, "at": at}
            self._db.execute(insert(attendance).values(values))

    def attendance(self, meeting_id: int) -> Attendance:
        """The counts of a meeting."""
        rows: Any = self._db.execute(
            select(attendance.c.coming, func.count())
            .where(attendance.c.meeting_id == meeting_id)
            .group_by(attendance.c.coming)
        )
        counts = dict(rows.all())
        return Attendance(counts.get(True, 0), counts.get(False, 0), sum(counts.values()))

    def upcoming(self, person_id: int, now: datetime) -> list[Meeting]:
        """Meetings still to come that the person was asked to or has called, the next first."""
        asked = select(attendance.c.meeting_id).where(attendance.c.person_id == person_id)
        mine = meetings.c.id.in_(asked) | (meetings.c.called_by == person_id)
        rows = self._db.execute(
            select(meetings).where(mine, meetings.c.starts_at >= now).order_by(meetings.c.starts_at)
        )
        return [_meeting(row) for row in rows]


def _meeting(row: Row[Any]) -> Meeting:
    return Meeting(row.id, row.title, row.place, row.starts_at, row.area, row.called_by)
