"""What one message was understood to say: the answer of `nlp/`, read by `handlers/`."""

from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum

from cases.needs import Intent, Urgency


class Decision(StrEnum):
    """How sure the classifier is of the needs."""

    ACCEPT = "accept"  # act on `needs`
    CHOOSE = "choose"  # offer `candidates` as buttons
    ASK = "ask"  # ask openly


@dataclass(frozen=True, slots=True)
class Span:
    """Where in the original text something was found: `text[start:end]`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Place:
    """An official area: 2 digits a province, 4 a district, 6 a sub-district; names in Thai without prefix.

    `code` is the narrowest level that is certain; narrower names are empty.
    """

    code: str
    province: str
    district: str = ""
    subdistrict: str = ""
    score: float = 1.0
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class When:
    """A date, a time or both, as people said it (Asia/Bangkok)."""

    day: date | None
    at: time | None
    span: Span


@dataclass(frozen=True, slots=True)
class Details:
    """The smaller facts of a message; empty where it says nothing."""

    phone: str = ""  # national form, digits only: 0812345678
    phone_span: Span | None = None
    house_number: str = ""
    moo: str = ""
    age: int | None = None
    quantity: int | None = None
    person_name: str = ""  # of the person in need
    relation: str = ""  # of the person in need to the writer: "self", "mother", "neighbour"…
    when: tuple[When, ...] = ()
    spans: dict[str, Span] = field(default_factory=dict)  # by field name, for those without their own


@dataclass(frozen=True, slots=True)
class Understanding:
    """Everything that is read from one message.

    `scores` holds a probability from 0 to 1 for each need; `needs` those that are accepted;
    `candidates` the best three for buttons, best first. `reasons` are short Thai phrases that may be
    shown to a coordinator. `places` holds the readings that fit, best first: one is certain, two or
    more mean "ask which". `dangers` names the kinds of danger that were found (the groups of
    `nlp/data/danger.toml`: fire, breath, violence…); hotlines are chosen by them.
    """

    text: str
    needs: tuple[str, ...] = ()
    decision: Decision = Decision.ASK
    candidates: tuple[str, ...] = ()
    scores: dict[str, float] = field(default_factory=dict)
    intent: Intent = Intent.OTHER
    intent_score: float = 0.0
    urgency: Urgency = Urgency.NORMAL
    urgency_score: float = 0.0
    dangers: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()
    details: Details = field(default_factory=Details)

    @property
    def place(self) -> Place | None:
        """The place, where exactly one reading fits."""
        return self.places[0] if len(self.places) == 1 else None
