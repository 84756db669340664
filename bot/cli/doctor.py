"""`khotto doctor`: looks at settings, database, LINE token, webhook address and quota, and says what to do."""

import sys
from collections.abc import Callable

import click
from sqlalchemy.exc import SQLAlchemyError
from urllib3.exceptions import HTTPError

from bot import settings
from bot.line.client import LineClient
from bot.line.sdk import ApiException
from bot.settings import Settings
from bot.wiring import App
from storage.migrate import is_current

_LOW = 0.1  # of the month's messages


class _Problem(Exception):
    """Something is wrong; the text says what to do."""


@click.command()
def doctor() -> None:
    """Check everything that going live depends on, and say what to do."""
    chosen = settings.load()
    line = LineClient(chosen.access_token, chosen.api_endpoint, chosen.data_endpoint)
    checks: list[tuple[str, Callable[[], str]]] = [
        ("settings", lambda: f"kept in {chosen.home}"),
        ("database", lambda: _database(chosen)),
        ("LINE token", lambda: _token(line)),
        ("webhook address", lambda: _webhook(line, chosen)),
        ("LINE quota", lambda: _quota(line)),
        ("public address", lambda: _public(chosen)),
    ]
    failed = [name for name, check in checks if not _passes(name, check)]
    if failed:
        sys.exit(1)


def _passes(name: str, check: Callable[[], str]) -> bool:
    try:
        click.echo(f"ok       {name}: {check()}")
    except _Problem as problem:
        click.echo(f"PROBLEM  {name}: {problem}")
        return False
    except (ApiException, HTTPError, OSError, ValueError) as error:
        click.echo(f"PROBLEM  {name}: LINE could not be asked ({type(error).__name__}). Is this machine online?")
        return False
    return True


def _database(chosen: Settings) -> str:
    try:
        app = App(chosen)
        if not is_current(app.engine):
            raise _Problem("the tables are missing or old. Run: khotto migrate")
        app.check_key()
    except settings.SettingsError as error:
        raise _Problem(str(error)) from error
    except SQLAlchemyError as error:
        raise _Problem(f"cannot be opened ({type(error).__name__}). Check DATABASE_URL.") from error
    return "the tables are up to date, and the key opens them"


def _token(line: LineClient) -> str:
    try:
        return f"valid, the account is called {line.bot_name()}"
    except ApiException as refusal:
        if refusal.status in (401, 403):
            raise _Problem(
                "LINE refuses it. Issue a new one in the LINE Developers console (Messaging API → Channel access "
                "token) and set LINE_CHANNEL_ACCESS_TOKEN."
            ) from refusal
        raise


def _webhook(line: LineClient, chosen: Settings) -> str:
    wanted = f"{chosen.base_url}/callback"
    try:
        address, active = line.webhook_address()
    except LookupError as error:
        raise _Problem(f"none is set. Set it in the LINE Developers console (Messaging API) to {wanted}") from error
    if address != wanted:
        raise _Problem(f"LINE sends to {address}, but this bot expects {wanted}. Set KHOTTO_BASE_URL or the console.")
    if not active:
        raise _Problem("“Use webhook” is switched off in the LINE Developers console (Messaging API).")
    return address


def _quota(line: LineClient) -> str:
    limit, used = line.quota()
    if limit is None:
        return f"no limit, {used} used this month"
    left = limit - used
    if left <= limit * _LOW:
        raise _Problem(f"only {left} of {limit} messages are left this month. Replies stay free; pushes will wait.")
    return f"{left} of {limit} messages are left this month"


def _public(chosen: Settings) -> str:
    if not chosen.base_url.startswith("https://"):
        raise _Problem(f"LINE needs https, and KHOTTO_BASE_URL is {chosen.base_url}. See docs/deploying.md.")
    return chosen.base_url
