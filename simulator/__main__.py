"""`python -m simulator`: a LINE platform in the shell, for a bot on the same machine."""

from pathlib import Path
from threading import Event

import click

from simulator.platform import DEFAULT_SECRET, DEFAULT_TOKEN, Config
from simulator.server import Simulator


@click.command()
@click.option("--port", default=8800, show_default=True, help="0 takes a free one.")
@click.option("--secret", default=DEFAULT_SECRET, show_default=True, help="The channel secret.")
@click.option("--token", default=DEFAULT_TOKEN, show_default=True, help="The channel access token.")
@click.option("--webhook", metavar="URL", help="Where the bot takes webhooks.")
@click.option("--quota", type=int, help="The month's limit of messages; none by default.")
@click.option("--redelivery/--no-redelivery", default=False, help="Deliver failed webhooks again.")
@click.option(
    "--clock-file",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Gets the clock's offset in seconds on each move.",
)
def main(
    port: int,
    secret: str,
    token: str,
    webhook: str | None,
    quota: int | None,
    redelivery: bool,
    clock_file: Path | None,
) -> None:
    """A LINE platform on this machine. Open the address it prints for the phones."""
    config = Config(
        channel_secret=secret,
        access_token=token,
        webhook_url=webhook,
        quota=quota,
        redelivery=redelivery,
        clock_file=clock_file,
    )
    with Simulator(config, port=port) as simulator:
        click.echo(f"Simulator at {simulator.url}: give the bot this as LINE_API_ENDPOINT.")
        Event().wait()


if __name__ == "__main__":
    main()
