"""Where each chat stands: the state of its dialogue, kept whole and encrypted."""

from collections.abc import Callable
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Connection, Executable, bindparam, select

from storage.database import insert_into, is_postgresql
from storage.tables import conversations

_LOAD = select(conversations.c.state).where(conversations.c.chat == bindparam("chat")).with_for_update()


class ConversationsTable:
    """Queries on conversations within one transaction."""

    def __init__(self, connection: Connection, now: Callable[[], datetime]) -> None:
        self._db = connection
        self._now = now
        self.loaded_in_dialogue = False  # whether a dialogue ran in the chat that was loaded last

    def load(self, chat: str) -> dict[str, Any]:
        """The state of a chat; empty for one that never spoke."""
        state: dict[str, Any] = self._db.scalar(_LOAD, {"chat": chat}) or {}
        self.loaded_in_dialogue = standing(state) != ""
        return state

    def save(self, chat: str, state: dict[str, Any]) -> None:
        """Keep the state of a chat."""
        values = {"chat": chat, "state": state, "updated_at": self._now(), "standing": standing(state)}
        self._db.execute(_save(is_postgresql(self._db)), values)


@cache
def _save(on_postgresql: bool) -> Executable:
    save = insert_into(conversations, on_postgresql)
    changed = {name: save.excluded[name] for name in ("state", "updated_at", "standing")}
    return save.on_conflict_do_update(index_elements=[conversations.c.chat], set_=changed)


def standing(state: dict[str, Any]) -> str:
    """The dialogue and step that a chat stands in, such as `intake.place`; empty where none runs."""
    dialogue = state.get("dialogue")
    if not isinstance(dialogue, dict):
        return ""
    return f"{dialogue.get('dialogue', '')}.{dialogue.get('step', '')}"[:48]
