"""Where photos and other content lie: the rows here, the bytes in files beside the database."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, insert, select, update

from storage.tables import media, new_id


@dataclass(frozen=True, slots=True)
class StoredMedia:
    """One piece of content. `deleted` where its sender took it back."""

    id: int
    kind: str
    content_type: str
    file_name: str
    deleted: bool


class MediaTable:
    """Queries on content within one transaction; `folder` holds the files."""

    def __init__(self, connection: Connection, folder: Path) -> None:
        self._db = connection
        self._folder = folder

    def of_message(self, message_id: str) -> int | None:
        """The id of what a message brought, if it was fetched before."""
        return self._db.scalar(select(media.c.id).where(media.c.message_id == message_id))

    def get(self, media_id: int) -> StoredMedia | None:
        """One piece of content."""
        row = self._db.execute(select(media).where(media.c.id == media_id)).one_or_none()
        return (
            None
            if row is None
            else StoredMedia(row.id, row.kind, row.content_type, row.file_name, row.deleted_at is not None)
        )

    def path(self, stored: StoredMedia) -> Path:
        """Where the bytes lie."""
        return self._folder / stored.file_name

    def keep(self, message_id: str, chat: str, kind: str, content_type: str, file_name: str, size: int) -> int:
        """Record content whose bytes lie in the folder; returns its id."""
        values = {
            "message_id": message_id,
            "chat": chat,
            "kind": kind,
            "content_type": content_type,
            "file_name": file_name,
            "size": size,
            "fetched_at": datetime.now(UTC),
        }
        return new_id(self._db, insert(media).values(values))

    def forget_message(self, message_id: str) -> int | None:
        """Delete what a message brought, for its sender took it back; returns its id, None where there was nothing."""
        row = self._db.execute(select(media).where(media.c.message_id == message_id)).one_or_none()
        if row is None:
            return None
        self._db.execute(update(media).where(media.c.id == row.id).values(deleted_at=datetime.now(UTC)))
        (self._folder / row.file_name).unlink(missing_ok=True)
        return int(row.id)
