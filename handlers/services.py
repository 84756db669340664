"""What handlers may use beside the unit of work: time, chance, areas, understanding, links."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from cases.ports import Gazetteer, Understands


@dataclass(frozen=True, slots=True)
class Organisation:
    """The association that runs this bot. `home` are the codes of its own areas."""

    name: str
    home: tuple[str, ...] = ()
    privacy_url: str = ""


@dataclass(frozen=True, slots=True)
class Services:
    """Filled by `bot/wiring.py`, and by tests.

    `new_session` makes a short random text; `case_page` makes a signed web address that lets one person
    (by id) see one case (by id), empty where there is no public address.
    """

    now: Callable[[], datetime]
    new_session: Callable[[], str]
    gazetteer: Gazetteer
    nlp: Understands
    organisation: Organisation
    case_page: Callable[[int, int], str]
