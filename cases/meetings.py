"""Meetings: what is announced to whom, and who said that they come."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting announced to the people of an area."""

    id: int
    title: str
    place: str
    starts_at: datetime
    area: str
    called_by: int


@dataclass(frozen=True, slots=True)
class Attendance:
    """How many said ไปร่วม, how many ไม่ไป, and how many were asked."""

    coming: int
    declined: int
    asked: int
