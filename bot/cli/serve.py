"""`khotto run`: everything in one process."""

import click

from bot import settings
from bot.logs import set_up


@click.command()
@click.option("--port", type=int, help="The port to listen on; PORT or 8000 by default.")
@click.option("--host", default="127.0.0.1", show_default=True, help="0.0.0.0 to be reached from outside.")
def run(port: int | None, host: str) -> None:
    """Web, workers and clock in one process: all that one organisation needs."""
    from bot.server import Server  # noqa: PLC0415 - gunicorn is not needed by the other commands
    from bot.wiring import App  # noqa: PLC0415
    from storage.migrate import upgrade  # noqa: PLC0415

    set_up()
    chosen = settings.load(port=port)
    upgrade(App(chosen).engine)
    Server(chosen, host, embedded=True).run()
