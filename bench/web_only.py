"""The web side of the bot alone: it stores events, and nobody works on them."""

from bot import settings
from bot.server import Server
from bot.wiring import App
from storage.migrate import upgrade

chosen = settings.load()
upgrade(App(chosen).engine)
Server(chosen, "127.0.0.1", embedded=False).run()
