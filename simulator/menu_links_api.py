"""The Messaging API's endpoints for who sees which rich menu, and for the aliases that menus switch by."""

import re
from http import HTTPStatus

from flask import Blueprint
from flask.typing import ResponseReturnValue

from simulator import identifiers
from simulator.chats_api import user_of_path
from simulator.limits import requests as limits
from simulator.line_api import checked_body, platform
from simulator.menus import RichMenus
from simulator.refusals import Refused, invalid_property
from simulator.wire import Json

menu_links_api = Blueprint("menu_links_api", __name__, url_prefix="/v2/bot")


def _menus() -> RichMenus:
    return platform().rich_menus


def _changed() -> Json:
    platform().journal.note()
    return {}


@menu_links_api.post("/user/<user_id>/richmenu/<id>")
def link(user_id: str, id: str) -> ResponseReturnValue:
    """Give somebody a menu of their own."""
    with platform().lock:
        user_of_path(user_id)
        _menus().ready(id)
        _link([user_id], id)
    return _changed()


@menu_links_api.get("/user/<user_id>/richmenu")
def get_linked(user_id: str) -> ResponseReturnValue:
    """Somebody's own menu."""
    user = user_of_path(user_id)
    if user is None or user.rich_menu_id not in _menus().menus:
        raise Refused(404, "the user has no richmenu", [])
    return {"richMenuId": user.rich_menu_id}


@menu_links_api.delete("/user/<user_id>/richmenu")
def unlink(user_id: str) -> ResponseReturnValue:
    """Take that menu away again."""
    with platform().lock:
        user_of_path(user_id)
        _link([user_id], None)
    return _changed()


def _link(user_ids: list[str], menu_id: str | None) -> None:
    """Only friends get a menu of their own; for the others LINE does nothing, and says nothing."""
    for user_id in user_ids:
        user = platform().people.users.get(user_id)
        if user is not None and user.follows and not user.blocked:
            user.rich_menu_id = menu_id


@menu_links_api.post("/richmenu/bulk/link")
def link_many() -> ResponseReturnValue:
    """Give up to 500 people a menu of their own."""
    body = checked_body(limits.RICH_MENU_LINK)
    _check_user_ids(body["userIds"])
    _check_menu_id(body["richMenuId"])
    with platform().lock:
        if body["richMenuId"] not in _menus().menus:
            raise Refused(404, "richmenu not found", [])
        _menus().ready(body["richMenuId"])
        _link(body["userIds"], body["richMenuId"])
    return _changed(), HTTPStatus.ACCEPTED


@menu_links_api.post("/richmenu/bulk/unlink")
def unlink_many() -> ResponseReturnValue:
    """Take their own menus away again."""
    body = checked_body(limits.RICH_MENU_UNLINK)
    _check_user_ids(body["userIds"])
    with platform().lock:
        _link(body["userIds"], None)
    return _changed(), HTTPStatus.ACCEPTED


def _check_user_ids(user_ids: list[str]) -> None:
    for index, user_id in enumerate(user_ids):
        if not identifiers.USER_ID.fullmatch(user_id):
            raise invalid_property(f"userIds[{index}]")


def _check_menu_id(menu_id: str) -> None:
    if not re.fullmatch(limits.RICH_MENU_ID, menu_id):
        detail = {"message": "invalid richMenuId", "property": "richMenuId"}
        raise Refused(400, "The request body has 1 error(s)", [detail])


@menu_links_api.post("/richmenu/alias")
def create_alias() -> ResponseReturnValue:
    """Give a menu a name to switch by."""
    body = checked_body(limits.RICH_MENU_ALIAS)
    _check_menu_id(body["richMenuId"])
    with platform().lock:
        if body["richMenuAliasId"] in _menus().aliases:
            raise Refused(400, "conflict richmenu alias id", [])
        _menus().point_alias(body["richMenuAliasId"], body["richMenuId"])
    return {}


@menu_links_api.get("/richmenu/alias/list")
def list_aliases() -> ResponseReturnValue:
    """All names."""
    with platform().lock:
        aliases = _menus().aliases.items()
        return {"aliases": [{"richMenuAliasId": alias, "richMenuId": menu} for alias, menu in aliases]}


@menu_links_api.get("/richmenu/alias/<alias>")
def get_alias(alias: str) -> ResponseReturnValue:
    """The menu that a name means."""
    return {"richMenuAliasId": alias, "richMenuId": _menus().alias(alias)}


@menu_links_api.post("/richmenu/alias/<alias>")
def update_alias(alias: str) -> ResponseReturnValue:
    """Let a name mean another menu."""
    menu_id = checked_body(limits.RICH_MENU_ALIAS_UPDATE)["richMenuId"]
    _check_menu_id(menu_id)
    with platform().lock:
        _menus().alias(alias)
        _menus().point_alias(alias, menu_id)
    return {}


@menu_links_api.delete("/richmenu/alias/<alias>")
def delete_alias(alias: str) -> ResponseReturnValue:
    """Forget a name."""
    with platform().lock:
        _menus().alias(alias)
        del _menus().aliases[alias]
    return {}
