"""The Messaging API's endpoints for sending: reply, push, multicast, broadcast, and what they cost."""

from datetime import datetime

from flask import Blueprint, g, request
from flask.typing import ResponseReturnValue

from simulator.limits import requests as limits
from simulator.line_api import RETRY_KEY, checked_body, outbox, platform
from simulator.outbox import Sender
from simulator.refusals import Refused

sending_api = Blueprint("sending_api", __name__, url_prefix="/v2/bot/message")


def _sender() -> Sender:
    silent = bool(request.get_json().get("notificationDisabled"))
    return Sender(g.request_id, request.headers.get(RETRY_KEY), silent)


@sending_api.post("/reply")
def reply() -> ResponseReturnValue:
    """Answer an event."""
    body = checked_body(limits.REPLY)
    return {"sentMessages": outbox().reply(body["replyToken"], body["messages"])}


@sending_api.post("/push")
def push() -> ResponseReturnValue:
    """Send to one person or group."""
    body = checked_body(limits.PUSH)
    return {"sentMessages": outbox().push(body["to"], body["messages"], _sender())}


@sending_api.post("/multicast")
def multicast() -> ResponseReturnValue:
    """Send to up to 500 people."""
    body = checked_body(limits.MULTICAST)
    outbox().multicast(body["to"], body["messages"], _sender())
    return {}


@sending_api.post("/broadcast")
def broadcast() -> ResponseReturnValue:
    """Send to all friends."""
    body = checked_body(limits.BROADCAST)
    outbox().broadcast(body["messages"], _sender())
    return {}


@sending_api.post("/narrowcast")
def narrowcast() -> ResponseReturnValue:
    """Send to some friends by age, area and the like."""
    # LINE asks for a reach of 100 friends before it lets anybody filter them: no bot here has that.
    checked_body(limits.BROADCAST)
    raise Refused(403, "Access to this API is not available for your account")


@sending_api.post("/validate/<any(reply,push,multicast,narrowcast,broadcast):_>")
def validate(_: str) -> ResponseReturnValue:
    """Whether LINE would take such messages."""
    checked_body(limits.VALIDATION)
    return {}


@sending_api.get("/quota")
def quota() -> ResponseReturnValue:
    """The month's limit."""
    limit = platform().quota.limit
    return {"type": "none"} if limit is None else {"type": "limited", "value": limit}


@sending_api.get("/quota/consumption")
def quota_consumption() -> ResponseReturnValue:
    """How much of it is used."""
    with platform().lock:
        return {"totalUsage": platform().quota.used}


@sending_api.get("/delivery/<any(reply,push,multicast,broadcast):via>")
def number_of_messages(via: str) -> ResponseReturnValue:
    """How many messages went out on a past day; LINE needs about a day to count."""
    day = request.args.get("date", "")
    try:
        datetime.strptime(day, "%Y%m%d")
    except ValueError as mistake:
        raise Refused(400, "The value for the 'date' parameter is invalid") from mistake
    if day >= f"{platform().clock.now():%Y%m%d}":
        return {"status": "unready"}
    with platform().lock:
        return {"status": "ready", "success": platform().sent[via, day]}
