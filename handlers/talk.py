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

_MOST_PAUSED = 4


class Talk:
    """Gathers replies and changes of one turn; nothing is sent before the unit of work commits.

    `asked` tells that the question of the running dialogue is among the replies.
    """

    def __init__(self, incoming: Incoming, uow: UnitOfWork, services: Services) -> None:
        self.incoming = incoming
        self.uow = uow
        self.services = services
        self.now: datetime = services.now()
        self.replies: list[Reply] = []
        self.asked = False
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

    @property
    def dialogue(self) -> DialogueState | None:
        """The running dialogue; None also where an older version left something unreadable."""
        return _read(self.state.get("dialogue"))

    @dialogue.setter
    def dialogue(self, state: DialogueState | None) -> None:
        self.state["dialogue"] = state.to_json() if state else None

    @property
    def paused(self) -> list[DialogueState]:
        """Dialogues that wait until the running one is over, the one to be taken up next last."""
        return [state for data in self.state.get("paused") or [] if (state := _read(data))]

    @paused.setter
    def paused(self, states: Sequence[DialogueState]) -> None:
        self.state["paused"] = [state.to_json() for state in states]

    def pause(self) -> None:
        """Let the running dialogue wait; one without an answer is given up."""
        pause(self.state)


def pause(state: dict[str, Any]) -> None:
    """Let the running dialogue of a chat wait; one without an answer is given up."""
    present = _read(state.get("dialogue"))
    state["dialogue"] = None
    if present and present.answers:
        others = [data for data in state.get("paused") or [] if data["dialogue"] != present.dialogue]
        state["paused"] = [*others, present.to_json()][-_MOST_PAUSED:]


def _read(data: Any) -> DialogueState | None:
    try:
        return DialogueState.from_json(data) if data else None
    except (TypeError, KeyError):
        return None


def notify(
    uow: UnitOfWork,
    person_ids: Sequence[int],
    replies: Sequence[Reply],
    now: datetime,
    can_wait: bool = False,
    silent: bool = False,
) -> None:
    """Put messages to some people into the outbox; those who blocked the bot get none.

    What can wait hopes for some hours to ride along with a reply. What is silent wakes nobody.
    """
    until = waking(now + NOTICE_WAITS) if can_wait else None
    for person in uow.people.many(list(dict.fromkeys(person_ids))):
        if not person.blocked:
            uow.outbox.notify(Notice(person.line_id, list(replies), until, silent=silent))
