"""What every engine offers: having chats drained, by this process or by another."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from sqlalchemy import Connection


class Queue(Protocol):
    """Says only "drain this chat"; what there is to do stands in the inbox and the outbox."""

    def defer(self, db: Connection, chats: Sequence[str]) -> None:
        """Within a transaction that stores news of chats: have them drained once it is committed."""

    def committed(self, chats: Sequence[str]) -> None:
        """That transaction is committed."""

    def wake(self, chats: Iterable[str]) -> None:
        """Have chats drained soon whose news were committed before."""

    def recover(self) -> None:
        """Free the chats that workers held when they died."""

    def is_ready(self) -> bool:
        """Whether chats are taken. Raises SQLAlchemyError where the database does not answer."""
