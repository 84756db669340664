"""A case and its life: which status may follow which, and the timeline that remembers every change."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from cases.needs import Urgency, thai_names


class Status(StrEnum):
    """Where a case stands."""

    NEW = "new"
    SCREENED = "screened"
    OFFERED = "offered"
    ASSIGNED = "assigned"
    VISITED = "visited"
    REFERRED = "referred"
    HELPED = "helped"
    CONFIRMED = "confirmed"
    UNCONFIRMED = "unconfirmed"
    REFUSED = "refused"
    DUPLICATE = "duplicate"
    WITHDRAWN = "withdrawn"


WAITING = frozenset({Status.NEW, Status.SCREENED, Status.OFFERED})
IN_HAND = frozenset({Status.ASSIGNED, Status.VISITED, Status.REFERRED})
OPEN = WAITING | IN_HAND | {Status.HELPED}
CLOSED = frozenset(Status) - OPEN

_NEXT: dict[Status, frozenset[Status]] = {
    Status.NEW: frozenset({Status.SCREENED, Status.OFFERED, Status.ASSIGNED, Status.REFUSED, Status.DUPLICATE}),
    Status.SCREENED: frozenset({Status.OFFERED, Status.ASSIGNED, Status.REFUSED, Status.DUPLICATE}),
    Status.OFFERED: frozenset({Status.SCREENED, Status.ASSIGNED, Status.REFUSED, Status.DUPLICATE}),
    Status.ASSIGNED: frozenset({Status.SCREENED, Status.ASSIGNED, Status.VISITED, Status.REFERRED, Status.HELPED}),
    Status.VISITED: frozenset({Status.SCREENED, Status.ASSIGNED, Status.VISITED, Status.REFERRED, Status.HELPED}),
    Status.REFERRED: frozenset({Status.SCREENED, Status.ASSIGNED, Status.VISITED, Status.HELPED, Status.REFUSED}),
    Status.HELPED: frozenset({Status.CONFIRMED, Status.UNCONFIRMED, Status.ASSIGNED, Status.SCREENED}),
    Status.CONFIRMED: frozenset({Status.ASSIGNED, Status.SCREENED}),
    Status.UNCONFIRMED: frozenset({Status.CONFIRMED, Status.ASSIGNED, Status.SCREENED}),
    Status.REFUSED: frozenset({Status.SCREENED}),
    Status.DUPLICATE: frozenset({Status.SCREENED}),
    Status.WITHDRAWN: frozenset({Status.SCREENED}),
}


class Happening(StrEnum):
    """What a timeline entry tells."""

    OPENED = "opened"
    OFFERED = "offered"
    ACCEPTED = "accepted"
    ASSIGNED = "assigned"
    CONTACTED = "contacted"
    VISITED = "visited"
    HELPED = "helped"
    CANNOT = "cannot"
    NOBODY = "nobody"
    CONFIRMED = "confirmed"
    NOT_YET = "not_yet"
    UNCONFIRMED = "unconfirmed"
    WITHDRAWN = "withdrawn"
    ADDED = "added"
    ESCALATED = "escalated"
    CORRECTED = "corrected"
    ERASED = "erased"


# Notes that the family may read too: what was written about the help. Why a volunteer gave up, and whom the
# service asked, is for coordinators; so is what a new kind of happening tells, until it is added here.
NOTES_FOR_ALL = frozenset(
    {
        Happening.CONTACTED,
        Happening.VISITED,
        Happening.HELPED,
        Happening.NOT_YET,
        Happening.WITHDRAWN,
        Happening.ADDED,
    }
)


class RuleBroken(Exception):
    """A change that the case's life does not allow, such as accepting a case that somebody else has."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a timeline: what happened, when, by whom (None: the service itself) and why."""

    what: Happening
    at: datetime
    by: int | None = None
    note: str = ""


