"""`khotto keys rotate`: everything personal is sealed anew under a new secret key."""

from contextlib import nullcontext
from datetime import UTC, datetime
from pathlib import Path

import click

from bot import settings
from bot.cli.backup import stopped
from bot.settings import Settings
from storage.database import connect
from storage.encryption import Cipher, WrongKeyError
from storage.rotation import rotate as rotate_database

_EVERY = 5_000  # values between two words on the screen


@click.group()
def keys() -> None:
    """Look after the secret key."""


@keys.command()
def rotate() -> None:
    """Seal all personal data with a new key; may be interrupted and started again.

    With KHOTTO_SECRET_KEY: put the new key in front (new,old), restart every process, then run this, then take the
    old key away. Where Khotto keeps its key itself (SQLite), stop it and run this: the new key is made here.
    """
    chosen = settings.load(need_line=False)
    with stopped(chosen) if chosen.key_file else nullcontext():
        in_use = _with_a_new_key(chosen.key_file, chosen.secret_keys) if chosen.key_file else chosen.secret_keys
        if len(in_use) < 2:
            raise click.ClickException(
                "KHOTTO_SECRET_KEY holds one key. Put a new one in front, with a comma between (new,old), restart "
                "every process of Khotto, and run this again."
            )
        count = _seal_anew(chosen, in_use)
        click.echo(f"{count} values were sealed anew; everything is under the new key now.")
        _retire(chosen.key_file, in_use)


def _with_a_new_key(file: Path, kept: tuple[str, ...]) -> tuple[str, ...]:
    """The keys with a new one in front; a second key in the file tells of a rotation that was interrupted."""
    if len(kept) > 1:
        return kept
    in_use = (settings.new_key(), *kept)
    settings.write_keys(file, in_use)
    return in_use


def _seal_anew(chosen: Settings, in_use: tuple[str, ...]) -> int:
    engine = connect(chosen.database_url, Cipher(in_use))
    total = 0
    try:
        for changed in rotate_database(engine):
            if (total + changed) // _EVERY > total // _EVERY:
                click.echo(f"{total + changed} …")
            total += changed
    except WrongKeyError as error:
        raise click.ClickException(
            f"After {total} values, one was found that none of the keys opens. Add the key that was in use when it "
            "was written to the end of the list, and run this again."
        ) from error
    finally:
        engine.dispose()
    return total


def _retire(file: Path | None, in_use: tuple[str, ...]) -> None:
    if file is None:
        click.echo("Take the old key out of KHOTTO_SECRET_KEY, and keep it with the backups that need it.")
        return
    retired = file.with_name(f"{file.name}.retired-{datetime.now(UTC):%Y%m%d-%H%M%S}")
    settings.write_keys(retired, in_use[1:])
    settings.write_keys(file, in_use[:1])
    click.echo(f"The old key lies in {retired}: backups made before now need it. Move it to where those backups are.")
