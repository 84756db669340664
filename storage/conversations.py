"""Where each chat stands: the state of its dialogue, kept whole and encrypted."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from storage.database import insert_or
from storage.tables import conversations


class ConversationsTable:
    """Queries on conversations within one transaction."""

    def __init__(self, connection: Connection, now: Callable[[], datetime]) -> None:
        self._db = connection
        self._now = now
        self.loaded_in_dialogue = False  # whether a dialogue ran in the chat that was loaded last

    def load(self, chat: str) -> dict[str, Any]:
        """The state of a chat; empty for one that never spoke."""
        query = select(conversations.c.state).where(conversations.c.chat == chat).with_for_update()
        state: dict[str, Any] = self._db.scalar(query) or {}
        self.loaded_in_dialogue = standing(state) != ""
        return state

    def save(self, chat: str, state: dict[str, Any]) -> None:
        """Keep the state of a chat."""
        values = {"state": state, "updated_at": self._now(), "standing": standing(state)}
        save = insert_or(self._db, conversations).values(values | {"chat": chat})
        self._db.execute(save.on_conflict_do_update(index_elements=[conversations.c.chat], set_=values))


def standing(state: dict[str, Any]) -> str:
    """The dialogue and step that a chat stands in, such as `intake.place`; empty where none runs."""
    dialogue = state.get("dialogue")
    if not isinstance(dialogue, dict):
        return ""
    return f"{dialogue.get('dialogue', '')}.{dialogue.get('step', '')}"[:48]
