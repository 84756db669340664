"""Forgets personal data: what was kept long enough, and what somebody asks to have erased (PDPA s.33, s.37)."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, delete, exists, select, update

from cases.case import CLOSED, OPEN, Case, Happening
from storage.media import MediaTable
from storage.tables import (
    case_media,
    cases,
    conversations,
    grants,
    inbound_events,
    media,
    outbound_messages,
    people,
    timeline,
)

_BARE_NUMBERS = (Happening.OFFERED, Happening.ESCALATED)  # notes that tell nothing of a person


class ErasureTable:
    """Queries that blank or delete within one transaction; those of the clock touch a bounded number of rows."""

    def __init__(self, connection: Connection, shelf: MediaTable) -> None:
        self._db = connection
        self._shelf = shelf

    def closed_before(self, moment: datetime, limit: int) -> list[int]:
        """Ids of cases closed before a moment that still tell of people; not those in use now."""
        due = cases.c.erased_at.is_(None) & (cases.c.changed_at < moment) & cases.c.status.in_(CLOSED)
        query = select(cases.c.id).where(due).order_by(cases.c.changed_at).limit(limit)
        return list(self._db.scalars(query.with_for_update(skip_locked=True)))

    def open_cases_of(self, person_id: int) -> list[str]:
        """Numbers of a person's cases that are not closed, reported or held."""
        theirs = (cases.c.reporter_id == person_id) | (cases.c.volunteer_id == person_id)
        return list(self._db.scalars(select(cases.c.number).where(theirs, cases.c.status.in_(OPEN))))

    def beside_case(self, case: Case, at: datetime) -> None:
        """Notes, photos and the reporter's name, where nothing else of that person is kept."""
        self._db.execute(update(cases).where(cases.c.id == case.id).values(erased_at=at))
        spoken = (timeline.c.case_id == case.id) & timeline.c.what.not_in(_BARE_NUMBERS)
        self._db.execute(update(timeline).where(spoken).values(note=""))
        for media_id in self._db.scalars(select(case_media.c.media_id).where(case_media.c.case_id == case.id)).all():
            self._shelf.forget(media_id)
        other_case = exists().where(cases.c.reporter_id == people.c.id, cases.c.erased_at.is_(None))
        role = exists().where(grants.c.person_id == people.c.id)
        self._db.execute(update(people).where(people.c.id == case.reporter_id, ~other_case, ~role).values(name=""))

    def of_chat(self, chat: str, person_id: int) -> None:
        """A person's name, dialogue, photos, and every message to and from them."""
        self._db.execute(update(people).where(people.c.id == person_id).values(name=""))
        self._db.execute(delete(conversations).where(conversations.c.chat == chat))
        for media_id in self._db.scalars(select(media.c.id).where(media.c.chat == chat)).all():
            self._shelf.forget(media_id)
        for table, settled in ((inbound_events, _HANDLED), (outbound_messages, _SENT)):
            self._db.execute(delete(table).where(table.c.chat == chat, settled))

    def messages(self, before: datetime, limit: int) -> int:
        """Delete what was written and sent before a moment, and dialogues that rest since then; returns how many."""
        handled = inbound_events.c.status != "pending"  # "not", so that the index on the moment is taken, in its order
        settled = outbound_messages.c.status.not_in(("waiting", "sending"))
        events = self._delete(inbound_events, inbound_events.c.done_at, before, limit, handled)
        sent = self._delete(outbound_messages, outbound_messages.c.settled_at, before, limit, settled)
        return events + sent + self._delete(conversations, conversations.c.updated_at, before, limit)

    def stray_media(self, after: int, before: datetime, limit: int) -> int:
        """Delete content that came before a moment and belongs to no case; returns the id up to which it was looked at.

        Args:
            after: the id up to which it was looked at before.
            before: what came later may still go into a case.
            limit: how many rows to look at.

        """
        next_ones = select(media.c.id).where(media.c.id > after, media.c.fetched_at < before)
        ids = self._db.scalars(next_ones.order_by(media.c.id).limit(limit)).all()
        kept = set(self._db.scalars(select(case_media.c.media_id).where(case_media.c.media_id.in_(ids))))
        for media_id in ids:
            if media_id not in kept:
                self._shelf.forget(media_id)
        return max(ids, default=after)

    def _delete(
        self, table: Table, moment: ColumnElement[Any], before: datetime, limit: int, *conditions: ColumnElement[bool]
    ) -> int:
        """Choose the oldest rows and lock them, then delete them by their keys alone."""
        (key,) = table.primary_key
        old = select(key).where(moment < before, *conditions).order_by(moment).limit(limit)
        keys = self._db.scalars(old.with_for_update(skip_locked=True)).all()
        return self._db.execute(delete(table).where(key.in_(keys))).rowcount


_HANDLED = inbound_events.c.status.in_(("done", "parked", "dropped"))
_SENT = outbound_messages.c.status.in_(("sent", "unknown", "blocked", "failed", "rode"))
