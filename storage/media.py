"""Photos and other content: rows here, bytes in files beside SQLite, or sealed in PostgreSQL for all machines."""

import io
import os
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, delete, insert, select, update

from storage.database import is_postgresql
from storage.tables import media, media_content, new_id


@dataclass(frozen=True, slots=True)
class StoredMedia:
    """One piece of content. `deleted` where its sender took it back, or nobody may keep it any longer."""

    id: int
    kind: str
    content_type: str
    file_name: str
    deleted: bool


class MediaTable:
    """Queries on content within one transaction; `folder` holds the files of an installation on SQLite."""

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

    def content(self, stored: StoredMedia) -> Path | io.BytesIO | None:
        """The file, or the bytes where there are no files; None where they are gone."""
        if is_postgresql(self._db):
            data = self._db.scalar(select(media_content.c.data).where(media_content.c.media_id == stored.id))
            return None if data is None else io.BytesIO(data)
        path = self._folder / stored.file_name
        return path if path.is_file() else None

    def keep(self, message_id: str, chat: str, kind: str, content_type: str, suffix: str, data: bytes) -> int:
        """Keep what a message brought, under a name that nobody can guess; returns its id."""
        values = {
            "message_id": message_id,
            "chat": chat,
            "kind": kind,
            "content_type": content_type,
            "file_name": secrets.token_hex(16) + suffix,
            "size": len(data),
            "fetched_at": datetime.now(UTC),
        }
        media_id = new_id(self._db, insert(media).values(values))
        if is_postgresql(self._db):
            self._db.execute(insert(media_content).values(media_id=media_id, data=data))
        else:
            self._folder.mkdir(parents=True, exist_ok=True)
            _write(self._folder / str(values["file_name"]), data)
        return media_id

    def forget_message(self, message_id: str) -> int | None:
        """Delete what a message brought, for its sender took it back; returns its id, None where there was nothing."""
        media_id = self.of_message(message_id)
        if media_id is not None:
            self.forget(media_id)
        return media_id

    def forget(self, media_id: int) -> None:
        """Delete the bytes; the row stays and says that there was something."""
        gone = update(media).where(media.c.id == media_id).values(deleted_at=datetime.now(UTC))
        file_name = self._db.scalars(gone.returning(media.c.file_name)).one()
        self._db.execute(delete(media_content).where(media_content.c.media_id == media_id))
        (self._folder / file_name).unlink(missing_ok=True)

    def take_in_files(self, folder: Path) -> int:
        """Put the files of another installation's folder, whose rows are here, into the database; returns how many."""
        count = 0
        rows = self._db.execute(select(media.c.id, media.c.file_name).where(media.c.deleted_at.is_(None))).all()
        for row in rows:
            path = folder / row.file_name
            if path.is_file():
                self._db.execute(insert(media_content).values(media_id=row.id, data=path.read_bytes()))
                count += 1
        return count


def _write(path: Path, data: bytes) -> None:
    """On the disk before the row says so, or a power cut would leave the row alone."""
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
