"""The `khotto` command with all its sub-commands."""

import sys

import click
from cryptography.fernet import InvalidToken
from sqlalchemy.exc import DBAPIError

from bot import settings
from bot.cli import backup, demo, doctor, events, keys, language, organisation, people, rich_menu, serve, transfer
from bot.settings import SettingsError, wrong_key


class _Commands(click.Group):
    """Tells mistakes of configuration as text, not as a traceback."""

    def invoke(self, ctx: click.Context) -> object:
        """Run the command."""
        try:
            return super().invoke(ctx)
        except SettingsError as problem:
            click.echo(f"Khotto cannot start:\n{problem}", err=True)
            sys.exit(2)
        except InvalidToken:
            click.echo(wrong_key(settings.load(need_line=False)), err=True)
            sys.exit(2)
        except DBAPIError as problem:
            click.echo(f"The database cannot be used ({type(problem).__name__}). Run: khotto doctor", err=True)
            sys.exit(1)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="khotto")
def main() -> None:
    """Khotto (ข้อต่อ) joins people who need help with volunteers and agencies, through LINE."""


for command in (
    serve.run,
    serve.web,
    serve.worker,
    serve.clock,
    demo.demo,
    organisation.migrate,
    organisation.invite,
    people.people,
    people.revoke,
    people.erase,
    language.classify,
    language.evaluate,
    language.train,
    doctor.doctor,
    rich_menu.rich_menu,
    transfer.export,
    transfer.import_,
    events.events,
    backup.backup,
    backup.restore,
    keys.keys,
):
    main.add_command(command)
