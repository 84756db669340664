"""Photos, videos, sounds and files that people sent, for as long as LINE keeps them."""

from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args

from simulator.refusals import Refused, not_found

State: TypeAlias = Literal["preparing", "ready", "gone"]
STATES: tuple[str, ...] = get_args(State)


@dataclass(slots=True)
class Content:
    """The bytes of one message. `kind` is the message's type, `preview` a small JPEG where there is one."""

    kind: str
    data: bytes
    mime: str
    preview: bytes | None = None
    state: State = "ready"


class Contents:
    """The stored media, by message id."""

    def __init__(self) -> None:
        self._contents: dict[str, Content] = {}

    def keep(self, message_id: str, content: Content) -> None:
        """Store what somebody sent."""
        self._contents[message_id] = content

    def set_state(self, message_id: str, state: State) -> None:
        """Make a content unready, ready or gone; KeyError if there is none."""
        self._contents[message_id].state = state

    def forget(self, message_id: str) -> None:
        """The message was unsent: its bytes, if it had any, are gone."""
        if message_id in self._contents:
            self._contents[message_id].state = "gone"

    def get(self, message_id: str) -> Content:
        """The content of a message; Refused with 404 if there never was any, 410 once it is gone."""
        content = self._contents.get(message_id)
        if content is None:
            raise not_found("not found")
        if content.state == "gone":
            raise Refused(410, "The content is gone")
        return content
