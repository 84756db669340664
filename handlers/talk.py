"""One turn with one person: who they are, what they did, and what is answered."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from cases.incoming import Incoming
from cases.people import Person
from cases.policy import NOTICE_WAITS, waking
from cases.ports import UnitOfWork
from cases.replies import Notice, Reply
from handlers.engine.state import DialogueState
from handlers.services import Services


class Talk:
    """Gathers replies and changes of one turn; nothing is sent before the unit of work commits."""

    def __init__(self, incoming: Incoming, uow: UnitOfWork, services: Services) -> None:
        self.incoming = incoming
        self.uow = uow
        self.services = services
        self.now: datetime = services.now()
        self.replies: list[Reply] = []
        self.state: dict[str, Any] = uow.conversations.load(incoming.chat)
        self.person: Person = uow.people.by_line_id(incoming.line_id)

    def say(self, *replies: Reply) -> None:
        """Answer the person."""
        self.replies += replies

    def tell(self, person_ids: Sequence[int], *replies: Reply, can_wait: bool = False) -> None:
        """Tell other people something, now or when it costs nothing."""
        notify(self.uow, person_ids, replies, self.now, can_wait)

    def area_name(self, code: str) -> str:
        """An area in full: ต.ท่าข้าม อ.หาดใหญ่ จ.สงขลา"""
        return self.services.gazetteer.name(code)

    def dialogue_state(self, key: str = "dialogue") -> DialogueState | None:
        """The running dialogue (or the paused one); None where an older version left something unreadable."""
        data = self.state.get(key)
        try:
            return DialogueState.from_json(data) if data else None
        except (TypeError, KeyError):
            return None

    def set_dialogue(self, state: DialogueState | None, key: str = "dialogue") -> None:
        """Keep where the dialogue stands."""
        self.state[key] = state.to_json() if state else None


def notify(
    uow: UnitOfWork,
    person_ids: Sequence[int],
    replies: Sequence[Reply],
    now: datetime,
    can_wait: bool = False,
) -> None:
    """Put messages to some people into the outbox; those who blocked the bot get none."""
    until = waking(now + NOTICE_WAITS) if can_wait else None
    for person in uow.people.many(list(dict.fromkeys(person_ids))):
        if not person.blocked:
            uow.outbox.notify(Notice(person.line_id, list(replies), until))