@dataclass(slots=True)
class Case:
    """One request for help. Personal fields are kept encrypted in storage.

    `beneficiary` is the person in need, `relation` what that person is to the reporter; they, the
    reporter and the volunteer are different people. `new_entries` are timeline lines not stored yet.
    """

    id: int
    number: str
    reporter_id: int
    needs: tuple[str, ...]
    urgency: Urgency
    story: str
    area: str
    opened_at: datetime
    status: Status = Status.NEW
    beneficiary: str = ""
    relation: str = ""
    address: str = ""
    phone: str = ""
    latitude: float | None = None
    longitude: float | None = None
    volunteer_id: int | None = None
    assigned_at: datetime | None = None
    offer_wave: int = 0
    escalation: int = 0
    changed_at: datetime | None = None
    new_entries: list[Entry] = field(default_factory=list)

    def opened(self, at: datetime) -> None:
        """Begin the timeline."""
        self._note(Happening.OPENED, at, by=self.reporter_id)

    def offer(self, at: datetime, volunteers: int) -> None:
        """Volunteers are being asked."""
        self._to(Status.OFFERED, at)
        self._note(Happening.OFFERED, at, note=str(volunteers))

    def accept(self, volunteer_id: int, at: datetime) -> bool:
        """The volunteer takes the case; False where it no longer waits for anybody."""
        if self.status not in WAITING:
            return False
        self._take(volunteer_id, at)
        self._note(Happening.ACCEPTED, at, by=volunteer_id)
        return True

    def assign(self, volunteer_id: int, at: datetime, by: int) -> None:
        """A coordinator gives the case to a volunteer by hand, also away from another one."""
        self._take(volunteer_id, at)
        self._note(Happening.ASSIGNED, at, by=by)

    def contacted(self, at: datetime, by: int, note: str = "") -> None:
        """The volunteer spoke with the family."""
        self._must_be(IN_HAND)
        self._note(Happening.CONTACTED, at, by=by, note=note)

    def visited(self, at: datetime, by: int, note: str = "") -> None:
        """The volunteer was there."""
        self._to(Status.VISITED, at)
        self._note(Happening.VISITED, at, by=by, note=note)

    def helped(self, at: datetime, by: int, note: str = "") -> None:
        """The volunteer says that help was given; the resident has the last word."""
        self._to(Status.HELPED, at)
        self._note(Happening.HELPED, at, by=by, note=note)

    def cannot(self, at: datetime, by: int, reason: str) -> None:
        """The volunteer gives the case back, with a reason; it waits again."""
        self._must_be(IN_HAND)
        self._to(Status.SCREENED, at)
        self.volunteer_id = self.assigned_at = None
        self._note(Happening.CANNOT, at, by=by, note=reason)

    def nobody_left(self, at: datetime) -> None:
        """Every suitable volunteer passed or stayed silent."""
        self._to(Status.SCREENED, at)
        self._note(Happening.NOBODY, at)

    def confirmed(self, at: datetime) -> None:
        """The resident says that help came."""
        self._to(Status.CONFIRMED, at)
        self._note(Happening.CONFIRMED, at, by=self.reporter_id)

    def not_yet(self, at: datetime, note: str = "") -> None:
        """The resident says that help did not come: the case opens again, with the same volunteer if it has one."""
        self._to(Status.ASSIGNED if self.volunteer_id else Status.SCREENED, at)
        self._note(Happening.NOT_YET, at, by=self.reporter_id, note=note)

    def unconfirmed(self, at: datetime) -> None:
        """Nobody answered the question whether help came. Silence is never success."""
        self._to(Status.UNCONFIRMED, at)
        self._note(Happening.UNCONFIRMED, at)

    def withdraw(self, at: datetime, reason: str = "") -> None:
        """The resident takes the case back; always allowed while it is open."""
        self._must_be(OPEN)
        self.status, self.changed_at = Status.WITHDRAWN, at
        self._note(Happening.WITHDRAWN, at, by=self.reporter_id, note=reason)

    def add(self, at: datetime, by: int, note: str) -> None:
        """Somebody adds to the story."""
        self._note(Happening.ADDED, at, by=by, note=note)

    def correct_needs(self, at: datetime, by: int, needs: tuple[str, ...]) -> None:
        """A coordinator says what kind of case it is."""
        self.needs = needs
        self._note(Happening.CORRECTED, at, by=by, note=thai_names(needs))

    def erase(self, at: datetime) -> None:
        """Forget whom it was about and what was told; what kind of case it was, where and when stays."""
        self._must_be(CLOSED)
        self.story = self.beneficiary = self.address = self.phone = ""
        self.latitude = self.longitude = None
        self._note(Happening.ERASED, at)

    def escalate(self, at: datetime, level: int) -> None:
        """The case waited too long and goes to the next level of coordinators."""
        self.escalation = level
        self._note(Happening.ESCALATED, at, note=str(level))

    def _take(self, volunteer_id: int, at: datetime) -> None:
        self._to(Status.ASSIGNED, at)
        self.volunteer_id, self.assigned_at = volunteer_id, at
        self.escalation = 0  # should it ever wait again, it waits anew

    def _to(self, status: Status, at: datetime) -> None:
        if status is not self.status and status not in _NEXT[self.status]:
            raise RuleBroken(f"case {self.id}: {self.status} cannot become {status}")
        self.status, self.changed_at = status, at

    def _must_be(self, allowed: frozenset[Status]) -> None:
        if self.status not in allowed:
            raise RuleBroken(f"case {self.id} is {self.status}")

    def _note(self, what: Happening, at: datetime, by: int | None = None, note: str = "") -> None:
        self.new_entries.append(Entry(what, at, by, note))
