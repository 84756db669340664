"""The Messaging API's endpoints about people, groups, the bot itself and its webhook."""

import re
from datetime import timedelta
from http import HTTPStatus

from flask import Blueprint
from flask.typing import ResponseReturnValue

from simulator import identifiers
from simulator.limits import requests as limits
from simulator.line_api import checked_body, platform
from simulator.people import Group, User
from simulator.refusals import Refused, invalid_parameter, invalid_property, not_found
from simulator.wire import Json

chats_api = Blueprint("chats_api", __name__, url_prefix="/v2/bot")

DEFAULT_LOADING_SECONDS = 20
ID_FORMS = {"group": identifiers.GROUP_ID, "room": identifiers.ROOM_ID}


def user_of_path(id: str) -> User | None:
    """The user with this id, None if there is none; Refused if LINE never gives such an id."""
    if not identifiers.USER_ID.fullmatch(id):
        raise invalid_parameter("userId")
    return platform().people.users.get(id)


def _group(kind: str, id: str) -> Group:
    form: re.Pattern[str] = ID_FORMS[kind]
    if not form.fullmatch(id):
        raise invalid_parameter(f"{kind}Id")
    group = platform().people.groups.get(id)
    if group is None or not group.has_bot:
        raise not_found()
    return group


def _profile(user: User) -> Json:
    return {"userId": user.id, "displayName": user.name}


@chats_api.get("/info")
def bot_info() -> ResponseReturnValue:
    """The bot itself."""
    config = platform().config
    return {
        "userId": config.bot_user_id,
        "basicId": f"@{config.bot_user_id[1:9]}",
        "displayName": config.bot_name,
        "chatMode": "bot",
        "markAsReadMode": "auto",
    }


@chats_api.get("/profile/<user_id>")
def profile(user_id: str) -> ResponseReturnValue:
    """Somebody who is a friend of the bot; 404 for everybody else."""
    user = user_of_path(user_id)
    if user is None or not user.follows or user.blocked:
        raise not_found()
    return {**_profile(user), "language": "th"}


@chats_api.get("/group/<id>/summary")
def group_summary(id: str) -> ResponseReturnValue:
    """A group's name."""
    group = _group("group", id)
    return {"groupId": group.id, "groupName": group.name}


@chats_api.get("/<any(group,room):kind>/<id>/members/count")
def count_members(kind: str, id: str) -> ResponseReturnValue:
    """How many people are in a group or room, the bot not counted."""
    return {"count": len(_group(kind, id).members)}


@chats_api.get("/<any(group,room):kind>/<id>/member/<user_id>")
def member_profile(kind: str, id: str, user_id: str) -> ResponseReturnValue:
    """Somebody in a group or room, friend of the bot or not."""
    user = user_of_path(user_id)
    if user is None or user.id not in _group(kind, id).members:
        raise not_found()
    return _profile(user)


@chats_api.post("/<any(group,room):kind>/<id>/leave")
def leave(kind: str, id: str) -> ResponseReturnValue:
    """The bot leaves a group or room."""
    with platform().lock:
        _group(kind, id).has_bot = False
        platform().journal.note()
    return {}


@chats_api.get("/followers/ids")
@chats_api.get("/<any(group,room):_>/<_id>/members/ids")
def ids_for_verified_accounts(_: str = "", _id: str = "") -> ResponseReturnValue:
    """Lists of ids, which LINE gives to verified accounts only."""
    raise Refused(403, "Access to this API is not available for your account")


@chats_api.post("/user/<user_id>/linkToken")
def issue_link_token(user_id: str) -> ResponseReturnValue:
    """The first step of linking accounts."""
    if user_of_path(user_id) is None:
        raise not_found()
    return {"linkToken": identifiers.token()}


@chats_api.post("/chat/loading/start")
def start_loading() -> ResponseReturnValue:
    """Show that the bot is thinking, in a chat with one person."""
    body = checked_body(limits.LOADING)
    if not identifiers.USER_ID.fullmatch(body["chatId"]):
        raise invalid_property("chatId")
    with platform().lock:
        user = platform().people.users.get(body["chatId"])
        if user is not None:
            seconds = body.get("loadingSeconds") or DEFAULT_LOADING_SECONDS
            user.loading_until = platform().clock.now() + timedelta(seconds=seconds)
            platform().journal.note()
    return {}, HTTPStatus.ACCEPTED


@chats_api.post("/chat/markAsRead")
def mark_as_read() -> ResponseReturnValue:
    """Show one message as read."""
    token = checked_body(limits.MARK_AS_READ)["markAsReadToken"]
    with platform().lock:
        for _, chat in platform().journal.chats():
            for entry in chat:
                if entry.sender == "user" and entry.message.get("markAsReadToken") == token:
                    entry.read = True
                    platform().journal.stamp(entry)
                    return {}
    raise invalid_property("markAsReadToken")


@chats_api.post("/message/markAsRead")
def mark_chat_as_read() -> ResponseReturnValue:
    """Show everything that somebody wrote as read."""
    user_id = checked_body(limits.MARK_CHAT_AS_READ)["chat"]["userId"]
    if not identifiers.USER_ID.fullmatch(user_id):
        raise invalid_property("chat.userId")
    with platform().lock:
        for entry in platform().journal.chat(user_id):
            if entry.sender == "user" and not entry.read:
                entry.read = True
                platform().journal.stamp(entry)
    return {}


@chats_api.get("/channel/webhook/endpoint")
def webhook_endpoint() -> ResponseReturnValue:
    """Where the bot takes webhooks."""
    url = platform().postman.channel.url
    if url is None:
        raise not_found("Webhook endpoint not found")
    return {"endpoint": url, "active": True}


@chats_api.put("/channel/webhook/endpoint")
def set_webhook_endpoint() -> ResponseReturnValue:
    """Move to where the bot takes webhooks from now on."""
    # LINE itself wants https here; a bot on the same machine has none.
    platform().postman.channel.url = checked_body(limits.WEBHOOK_ENDPOINT)["endpoint"]
    return {}


@chats_api.post("/channel/webhook/test")
def test_webhook() -> ResponseReturnValue:
    """Send an empty webhook and tell what came of it."""
    url = checked_body(limits.WEBHOOK_TEST).get("endpoint") or platform().postman.channel.url
    if url is None:
        raise not_found("Webhook endpoint not found")
    delivery = platform().postman.deliver([], url)
    reason = "OK" if delivery.accepted else delivery.error or "ERROR_STATUS_CODE"
    return {
        "success": delivery.accepted,
        "timestamp": delivery.at.isoformat(timespec="milliseconds"),
        "statusCode": delivery.status or 0,
        "reason": reason,
        "detail": str(delivery.status or reason),
    }
