"""A phone in the simulated LINE: says things, taps buttons, and tells what it heard."""

import time
from collections.abc import Callable, Iterator
from typing import Any

import requests

Json = dict[str, Any]

PATIENCE = 20.0  # seconds that an answer may take on a busy machine


class Phone:
    """One person's phone at a running simulator (`url`), driven over its HTTP interface.

    Args:
        url: The simulator's address.
        line_id: The person's id in LINE; somebody unknown to the simulator is made.
        name: The person's name, shown in LINE.
        until_quiet: Waits until the bot has nothing left to do or to say; without it a moment is waited.

    """

    def __init__(
        self, url: str, line_id: str, name: str, until_quiet: Callable[[], None] = lambda: time.sleep(0.15)
    ) -> None:
        self.api = f"{url}/simulator/api"
        self._until_quiet = until_quiet
        self.line_id = line_id
        self._heard = 0
        known = requests.get(f"{self.api}/snapshot", timeout=10).json()["users"]
        if line_id not in {user["id"] for user in known}:
            self._post("users", {"id": line_id, "name": name})

    def follow(self) -> list[Json]:
        """Add the bot as a friend; returns what it said."""
        return self._do("follow", {})

    def block(self) -> None:
        """Block the bot."""
        self._post(f"users/{self.line_id}/unfollow", {})

    def posts(self, text: str) -> None:
        """Write, without waiting for an answer."""
        self._post(f"users/{self.line_id}/text", {"text": text})

    def posts_photo(self) -> None:
        """Send a photo, without waiting for an answer."""
        self._post(f"users/{self.line_id}/image", {})

    def says(self, text: str) -> list[Json]:
        """Write, and return the bot's new messages."""
        return self._do("text", {"text": text})

    def sends_location(self, latitude: float, longitude: float, address: str) -> list[Json]:
        """Send a place on the map; an empty address where the map knows none."""
        known = {"address": address, "title": "บ้าน"} if address else {}
        return self._do("location", {"latitude": latitude, "longitude": longitude, **known})

    def sends_photos(self, count: int) -> list[Json]:
        """Send sample photos together."""
        return self._do("image", {"count": count})

    def sends_voice(self) -> list[Json]:
        """Send a recording."""
        return self._do("audio", {})

    def unsends(self, words: str) -> None:
        """Take back one's newest message that holds some words."""
        self._post(f"users/{self.line_id}/unsend", {"message_id": self._own(words)})
        self._settle()
        self._until_quiet()

    def edits(self, words: str, text: str) -> list[Json]:
        """Change one's newest message that holds some words."""
        return self._do("edit", {"message_id": self._own(words), "text": text})

    def sends_sticker(self) -> list[Json]:
        """Send a sticker."""
        return self._do("sticker", {"package_id": "446", "sticker_id": "1988"})

    def taps(self, word: str, **params: str) -> list[Json]:
        """Tap the newest button whose label holds a word."""
        message_id, action = self.button(word)
        body: Json = {"message_id": message_id, "action": action}
        return self._do("tap", body | ({"params": params} if params else {}))

    def button(self, word: str) -> tuple[str, Json]:
        """The newest button whose label holds a word, and the message that it stands in.

        Quick replies are there below the newest message only.
        """
        newest_first = list(reversed(self.entries()))
        for entry in newest_first:
            hidden = () if entry is newest_first[0] else ("quickReply",)
            for action in actions({name: part for name, part in entry["message"].items() if name not in hidden}):
                if word in action.get("label", ""):
                    return entry["message_id"], action
        raise AssertionError(
            f"no button with {word!r}; the last messages: {[text_of(m) for m in self.messages()[-3:]]}"
        )

    def tap_action(self, message_id: str, action: Json) -> list[Json]:
        """Tap a button that was found before."""
        return self._do("tap", {"message_id": message_id, "action": action})

    def sends_action(self, action: Json) -> list[Json]:
        """Send what a button sends, though it stands in nobody's chat."""
        return self._do("tap", {"action": action})

    def entries(self) -> list[Json]:
        """All messages of the bot in this chat with their envelopes, oldest first."""
        chats = requests.get(f"{self.api}/snapshot", timeout=10).json()["chats"]
        return [entry for entry in chats.get(self.line_id, []) if entry["from"] == "bot" and entry.get("message")]

    def messages(self) -> list[Json]:
        """All messages of the bot in this chat, oldest first."""
        return [entry["message"] for entry in self.entries()]

    def hears(self, words: str, within: float = PATIENCE) -> str:
        """Wait until a message not heard before holds some words; returns the whole text of that message."""
        end = time.monotonic() + within
        while True:
            messages = self.messages()
            for number in range(self._heard, len(messages)):
                if words in text_of(messages[number]):
                    self._heard = number + 1
                    return text_of(messages[number])
            if time.monotonic() > end:
                news = [text_of(message) for message in messages[self._heard :]]
                raise AssertionError(f"{words!r} was not heard within {within} s, only: {news}")
            time.sleep(0.05)

    def last(self) -> str:
        """The text of the bot's newest message."""
        messages = self.messages()
        return text_of(messages[-1]) if messages else ""

    def _own(self, words: str) -> str:
        chats = requests.get(f"{self.api}/snapshot", timeout=10).json()["chats"]
        mine = [entry for entry in chats[self.line_id] if entry["from"] == "user"]
        return str(next(e["message_id"] for e in reversed(mine) if words in text_of(e["message"])))

    def _do(self, what: str, body: Json) -> list[Json]:
        before = len(self.entries())
        self._post(f"users/{self.line_id}/{what}", body)
        self._settle()
        end = time.monotonic() + PATIENCE
        while len(self.entries()) == before and time.monotonic() < end:
            time.sleep(0.03)
        self._until_quiet()  # further bubbles of the same answer, and mail to others
        return self.messages()[before:]

    def _settle(self) -> None:
        requests.post(f"{self.api}/settle", json={"seconds": PATIENCE}, timeout=PATIENCE + 5).raise_for_status()

    def _post(self, path: str, body: Json) -> None:
        answer = requests.post(f"{self.api}/{path}", json=body, timeout=30)
        assert answer.ok, answer.text


def actions(node: Any) -> Iterator[Json]:
    """Every action in a message, at any depth."""
    if isinstance(node, dict):
        if isinstance(node.get("action"), dict):
            yield node["action"]
        for key, value in node.items():
            if key != "action":
                yield from actions(value)
    elif isinstance(node, list):
        for item in node:
            yield from actions(item)


def text_of(message: Any) -> str:
    """All words of a message, labels of buttons included."""
    if isinstance(message, dict):
        own = [str(message[key]) for key in ("text", "altText", "label") if isinstance(message.get(key), str)]
        return "\n".join([*own, *(part for value in message.values() if (part := text_of(value)))])
    if isinstance(message, list):
        return "\n".join(filter(None, (text_of(item) for item in message)))
    return ""
