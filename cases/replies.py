"""What the bot says, free of any channel: texts, cards and buttons. `bot/line/rendering.py` draws them."""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Tap:
    """A button that sends data back; `shown` appears in the chat as if the person had said it."""

    label: str
    data: str
    shown: str = ""
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """A button that opens an address: a web page, a map, or a telephone number as tel:."""

    label: str
    uri: str


@dataclass(frozen=True, slots=True)
class ShareLocation:
    """A button that opens LINE's map to send a place."""

    label: str


@dataclass(frozen=True, slots=True)
class TakePhoto:
    """A button that opens the camera, or the album."""

    label: str
    album: bool = False


@dataclass(frozen=True, slots=True)
class PickTime:
    """A button that opens LINE's date and time picker; what is picked comes back with `data` (Thai time)."""

    label: str
    data: str
    earliest: datetime | None = None


Button = Tap | Link | ShareLocation | TakePhoto | PickTime


@dataclass(frozen=True, slots=True)
class Text:
    """A plain message. `choices` are offered below it for as long as it is the newest."""

    text: str
    choices: tuple[Button, ...] = ()


@dataclass(frozen=True, slots=True)
class Card:
    """A message with a title, lines of label and value, and buttons that stay in the chat."""

    title: str
    text: str = ""
    rows: tuple[tuple[str, str], ...] = ()
    buttons: tuple[Button, ...] = ()
    choices: tuple[Button, ...] = ()
    alarm: bool = False


@dataclass(frozen=True, slots=True)
class Cards:
    """Several cards side by side, at most twelve."""

    summary: str
    cards: tuple[Card, ...]
    choices: tuple[Button, ...] = ()


Reply = Text | Card | Cards


@dataclass(slots=True)
class Notice:
    """A message to somebody who did not just write.

    `can_wait_until` lets it ride along with the person's next reply, free of charge, until that time. A `silent` one
    makes no sound on the phone.
    """

    line_id: str
    replies: list[Reply]
    can_wait_until: datetime | None = None
    recipients: list[str] = field(default_factory=list)  # a multicast, where there are several
    silent: bool = False
