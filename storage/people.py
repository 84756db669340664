"""Persons, their roles, consents and invitations."""

import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    BindParameter,
    Connection,
    Row,
    Select,
    Text,
    bindparam,
    delete,
    func,
    insert,
    select,
    text,
    type_coerce,
    union,
    update,
)

from cases import policy
from cases.areas import last_within, widening
from cases.people import Invitation, Person, Purpose, Role
from storage.database import insert_or
from storage.tables import NOT_A_VOLUNTEER, cases, consents, grants, invitation_failures, invitations, people

# What every event takes, written once: to build a statement costs more than to run it.
_IDS: BindParameter[Any] = bindparam("ids", expanding=True)
_PEOPLE = select(people).order_by(people.c.id)
_BY_ID = _PEOPLE.where(people.c.id.in_(_IDS))
_BY_LINE_ID = _PEOPLE.where(people.c.line_id == bindparam("line_id"))
_GRANTS = select(grants).where(grants.c.person_id.in_(_IDS)).order_by(grants.c.person_id, grants.c.id)
_CONSENTS = select(consents).where(consents.c.person_id.in_(_IDS)).order_by(consents.c.person_id, consents.c.id)


class PeopleTable:
    """Queries on people within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def get(self, person_id: int) -> Person:
        """The person; LookupError where there is none."""
        found = self.many([person_id])
        if not found:
            raise LookupError(f"no person {person_id}")
        return found[0]

    def by_line_id(self, line_id: str) -> Person:
        """The person behind a LINE user id, made on first contact."""
        known = self._load(_BY_LINE_ID, line_id=line_id)
        if not known:
            values = {"line_id": line_id, "name": "", "blocked": False, "created_at": datetime.now(UTC)}
            self._db.execute(insert_or(self._db, people).values(values).on_conflict_do_nothing())
            known = self._load(_BY_LINE_ID, line_id=line_id)
        return known[0]

    def many(self, person_ids: Sequence[int]) -> list[Person]:
        """The persons, in the order of their ids."""
        return self._load(_BY_ID, ids=list(person_ids))

    def rename(self, person_id: int, name: str) -> None:
        """Keep the name that LINE or the person gives."""
        self._db.execute(update(people).where(people.c.id == person_id).values(name=name))

    def has_name(self, line_id: str) -> bool:
        """Whether a name is known of the person behind a LINE user id."""
        named = select(people.c.id).where(people.c.line_id == line_id, type_coerce(people.c.name, Text) != "")
        return self._db.scalar(named) is not None

    def set_blocked(self, person_id: int, blocked: bool) -> None:
        """Remember that the person blocked the bot, or came back."""
        self._db.execute(update(people).where(people.c.id == person_id).values(blocked=blocked))

    def is_blocked(self, line_id: str) -> bool:
        """Whether the person behind a LINE user id blocked the bot."""
        return bool(self._db.scalar(select(people.c.blocked).where(people.c.line_id == line_id)))

    def grant(self, person_id: int, role: Role, area: str) -> None:
        """Give a role in an area; giving it twice is harmless."""
        values = {"person_id": person_id, "role": role, "area": area}
        self._db.execute(insert_or(self._db, grants).values(values).on_conflict_do_nothing())

    def revoke(self, person_id: int, role: Role) -> int:
        """Take a role back in all areas; returns in how many the person had it."""
        theirs = (grants.c.person_id == person_id) & (grants.c.role == role)
        return self._db.execute(delete(grants).where(theirs)).rowcount

    def consent(self, person_id: int, purpose: Purpose, granted: bool, at: datetime) -> None:
        """Record an answer; the newest one counts, the older ones stay as evidence."""
        self._db.execute(insert(consents).values(person_id=person_id, purpose=purpose, granted=granted, at=at))

    def coordinators_of(self, area: str) -> list[Person]:
        """Coordinators and administrators whose area holds `area`, the nearest first.

        For "" those of the whole organisation, administrators and then the widest areas first, at most
        `policy.MOST_TOLD`. Those who blocked the bot cannot be told anything and are left out.
        """
        query = select(grants.c.person_id).join(people).where(text(f"grants.{NOT_A_VOLUNTEER}"), ~people.c.blocked)
        width = func.length(grants.c.area)
        if area:
            query = query.where(grants.c.area.in_(widening(area))).order_by(width.desc(), grants.c.id)
        else:
            admins_first = (grants.c.role == Role.ADMIN).desc()
            query = query.order_by(admins_first, width, grants.c.id).limit(policy.MOST_TOLD)
        place = {person_id: place for place, person_id in enumerate(dict.fromkeys(self._db.scalars(query)))}
        return sorted(self.many(list(place)), key=lambda person: place[person.id])

    def with_roles(self) -> list[Person]:
        """Everybody who has a role, also those who blocked the bot."""
        return self._load(_PEOPLE.where(people.c.id.in_(select(grants.c.person_id))))

    def in_area(self, area: str, everyone: bool = False) -> dict[int, str]:
        """LINE ids, by person, of those with a role within an area; `everyone` adds who reported there.

        They may be many thousands. Those who blocked the bot cannot be told anything and are left out.
        """
        groups = [select(grants.c.person_id).where(grants.c.area.between(area, last_within(area)))]
        if everyone:
            groups.append(select(cases.c.reporter_id).where(cases.c.area.between(area, last_within(area))))
        within = people.c.id.in_(union(*groups))
        query = select(people.c.id, people.c.line_id).where(within, ~people.c.blocked).order_by(people.c.id)
        return {row.id: row.line_id for row in self._db.execute(query)}

    def create_invitation(self, invitation: Invitation) -> None:
        """Keep an invitation; only a digest of its code is stored."""
        values: dict[str, Any] = {
            "code_hash": _digest(invitation.code),
            "role": invitation.role,
            "area": invitation.area,
            "expires_at": invitation.expires_at,
        }
        self._db.execute(insert(invitations).values(values))

    def invitation(self, code: str) -> Invitation | None:
        """The invitation behind a code, used or not, locked until the transaction ends."""
        query = select(invitations).where(invitations.c.code_hash == _digest(code)).with_for_update()
        row = self._db.execute(query).one_or_none()
        return None if row is None else Invitation(code, Role(row.role), row.area, row.expires_at, row.used_by)

    def use_invitation(self, code: str, person_id: int, at: datetime) -> None:
        """Mark an invitation as used."""
        chosen = invitations.c.code_hash == _digest(code)
        self._db.execute(update(invitations).where(chosen).values(used_by=person_id, used_at=at))

    def failed_invitations(self, person_id: int, since: datetime) -> int:
        """How many wrong codes the person sent since then."""
        mine = (invitation_failures.c.person_id == person_id) & (invitation_failures.c.at >= since)
        return self._db.scalar(select(func.count()).where(mine)) or 0

    def failed_invitations_of_all(self, since: datetime) -> int:
        """How many wrong codes anybody sent since then."""
        return self._db.scalar(select(func.count()).where(invitation_failures.c.at >= since)) or 0

    def note_failed_invitation(self, person_id: int, at: datetime) -> None:
        """Remember a wrong code."""
        self._db.execute(insert(invitation_failures).values(person_id=person_id, at=at))

    def _load(self, query: Select[Any], **values: Any) -> list[Person]:
        rows = self._db.execute(query, values).all()
        ids = [row.id for row in rows]
        roles: dict[int, list[tuple[Role, str]]] = {}
        for row in self._db.execute(_GRANTS, {"ids": ids}):
            roles.setdefault(row.person_id, []).append((Role(row.role), row.area))
        agreed: dict[int, dict[Purpose, bool]] = {}
        for row in self._db.execute(_CONSENTS, {"ids": ids}):
            agreed.setdefault(row.person_id, {})[Purpose(row.purpose)] = row.granted
        return [_person(row, tuple(roles.get(row.id, ())), agreed.get(row.id, {})) for row in rows]


def _person(row: Row[Any], roles: tuple[tuple[Role, str], ...], agreed: dict[Purpose, bool]) -> Person:
    return Person(row.id, row.line_id, row.name, row.blocked, roles, agreed)


def _digest(code: str) -> str:
    return hashlib.sha256(code.strip().upper().encode()).hexdigest()
