"""The Messaging API's endpoints for rich menus, their pictures, and the default one."""

import io

from flask import Blueprint, Response, request
from flask.typing import ResponseReturnValue
from PIL import Image, UnidentifiedImageError

from simulator.limits import requests as limits
from simulator.line_api import checked_body, platform
from simulator.menus import RichMenus
from simulator.refusals import Refused, not_found
from simulator.wire import Json

menus_api = Blueprint("menus_api", __name__, url_prefix="/v2/bot")

IMAGE_BYTES = 1024 * 1024
IMAGE_TYPES = {"image/jpeg": "JPEG", "image/png": "PNG"}


def _menus() -> RichMenus:
    return platform().rich_menus


def _changed() -> Json:
    platform().journal.note()
    return {}


@menus_api.post("/richmenu")
def create() -> ResponseReturnValue:
    """Make a menu, still without a picture."""
    description = checked_body(limits.RICH_MENU)
    with platform().lock:
        menu = _menus().create(description)
    return {"richMenuId": menu.id}


@menus_api.post("/richmenu/validate")
def validate() -> ResponseReturnValue:
    """Whether LINE would take such a menu."""
    checked_body(limits.RICH_MENU)
    return {}


@menus_api.get("/richmenu/list")
def list_menus() -> ResponseReturnValue:
    """All menus."""
    with platform().lock:
        return {"richmenus": [menu.as_json() for menu in _menus().menus.values()]}


@menus_api.get("/richmenu/<id>")
def get(id: str) -> ResponseReturnValue:
    """One menu."""
    return _menus().get(id).as_json()


@menus_api.delete("/richmenu/<id>")
def delete(id: str) -> ResponseReturnValue:
    """Take a menu away."""
    with platform().lock:
        _menus().delete(id)
    return _changed()


@menus_api.post("/richmenu/<id>/content")
def upload_image(id: str) -> ResponseReturnValue:
    """Give a menu its picture."""
    _menus().get(id)
    if request.mimetype not in IMAGE_TYPES:
        raise Refused(415, f"The content type, {request.mimetype}, is not supported")
    image = request.get_data()
    _check_image(image, IMAGE_TYPES[request.mimetype])
    with platform().lock:
        _menus().set_image(id, image, request.mimetype)
    return _changed()


def _check_image(image: bytes, form: str) -> None:
    try:
        with Image.open(io.BytesIO(image), formats=[form]) as picture:
            right_size = limits.right_for_rich_menu(*picture.size)
    except UnidentifiedImageError as mistake:
        raise Refused(400, "The image format is not allowed for richmenu") from mistake
    if not right_size or len(image) > IMAGE_BYTES:
        raise Refused(400, "The image size is not allowed for richmenu")


@menus_api.get("/richmenu/<id>/content")
def download_image(id: str) -> ResponseReturnValue:
    """A menu's picture."""
    menu = _menus().get(id)
    if menu.image is None:
        raise not_found()
    return Response(menu.image, mimetype=menu.mime)


@menus_api.post("/user/all/richmenu/<id>")
def set_default(id: str) -> ResponseReturnValue:
    """Show a menu to everybody who has none of their own."""
    with platform().lock:
        _menus().default_id = _menus().ready(id).id
    return _changed()


@menus_api.get("/user/all/richmenu")
def get_default() -> ResponseReturnValue:
    """The menu that everybody sees."""
    if _menus().default_id is None:
        raise Refused(404, "no default richmenu", [])
    return {"richMenuId": _menus().default_id}


@menus_api.delete("/user/all/richmenu")
def cancel_default() -> ResponseReturnValue:
    """Show everybody no menu."""
    _menus().default_id = None
    return _changed()
