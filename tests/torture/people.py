"""One simulated person: does things on a phone, waits for the answer, and reads it."""

import time
from collections.abc import Callable, Iterator
from random import Random
from typing import Any

from simulator import events, samples
from simulator.phones import File, Impossible, Phones
from simulator.server import Simulator
from simulator.taps import Taps, actions_in
from tests.phone import text_of
from tests.torture.ledger import LONGEST_WAIT, Ledger, Message, Unanswered

Json = dict[str, Any]
_HEARABLE = ("postback", "message")  # what buttons do that the bot hears of


class Person:
    """`chance` decides what is done, `pause` how long somebody thinks before.

    What was said and never arrived, for LINE never told what became of it, is read from the bot's outbox: as if
    the person had asked somebody beside them. So stories go on as they would have.
    """

    def __init__(
        self, line: Simulator, ledger: Ledger, line_id: str, chance: Random, pause: Callable[[], None]
    ) -> None:
        self.line_id = line_id
        self.chance = chance
        self.newest: list[Message] = []
        self._ledger = ledger
        self._pause = pause
        self._platform = line.platform
        self._phones = Phones(line.platform)
        self._taps = Taps(line.platform, self._phones)
        self._read_to = 0
        self._heard: list[Message] = []
        with line.platform.lock:
            line.platform.people.add_user(f"คนที่ {int(line_id[1:], 16)}", line_id)

    def adds_bot(self) -> None:
        """Befriend the bot."""
        self._do(lambda: [self._phones.follow(self.line_id)])

    def says(self, words: str) -> None:
        """Write, and read the answer."""
        self._do(lambda: [self._phones.text(self.line_id, words).event])

    def sends_photo(self) -> None:
        """Send a sample photo."""
        photo = samples.photo(self.chance.randrange(8))
        file = File(photo, "image/jpeg", preview=samples.preview(photo))
        self._do(lambda: [entry.event for entry in self._phones.media(self.line_id, "image", [file])])

    def sends_sticker(self) -> None:
        """Send a sticker."""
        self._do(lambda: [self._phones.send(self.line_id, events.sticker_message("446", "1988", None)).event])

    def chatters(self, *deeds: str) -> None:
        """Write several things without waiting in between; an empty one is a sticker."""
        self._do(lambda: [self._chatter(words) for words in deeds])

    def buttons(self) -> dict[str, Json]:
        """The buttons of the newest answer that the bot would hear of, by their labels."""
        return {action["label"]: action for action in actions_in(self.newest) if action.get("type") in _HEARABLE}

    def taps(self, word: str) -> None:
        """Tap the newest button whose label holds a word."""
        message, action = next((m, a) for m, a in self._tappable() if word in a.get("label", ""))
        self._do(lambda: [self._tap(message, action)])

    def waits_for(self, words: str) -> None:
        """Wait for something that others bring about."""
        end = time.monotonic() + LONGEST_WAIT
        while words not in text_of(self._heard):
            if time.monotonic() > end:
                raise Unanswered(f"{self.line_id}: {words!r} was not heard")
            time.sleep(0.3)
            self._read()

    def _tappable(self) -> Iterator[tuple[Message, Json]]:
        for message in reversed(self._heard):
            hidden = () if message is self._heard[-1] else ("quickReply",)
            for action in actions_in({name: part for name, part in message.items() if name not in hidden}):
                yield message, action

    def _tap(self, message: Message, action: Json) -> Json | None:
        """On the phone; unseen, where the message with the button never arrived."""
        there = [entry for entry in self._platform.journal.chat(self.line_id) if entry.message == message]
        if there:
            try:
                return self._taps.tap(self.line_id, action, message_id=there[-1].message_id)
            except Impossible:
                pass  # a quick reply that something else has pushed away
        return self._taps.tap(self.line_id, action)

    def _chatter(self, words: str) -> Json | None:
        message = events.text_message(words) if words else events.sticker_message("446", "1988", None)
        return self._phones.send(self.line_id, message).event

    def _do(self, deed: Callable[[], list[Json | None]]) -> None:
        self._pause()
        told = deed()
        self._ledger.wait(self.line_id, [event["webhookEventId"] for event in told if event])
        self._read()

    def _read(self) -> None:
        for answer in self._ledger.answers(self.line_id, self._read_to):
            self._read_to = answer.id
            self.newest = answer.messages
            self._heard += answer.messages
