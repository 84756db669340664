"""The web application: the webhook in front, health pages behind it."""

from flask import Flask, Response, jsonify
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from bot.web.callback import Callback
from bot.web.front import Front
from bot.web.metrics import metrics_page
from bot.web.pages import Pages
from bot.web.webhook import Webhook
from bot.wiring import App
from cases.policy import STUCK_AFTER
from console.case_page import case_pages
from storage.group_commit import GroupCommit
from storage.migrate import is_current

_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}


def create_front(app: App) -> Front:
    """The ASGI application of one process."""
    return Front(_webhook(app), Pages(_pages(app).wsgi_app))


def create_app(app: App) -> Flask:
    """The same as a WSGI application, for servers with a thread for each request."""
    web = _pages(app)
    web.wsgi_app = Callback(web.wsgi_app, _webhook(app))  # type: ignore[method-assign]
    return web


def _webhook(app: App) -> Webhook:
    inbox = GroupCommit(app.engine, app.queue.defer, app.queue.committed, app.now)
    return Webhook(app.settings.channel_secret, inbox)


def _pages(app: App) -> Flask:
    web = Flask("bot")

    def area_name(code: str) -> str:
        return app.gazetteer.name(code)  # loaded by the first page that is shown, not before

    web.register_blueprint(case_pages(app.look, app.links.read, area_name, app.now))

    web.register_blueprint(metrics_page(app.look, app.now))

    @web.get("/healthz")
    def healthz() -> Response:
        return jsonify(status="up")

    @web.get("/readyz")
    def readyz() -> tuple[Response, int]:
        checks = _checks(app)
        return jsonify(checks), 200 if all(checks.values()) else 503

    @web.after_request
    def harden(response: Response) -> Response:
        for name, value in _HEADERS.items():
            response.headers.setdefault(name, value)
        if app.settings.base_url.startswith("https://"):
            response.headers["Strict-Transport-Security"] = "max-age=31536000"
        return response

    return web


def _checks(app: App) -> dict[str, bool]:
    """Whether the database answers, has the newest tables, and the queue takes chats."""
    try:
        with app.engine.connect() as connection:
            connection.execute(text("SELECT 1"))
        ready = app.queue.is_ready() and not _is_stuck(app)
        return {"database": True, "migrations": is_current(app.engine), "queue": ready}
    except SQLAlchemyError:
        return {"database": False, "migrations": False, "queue": False}


def _is_stuck(app: App) -> bool:
    """Whether an event waits so long that nobody can be working on them."""
    with app.look() as uow:
        oldest = uow.vitals.oldest_event()
    return oldest is not None and app.now() - oldest > STUCK_AFTER
