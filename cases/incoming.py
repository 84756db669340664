"""What people do in a chat, free of any channel. `bot/line/events.py` reads LINE's events into these."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from cases.understanding import Understanding


class Media(StrEnum):
    """Kinds of content that come as bytes."""

    IMAGE = "image"
    VIDEO = "video"
    AUDIO = "audio"
    FILE = "file"


@dataclass(frozen=True, slots=True)
class Said:
    """Words."""

    text: str
    understanding: Understanding


@dataclass(frozen=True, slots=True)
class Tapped:
    """A button with data; `picked` is what a date picker chose, in Thai time."""

    data: str
    picked: datetime | None = None


@dataclass(frozen=True, slots=True)
class SentLocation:
    """A place on the map."""

    latitude: float
    longitude: float
    address: str = ""
    understanding: Understanding | None = None  # of the address


@dataclass(frozen=True, slots=True)
class SentMedia:
    """A photo, film, recording or file; `media_id` is None where it could no longer be fetched.

    `last_of_set` is False for all but the last photo of several that were sent together.
    """

    kind: Media
    media_id: int | None
    last_of_set: bool = True


@dataclass(frozen=True, slots=True)
class SentSticker:
    """A sticker, with the words that LINE knows for it."""

    keywords: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Followed:
    """Somebody added the bot, or came back after blocking it."""

    again: bool = False


@dataclass(frozen=True, slots=True)
class Unfollowed:
    """Somebody blocked the bot."""


@dataclass(frozen=True, slots=True)
class Unsent:
    """Somebody took a message back."""

    message_id: str


@dataclass(frozen=True, slots=True)
class Edited:
    """Somebody corrected the words of a message sent before."""

    message_id: str
    said: Said


@dataclass(frozen=True, slots=True)
class Joined:
    """The bot was taken into a group."""


@dataclass(frozen=True, slots=True)
class Left:
    """The bot was put out of a group."""


@dataclass(frozen=True, slots=True)
class Silent:
    """An event that deserves no answer; `kind` is its name for the record."""

    kind: str


What = (
    Said
    | Tapped
    | SentLocation
    | SentMedia
    | SentSticker
    | Followed
    | Unfollowed
    | Unsent
    | Edited
    | Joined
    | Left
    | Silent
)


@dataclass(frozen=True, slots=True)
class Incoming:
    """One event of one chat. `line_id` is the writer, empty where LINE does not tell (groups)."""

    chat: str
    line_id: str
    what: What
    at: datetime
    message_id: str = ""
    is_group: bool = False
    profile_name: str = ""
    extra: dict[str, str] = field(default_factory=dict)
