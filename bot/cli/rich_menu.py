"""`khotto rich-menu`: the three large fields below every chat."""

import click

from bot import settings


@click.command("rich-menu")
def rich_menu() -> None:
    """Set up the menu below every chat, once a LINE account; doing it twice is harmless."""
    from bot.line import rich_menu as menu  # noqa: PLC0415 - LINE's SDK takes seconds to import
    from bot.line.client import LineClient  # noqa: PLC0415

    chosen = settings.load()
    made = menu.set_up(LineClient(chosen.access_token, chosen.api_endpoint, chosen.data_endpoint))
    click.echo("The menu is set up." if made else "The menu was there already.")
