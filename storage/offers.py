"""Offers of cases to volunteers."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from cases.case import Case
from cases.offers import Offer, OfferStatus
from storage.tables import new_id, offers


class OffersTable:
    """Queries on offers within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def make(self, case: Case, volunteer_ids: Sequence[int], at: datetime, expires_at: datetime) -> list[Offer]:
        """Offer a case to some volunteers until `expires_at`."""
        made = []
        for volunteer_id in volunteer_ids:
            values = {
                "case_id": case.id,
                "volunteer_id": volunteer_id,
                "status": OfferStatus.OPEN,
                "offered_at": at,
                "expires_at": expires_at,
            }
            offer_id = new_id(self._db, insert(offers).values(values))
            made.append(Offer(offer_id, case.id, volunteer_id, OfferStatus.OPEN, expires_at))
        return made

    def get(self, offer_id: int) -> Offer | None:
        """One offer."""
        row = self._db.execute(select(offers).where(offers.c.id == offer_id)).one_or_none()
        return None if row is None else _offer(row)

    def open_of(self, case_id: int) -> list[Offer]:
        """The offers of a case that wait for an answer."""
        waiting = (offers.c.case_id == case_id) & (offers.c.status == OfferStatus.OPEN)
        return [_offer(row) for row in self._db.execute(select(offers).where(waiting).order_by(offers.c.id))]

    def open_for(self, volunteer_id: int) -> list[Offer]:
        """The offers that a volunteer has not answered."""
        waiting = (offers.c.volunteer_id == volunteer_id) & (offers.c.status == OfferStatus.OPEN)
        return [_offer(row) for row in self._db.execute(select(offers).where(waiting).order_by(offers.c.id))]

    def settle(self, offer_id: int, status: OfferStatus, at: datetime) -> None:
        """End an offer."""
        self._db.execute(update(offers).where(offers.c.id == offer_id).values(status=status, settled_at=at))

    def asked(self, case_id: int) -> list[int]:
        """Ids of the volunteers to whom the case was offered at any time."""
        return list(self._db.scalars(select(offers.c.volunteer_id).where(offers.c.case_id == case_id).distinct()))

    def run_out(self, now: datetime, limit: int) -> list[Offer]:
        """Open offers whose time is over, the oldest first, locked; not those being answered now."""
        over = (offers.c.status == OfferStatus.OPEN) & (offers.c.expires_at <= now)
        query = select(offers).where(over).order_by(offers.c.expires_at).limit(limit).with_for_update(skip_locked=True)
        return [_offer(row) for row in self._db.execute(query)]


def _offer(row: Row[Any]) -> Offer:
    return Offer(row.id, row.case_id, row.volunteer_id, OfferStatus(row.status), row.expires_at)
