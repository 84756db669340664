"""Backups of an installation on SQLite: one archive with the database as of one moment, the media and a manifest."""

import hashlib
import json
import shutil
import sqlite3
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath

from sqlalchemy import NullPool, create_engine, func, inspect, select, table
from sqlalchemy.exc import DatabaseError

from storage.migrate import revision_of
from storage.tables import media as media_table

MANIFEST, DATABASE, MEDIA, KEY = "manifest.json", "khotto.db", "media", "secret_key"
_FORMAT = 1


class Unusable(Exception):
    """An archive that cannot be restored; the text says why."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an archive must hold: row counts by table, and the SHA-256 of every file by its name in the archive."""

    format: int
    khotto: str
    revision: str
    made_at: str
    rows: dict[str, int]
    files: dict[str, str]


def write_backup(archive: Path, database: Path, media: Path, *, version: str, at: datetime, key: str = "") -> Manifest:
    """Write an archive while the bot goes on working; it appears under its name only once it is whole.

    Args:
        archive: the file to make; it must not exist.
        database: the living SQLite file.
        media: the folder with photos. Those that the copied database does not know are left out.
        version: of Khotto, for the manifest.
        at: the present time, for the manifest.
        key: text of the secret key, to be put in as well; empty to leave it out.

    """
    with tempfile.TemporaryDirectory(prefix=".backup-", dir=archive.parent) as scratch:
        copy, unfinished = Path(scratch, DATABASE), Path(scratch, "archive")
        _copy_database(database, copy)
        files = {DATABASE: copy} | {f"{MEDIA}/{name}": media / name for name in _media_names(copy)}
        with tarfile.open(unfinished, "w") as tar:
            digests = {name: digest for name, path in files.items() if (digest := _add(tar, name, path))}
            if key:
                Path(scratch, KEY).write_text(key)
                _add(tar, KEY, Path(scratch, KEY))
            manifest = Manifest(_FORMAT, version, _revision(copy), at.isoformat(), row_counts(copy), digests)
            Path(scratch, MANIFEST).write_text(json.dumps(asdict(manifest), indent=1))
            _add(tar, MANIFEST, Path(scratch, MANIFEST))
        unfinished.chmod(0o600)
        unfinished.rename(archive)
    return manifest


@contextmanager
def unpacked(archive: Path, beside: Path) -> Iterator[tuple[Path, Manifest]]:
    """The verified content of an archive in a scratch folder, which lies on the same disk as `beside`.

    Raises Unusable where something is missing, was changed or does not add up.
    """
    with tempfile.TemporaryDirectory(prefix=".restore-", dir=beside) as scratch:
        folder = Path(scratch)
        try:
            _extract(archive, folder)
            manifest = Manifest(**json.loads((folder / MANIFEST).read_text()))
        except (tarfile.TarError, OSError, ValueError, TypeError) as error:
            raise Unusable(f"{archive} is no backup of Khotto, or is cut short ({type(error).__name__})") from error
        _verify(folder, manifest)
        yield folder, manifest


def install(folder: Path, database: Path, media: Path, suffix: str) -> None:
    """Put unpacked content in the place of a database and its media; what was there is kept under a suffix.

    No process may have the database open.
    """
    if media.exists():
        media.rename(media.with_name(media.name + suffix))
    shutil.move(folder / MEDIA, media)
    aside = database.with_name(database.name + suffix)
    if database.exists():
        aside.hardlink_to(database)  # so that there is a database under the name at any instant
    for log in ("-wal", "-shm"):
        beside = database.with_name(database.name + log)
        if beside.exists():
            beside.rename(aside.with_name(aside.name + log))
    (folder / DATABASE).replace(database)


def row_counts(database: Path) -> dict[str, int]:
    """How many rows each table of an SQLite file has."""
    engine = create_engine(f"sqlite:///{database}", poolclass=NullPool)
    with engine.connect() as connection:
        names = inspect(connection).get_table_names()
        return {name: connection.scalar(select(func.count()).select_from(table(name))) or 0 for name in names}


def _copy_database(source: Path, target: Path) -> None:
    """SQLite's online backup: one consistent moment, whatever is written meanwhile."""
    with closing(sqlite3.connect(source)) as living, closing(sqlite3.connect(target)) as copy:
        living.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")  # one file, without a log beside it


def _media_names(database: Path) -> list[str]:
    engine = create_engine(f"sqlite:///{database}", poolclass=NullPool)
    with engine.connect() as connection:
        kept = select(media_table.c.file_name).where(media_table.c.deleted_at.is_(None))
        return list(connection.scalars(kept.order_by(media_table.c.id)))


def _revision(database: Path) -> str:
    return revision_of(create_engine(f"sqlite:///{database}", poolclass=NullPool)) or ""


def _add(tar: tarfile.TarFile, name: str, path: Path) -> str:
    """Put a file into the archive; returns its digest, empty where its sender took it back a moment ago."""
    try:
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
            file.seek(0)
            entry = tar.gettarinfo(arcname=name, fileobj=file)
            entry.mode, entry.uname, entry.gname, entry.uid, entry.gid = 0o600, "", "", 0, 0
            tar.addfile(entry, file)
    except FileNotFoundError:
        return ""
    return digest


def _extract(archive: Path, folder: Path) -> None:
    """Plain files under the names that backups use; whatever else somebody put into the archive stays there."""
    (folder / MEDIA).mkdir()
    with tarfile.open(archive) as tar:
        for entry in tar:
            name = PurePosixPath(entry.name)
            ours = entry.name in (MANIFEST, DATABASE, KEY) or (str(name.parent) == MEDIA and name.name != "..")
            source = tar.extractfile(entry) if ours and entry.isreg() else None
            if source:
                with (folder / name).open("wb") as target:
                    shutil.copyfileobj(source, target)


def _verify(folder: Path, manifest: Manifest) -> None:
    if manifest.format != _FORMAT:
        raise Unusable(f"the backup has format {manifest.format}, this version of Khotto reads format {_FORMAT}")
    for name, digest in manifest.files.items():
        path = folder / name
        if not path.is_file():
            raise Unusable(f"{name} is missing in the backup")
        with path.open("rb") as file:
            if hashlib.file_digest(file, "sha256").hexdigest() != digest:
                raise Unusable(f"{name} was changed since the backup was made")
    try:
        counted = row_counts(folder / DATABASE)
    except DatabaseError as error:
        raise Unusable("the database in the backup is damaged") from error
    if counted != manifest.rows:
        raise Unusable("the tables do not have the rows that the manifest counts")
