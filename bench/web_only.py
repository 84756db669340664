"""The web side of the bot alone: it stores events, and nobody works on them."""

from bot import settings
from bot.server import Server
from bot.web.app import create_front
from bot.web.front import Front
from bot.wiring import App


class _WebOnly(Server):
    def load(self) -> Front:
        """Called in the worker process: without what an embedded bot would start beside it."""
        return create_front(app)


chosen = settings.load()
app = App(chosen, embedded=chosen.is_sqlite)
app.migrate()
_WebOnly(app, "127.0.0.1").run()
