"""The `khotto` command with all its sub-commands."""

import sys
from importlib import import_module

import click
from sqlalchemy.exc import DBAPIError

from bot import settings
from bot.settings import SettingsError, wrong_key
from storage.encryption import WrongKeyError

_COMMANDS = {
    "run": "serve.run",
    "demo": "demo.demo",
    "web": "serve.web",
    "worker": "serve.worker",
    "clock": "serve.clock",
    "migrate": "organisation.migrate",
    "invite": "organisation.invite",
    "people": "people.people",
    "revoke": "people.revoke",
    "erase": "people.erase",
    "classify": "language.classify",
    "evaluate": "language.evaluate",
    "train": "language.train",
    "doctor": "doctor.doctor",
    "rich-menu": "rich_menu.rich_menu",
    "export": "transfer.export",
    "import": "transfer.import_",
    "events": "events.events",
    "backup": "backup.backup",
    "restore": "backup.restore",
    "keys": "keys.keys",
}


class _Commands(click.Group):
    """Imports a command when it is called, for some take seconds; tells mistakes of configuration as text."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All there are."""
        return sorted(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The one of a name."""
        if cmd_name not in _COMMANDS:
            return None
        module, function = _COMMANDS[cmd_name].split(".")
        command: click.Command = getattr(import_module(f"bot.cli.{module}"), function)
        return command

    def invoke(self, ctx: click.Context) -> object:
        """Run the command."""
        try:
            return super().invoke(ctx)
        except SettingsError as problem:
            click.echo(f"Khotto cannot start:\n{problem}", err=True)
            sys.exit(2)
        except WrongKeyError:
            click.echo(wrong_key(settings.load(need_line=False)), err=True)
            sys.exit(2)
        except DBAPIError as problem:
            click.echo(f"The database cannot be used ({type(problem).__name__}). Run: khotto doctor", err=True)
            sys.exit(1)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="khotto")
def main() -> None:
    """Khotto (ข้อต่อ) joins people who need help with volunteers and agencies, through LINE."""
