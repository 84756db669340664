"""`khotto migrate` and `khotto invite`: what an organisation needs before the first message."""

import secrets

import click

from bot import settings
from bot.wiring import App
from cases.areas import is_code
from cases.people import Invitation, Role
from cases.policy import INVITATION_LASTS
from handlers.invitations import ALPHABET, LENGTH


@click.command()
@click.option("--from", "source", metavar="URL", help="Move all data from this database, to --to.")
@click.option("--to", "target", metavar="URL", help="The empty database that the data goes to.")
def migrate(source: str | None, target: str | None) -> None:
    """Make the tables, or bring them to the newest version; or move all data to another database."""
    if (source is None) != (target is None):
        raise click.UsageError("--from and --to belong together.")
    if source and target:
        _move(source, target)
        return
    app = App(settings.load(need_line=False))
    app.migrate()
    click.echo(f"The tables are up to date: {app.engine.url.render_as_string()}")


def _move(source: str, target: str) -> None:
    """Both databases are opened with the key of the present settings."""
    from storage.transfer import TransferError, transfer  # noqa: PLC0415 - needed once in a lifetime

    old, new = (App(settings.load(need_line=False, database_url=url)) for url in (source, target))
    new.migrate()
    try:
        counts = transfer(old.engine, new.engine, old.settings.media_folder)
    except TransferError as error:
        raise click.ClickException(str(error)) from error
    for table, count in counts.items():
        click.echo(f"{count:>8}  {table}")
    click.echo(f"{sum(counts.values()):>8}  rows moved and counted. Now set DATABASE_URL to the new database.")


@click.command()
@click.option("--role", type=click.Choice([role.value for role in Role]), required=True)
@click.option("--area", required=True, metavar="CODE", help="2 digits a province, 4 a district, 6 a sub-district.")
def invite(role: str, area: str) -> None:
    """Print an invitation code: whoever sends it to the bot in LINE takes the role."""
    from nlp.gazetteer import gazetteer  # noqa: PLC0415 - loading all areas takes a moment

    if not is_code(area) or gazetteer().area(area) is None:
        raise click.BadParameter(f"{area!r} is no area of Thailand, such as 90, 9011 or 901108", param_hint="--area")
    app = App(settings.load(need_line=False))
    app.migrate()
    code = "KT-" + "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    with app.unit_of_work() as uow:
        uow.people.create_invitation(Invitation(code, Role(role), area, app.now() + INVITATION_LASTS))
        uow.commit()
    days = INVITATION_LASTS.days
    click.echo(f"{role} for {gazetteer().name(area)}, valid {days} days and for one person. Send this in LINE: {code}")
