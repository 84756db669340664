"""The web side of the bot alone: it stores events, and nobody works on them."""

from flask import Flask

from bot import settings
from bot.server import Server
from bot.web.app import create_app
from bot.wiring import App


class _WebOnly(Server):
    def load(self) -> Flask:
        """Called in the worker process: without what an embedded bot would start beside it."""
        return create_app(app)


chosen = settings.load()
app = App(chosen, embedded=chosen.is_sqlite)
app.migrate()
_WebOnly(app, "127.0.0.1").run()
