"""Who may see the page of a case, asked again at every request: a link outlives the right to use it."""

from enum import StrEnum

from cases.case import CLOSED, Case
from cases.people import Person


class Viewer(StrEnum):
    """As whom somebody looks at a case."""

    COORDINATOR = "coordinator"
    VOLUNTEER = "volunteer"
    REPORTER = "reporter"


def viewer_of(case: Case, person: Person) -> Viewer | None:
    """As whom a person may see a case at this moment; None for those who may not, or no longer."""
    if person.coordinates(case.area):
        return Viewer.COORDINATOR
    if case.volunteer_id == person.id and case.status not in CLOSED:
        return Viewer.VOLUNTEER
    if case.reporter_id == person.id:
        return Viewer.REPORTER
    return None
