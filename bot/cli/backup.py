"""`khotto backup` and `khotto restore`: an installation on SQLite as one file, and back."""

import fcntl
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import click
from sqlalchemy import make_url

from bot import settings
from bot.settings import Settings
from storage import backup as archives
from storage.database import connect
from storage.encryption import Cipher
from storage.migrate import revisions
from storage.sealed import key_opens

_FILE = click.Path(dir_okay=False, path_type=Path)


@click.command()
@click.argument("file", type=_FILE)
@click.option("--with-key", is_flag=True, help="Put the secret key in as well: whoever has the file can read it all.")
def backup(file: Path, with_key: bool) -> None:
    """Write database and photos to one FILE (.tar) while the bot goes on working."""
    chosen = settings.load(need_line=False)
    database = database_file(chosen)
    if file.exists():
        raise click.ClickException(f"{file} exists already. Give each backup its own name.")
    if not database.exists():
        raise click.ClickException(f"There is no database at {database}.")
    key = ",".join(chosen.secret_keys) if with_key else ""
    manifest = archives.write_backup(
        file, database, chosen.media_folder, version=version("khotto"), at=datetime.now(UTC), key=key
    )
    click.echo(f"{file}: {sum(manifest.rows.values())} rows, {len(manifest.files) - 1} photos and other files")
    click.echo(_KEY_INSIDE if with_key else _KEY_APART)


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--force", is_flag=True, help="Also where there is a database already; it is moved aside, not deleted.")
def restore(file: Path, force: bool) -> None:
    """Bring back what `khotto backup` wrote to FILE."""
    chosen = settings.load(need_line=False)
    database = database_file(chosen)
    database.parent.mkdir(parents=True, exist_ok=True)
    if database.exists() and not force:
        raise click.ClickException(f"{database} exists. Give --force to move it aside and restore the backup.")
    try:
        with stopped(chosen), archives.unpacked(file, database.parent) as (folder, manifest):
            if manifest.revision not in revisions():
                raise click.ClickException(
                    f"The backup is of a newer Khotto ({manifest.khotto}). Update this one first."
                )
            keys = _fitting_keys(chosen, folder)
            suffix = f".before-{datetime.now(UTC):%Y%m%d-%H%M%S}"
            archives.install(folder, database, chosen.media_folder, suffix)
            _keep_keys(chosen, keys, suffix)
    except archives.Unusable as problem:
        raise click.ClickException(f"{problem}. Nothing was changed.") from problem
    click.echo(
        f"{sum(manifest.rows.values())} rows and {len(manifest.files) - 1} files of {manifest.made_at} are back."
    )


def database_file(chosen: Settings) -> Path:
    """The SQLite file of an installation; refuses PostgreSQL, which has tools of its own."""
    if not chosen.is_sqlite:
        raise click.ClickException(
            "This is for SQLite. Back up PostgreSQL with pg_dump --format=custom, restore it with pg_restore: "
            "see docs/backup.md."
        )
    return Path(str(make_url(chosen.database_url).database)).resolve()


@contextmanager
def stopped(chosen: Settings) -> Iterator[None]:
    """Hold the lock that the workers of a running bot hold, so that none runs and none starts meanwhile."""
    chosen.home.mkdir(parents=True, exist_ok=True)
    with (chosen.home / "workers.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise click.ClickException(f"Khotto is running in {chosen.home}. Stop it first.") from error
        yield


def _fitting_keys(chosen: Settings, folder: Path) -> tuple[str, ...]:
    """The keys that open the data: those of this installation, or else those in the backup."""
    inside = folder / archives.KEY
    candidates = [chosen.secret_keys]
    if inside.is_file():
        candidates.append(tuple(inside.read_text().split(",")))
    for keys in candidates:
        engine = connect(f"sqlite:///{folder / archives.DATABASE}", Cipher(keys))
        try:
            if key_opens(engine):
                return keys
        finally:
            engine.dispose()
    raise archives.Unusable(f"The secret key does not open the data in the backup. {_how_to_key(chosen)}")


def _keep_keys(chosen: Settings, keys: tuple[str, ...], suffix: str) -> None:
    if keys == chosen.secret_keys:
        return
    if chosen.key_file is None:
        click.echo(
            "Set KHOTTO_SECRET_KEY to the content of secret_key in the backup: it alone opens the data.", err=True
        )
        return
    shutil.copy2(chosen.key_file, chosen.key_file.with_name(chosen.key_file.name + suffix))
    settings.write_keys(chosen.key_file, keys)


def _how_to_key(chosen: Settings) -> str:
    where = chosen.key_file or "KHOTTO_SECRET_KEY"
    return f"Put the key that was in use when the backup was made into {where}"


_KEY_INSIDE = "The secret key is inside: whoever has this file can read every name and story. Keep it locked away."
_KEY_APART = (
    "The secret key is not inside. Without it nobody can read this backup, you included: keep a copy of the key in "
    "another safe place (KHOTTO_SECRET_KEY, or the file secret_key in KHOTTO_HOME)."
)
