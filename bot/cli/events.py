"""`khotto events`: the events that could not be handled, and another try for them."""

import click

from bot import settings
from bot.wiring import App


@click.group()
def events() -> None:
    """Look at events that were set aside, and replay them."""


@events.command()
def parked() -> None:
    """List the events that were set aside, with what went wrong."""
    with App(settings.load(need_line=False)).unit_of_work() as uow:
        rows = uow.inbox.parked()
    for event, error in rows:
        click.echo(f"{event.id}\t{event.received_at:%Y-%m-%d %H:%M}\t{event.chat}\t{error}")
    click.echo(f"{len(rows)} parked")


@events.command()
@click.argument("ids", type=int, nargs=-1)
@click.option("--all", "everything", is_flag=True, help="Replay every parked event.")
def replay(ids: tuple[int, ...], everything: bool) -> None:
    """Let parked events be tried again; a running `khotto run` takes them up within seconds."""
    if not ids and not everything:
        raise click.UsageError("Name the events to replay (see: khotto events parked), or give --all.")
    with App(settings.load(need_line=False)).unit_of_work() as uow:
        before = uow.inbox.count("parked")
        uow.inbox.replay(None if everything else ids)
        after = uow.inbox.count("parked")
        uow.commit()
    click.echo(f"{before - after} will be tried again")
