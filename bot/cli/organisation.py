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
def migrate() -> None:
    """Make the tables, or bring them to the newest version."""
    app = App(settings.load(need_line=False))
    app.migrate()
    click.echo(f"The tables are up to date: {app.engine.url.render_as_string()}")


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
