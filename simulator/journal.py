"""What stands in the chats, message by message, and who is told when something changes."""

from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from threading import Condition
from typing import Literal, TypeAlias

from simulator.wire import Json

Via: TypeAlias = Literal["reply", "push", "multicast", "broadcast", "event"]


@dataclass(slots=True, kw_only=True)
class Entry:
    """One bubble. `chat` is a user's or a group's id; `seq` orders all changes, and is that of its last.

    `quote_token` lets the bot quote it, in this chat only; a `silent` one made no sound.
    """

    chat: str
    sender: Literal["user", "bot"]
    message_id: str
    message: Json
    via: Via
    at: datetime
    user: str | None = None
    event: Json | None = None
    content_url: str | None = None
    unsent: bool = False
    edited: bool = False
    read: bool = False
    silent: bool = False
    quote_token: str | None = None
    seq: int = 0

    def as_json(self) -> Json:
        """The entry as the control API shows it; what does not apply is left out."""
        optional: Json = {
            "user": self.user,
            "event": self.event,
            "content_url": self.content_url,
            "unsent": self.unsent or None,
            "edited": self.edited or None,
            "read": self.read or None,
            "silent": self.silent or None,
        }
        return {
            "seq": self.seq,
            "at": self.at.isoformat(),
            "chat": self.chat,
            "from": self.sender,
            "message_id": self.message_id,
            "message": self.message,
            "via": self.via,
            **{name: value for name, value in optional.items() if value is not None},
        }


class Journal:
    """All chats in order, with a number that grows with every change, for those who wait for one.

    `changed` is the lock of the whole platform; callers hold it when they add or change bubbles.
    """

    def __init__(self, changed: Condition) -> None:
        self.seq = 0
        self._changed = changed
        self._elsewhere_changed = 0
        self._chats: dict[str, list[Entry]] = {}
        # Oldest change first, so that the latest changes are found from the end.
        self._by_change: OrderedDict[str, Entry] = OrderedDict()

    def add(self, entry: Entry) -> Entry:
        """Put a new bubble at the end of its chat."""
        self._chats.setdefault(entry.chat, []).append(entry)
        self.stamp(entry)
        return entry

    def stamp(self, entry: Entry) -> None:
        """Say that a bubble changed."""
        entry.seq = self._next()
        self._by_change[entry.message_id] = entry
        self._by_change.move_to_end(entry.message_id)

    def note(self) -> None:
        """Say that something other than a bubble changed: people, menus, the clock, a counter."""
        self._elsewhere_changed = self._next()

    def _next(self) -> int:
        with self._changed:
            self.seq += 1
            self._changed.notify_all()
            return self.seq

    def find(self, message_id: str) -> Entry | None:
        """The bubble with this id."""
        return self._by_change.get(message_id)

    def chat(self, chat: str) -> list[Entry]:
        """The bubbles of one chat, oldest first."""
        return self._chats.get(chat, [])

    def chats(self) -> Iterator[tuple[str, list[Entry]]]:
        """Every chat that has a bubble."""
        return iter(self._chats.items())

    def wait(self, after: int, seconds: float) -> tuple[list[Entry], bool]:
        """Wait for a change later than `after`, at most some real seconds.

        Returns the bubbles changed since, in the order of change, and whether anything else changed.
        """
        with self._changed:
            self._changed.wait_for(lambda: self.seq > after, timeout=seconds)
            changed = []
            for entry in reversed(self._by_change.values()):
                if entry.seq <= after:
                    break
                changed.append(entry)
            return changed[::-1], self._elsewhere_changed > after
