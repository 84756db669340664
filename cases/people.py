"""The people of the service: residents, volunteers, coordinators, and what each has agreed to."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from cases.areas import covers


class Role(StrEnum):
    """What a person may do beside reporting."""

    VOLUNTEER = "volunteer"
    COORDINATOR = "coordinator"
    ADMIN = "admin"


class Purpose(StrEnum):
    """What personal data are used for; each is agreed to on its own (PDPA s.19, s.26)."""

    SERVICE = "service"
    AGENCIES = "agencies"


@dataclass(slots=True)
class Person:
    """Somebody who writes to the bot. `grants` are (role, area code) pairs."""

    id: int
    line_id: str
    name: str = ""
    blocked: bool = False
    grants: tuple[tuple[Role, str], ...] = ()
    consents: dict[Purpose, bool] = field(default_factory=dict)

    @property
    def is_volunteer(self) -> bool:
        """Whether the person has signed up as a volunteer."""
        return any(role is Role.VOLUNTEER for role, _ in self.grants)

    @property
    def is_coordinator(self) -> bool:
        """Whether the person coordinates some area; administrators do so too."""
        return any(role is not Role.VOLUNTEER for role, _ in self.grants)

    def coordinates(self, code: str) -> bool:
        """Whether an area is in this person's care."""
        return any(role is not Role.VOLUNTEER and covers(area, code) for role, area in self.grants)

    @property
    def coordinated_areas(self) -> tuple[str, ...]:
        """The areas in this person's care."""
        return tuple(dict.fromkeys(area for role, area in self.grants if role is not Role.VOLUNTEER))

    @property
    def consented(self) -> bool | None:
        """Whether the person agreed to be served; None before the question was answered."""
        return self.consents.get(Purpose.SERVICE)


@dataclass(frozen=True, slots=True)
class Invitation:
    """A code that gives a role in an area to whoever sends it to the bot, once."""

    code: str
    role: Role
    area: str
    expires_at: datetime
    used_by: int | None = None


@dataclass(frozen=True, slots=True)
class Volunteer:
    """What a volunteer offers: where, with what, on which days (0 is Monday), and how many cases at once."""

    person_id: int
    areas: tuple[str, ...]
    needs: tuple[str, ...]
    days: tuple[int, ...]
    load: int = 0  # cases in hand
    resting: bool = False
