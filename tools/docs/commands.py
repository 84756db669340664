"""docs/commands.md: what the `khotto` command and its sub-commands say of themselves."""

from collections.abc import Iterator

import click

from bot.cli.main import main
from tools.docs.markdown import fenced, page, table

_WIDTH = 100  # columns of the help texts

_INTRODUCTION = """\
`make setup` puts the `khotto` command into `.venv/bin`. Every command reads the [settings](settings.md)."""


def commands() -> Iterator[tuple[str, click.Command]]:
    """Every command that can be run, with its whole name, such as ("khotto events replay", …)."""
    yield from _leaves("khotto", main)


def commands_page() -> str:
    """The page."""
    every = dict(commands())
    rows = [(f"[`{name}`](#{name.replace(' ', '-')})", _about(command)) for name, command in every.items()]
    sections = [f"## {name}\n\n{fenced(_help(name, command))}" for name, command in every.items()]
    return page("Commands", _INTRODUCTION, table(("command", "what it does"), rows), *sections)


def _leaves(name: str, command: click.Command) -> Iterator[tuple[str, click.Command]]:
    if isinstance(command, click.Group):
        context = click.Context(command)
        for child in sorted(command.list_commands(context)):
            found = command.get_command(context, child)
            assert found is not None, "a group knows the commands that it lists"
            yield from _leaves(f"{name} {child}", found)
    else:
        yield name, command


def _about(command: click.Command) -> str:
    return (command.help or "").strip().split("\n", 1)[0]


def _help(name: str, command: click.Command) -> str:
    first, *rest = name.split()
    above = click.Context(main, info_name=first, terminal_width=_WIDTH, **main.context_settings)
    return command.get_help(click.Context(command, info_name=" ".join(rest), parent=above))
