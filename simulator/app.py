"""The simulator as one Flask application: the Messaging API, the data host, the control API and the page."""

from collections.abc import Sequence

from flask import Flask
from flask.json.provider import DefaultJSONProvider
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException

from simulator.chats_api import chats_api
from simulator.contents_api import contents_api
from simulator.control import control
from simulator.control_groups import groups_control
from simulator.control_phones import people_control
from simulator.control_platform import platform_control
from simulator.line_api import line_api
from simulator.menu_links_api import menu_links_api
from simulator.menus_api import menus_api
from simulator.page_routes import Step, page_blueprint
from simulator.platform import Platform
from simulator.sending_api import sending_api

# The control API takes what a phone would send; the Messaging API has its own, lower limit.
UPLOAD_BYTES = 200 * 1024 * 1024

for part in (sending_api, chats_api, contents_api, menus_api, menu_links_api):
    line_api.register_blueprint(part)
for part in (platform_control, people_control, groups_control):
    control.register_blueprint(part)


def create_app(platform: Platform, story: Sequence[Step] | None = None) -> Flask:
    """A web application around one platform; `story` is a walk to try, shown on the page."""
    app = Flask("simulator", static_folder=None)
    app.json = _plain_json(app)
    app.config["MAX_CONTENT_LENGTH"] = UPLOAD_BYTES
    app.extensions["simulator"] = platform
    app.register_blueprint(line_api)
    app.register_blueprint(control)
    app.register_blueprint(page_blueprint(story, platform.config.bot_name))
    app.register_error_handler(HTTPException, _as_json)
    return app


def _plain_json(app: Flask) -> DefaultJSONProvider:
    """Thai stays Thai, and properties stay in the order in which LINE writes them."""
    provider = DefaultJSONProvider(app)
    provider.ensure_ascii = False
    provider.sort_keys = False
    return provider


def _as_json(mistake: HTTPException) -> ResponseReturnValue:
    return {"message": mistake.name}, mistake.code or 500
