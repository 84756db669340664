"""The simulator's control API about the platform itself: what there is, what changes, time and troubles.

All paths begin with `/simulator/api`; bodies and answers are JSON; a mistake is answered with 400 or 404
and `{"message": …}`. See `control_phones` and `control_groups` for what
people do.

GET  /snapshot   everything: seq, clock {now, offset_seconds}, mode, webhook_url, users, groups,
                 chats {chat id: [entry]}, rich_menus {id: {menu, image_url}}, default_rich_menu_id,
                 refused, quota {limit, used}, faults, webhook_faults, deliveries
GET  /changes?after=SEQ&wait=SECONDS   {seq, entries, snapshot_changed}, as soon as something changed
                 after SEQ: entries are new or changed bubbles (same message_id: replace it)
GET  /content/MESSAGE_ID (and ?preview=1), /rich-menus/ID/image   bytes, for showing them
POST /content    {message_id, state: preparing|ready|gone}
POST /clock      {forward_seconds}
POST /mode       {mode: active|standby}   standby events carry no reply token
POST /quota      {limit: n or null, used?}
POST /faults     {path, status?, body?, delay_seconds?, times?, after_accept?}; DELETE /faults
                 path may hold `*`; after_accept without status: accepted, then the connection drops
POST /webhook-faults   {duplicate?, reorder?, drop?, delay_seconds?, times?}; DELETE /webhook-faults
POST /webhook    {url}   where events go
POST /events     {events: […]}   any events, also malformed, in one signed POST
POST /deliver    {body: "raw", signature?}   a raw body now; signature null: no header. Returns the delivery
POST /redeliver  {webhook_event_id?}   once more, with isRedelivery; the latest event if none is named
POST /settle     {seconds?}   {settled}: waits until nothing is left to deliver

An entry: seq, at, chat, from (user|bot), user?, message_id, message, via (reply|push|multicast|
broadcast|event), event?, content_url?, unsent?, edited?, read?, silent?.
"""

from typing import Any

from flask import Blueprint, Response, request
from flask.typing import ResponseReturnValue

from simulator.contents import STATES
from simulator.limits.rules import Choice, Rule, Shape, Text
from simulator.line_api import platform
from simulator.people import Group, User
from simulator.phones import Impossible
from simulator.refusals import Refused, check
from simulator.wire import Json

control = Blueprint("simulator_control", __name__, url_prefix="/simulator/api")

LONGEST_WAIT_SECONDS = 60.0

CONTENT = Shape(properties={"message_id": Text(high=100, required=True), "state": Choice(words=STATES, required=True)})


def body(rule: Rule) -> Json:
    """The request's JSON, an empty object if it has none; Refused if it breaks the rule."""
    sent: Any = request.get_json(silent=True) if request.get_data() else {}
    check(sent, rule)
    return dict(sent)


@control.errorhandler(Refused)
def answer_refusal(refused: Refused) -> ResponseReturnValue:
    """A body that breaks its rule."""
    return refused.body, refused.status


@control.errorhandler(Impossible)
def answer_impossible(mistake: Impossible) -> ResponseReturnValue:
    """A deed that LINE's app does not offer."""
    return {"message": str(mistake)}, 400


@control.errorhandler(KeyError)
def answer_unknown(missing: KeyError) -> ResponseReturnValue:
    """An id that nobody and nothing has."""
    return {"message": f"there is no {missing.args[0]}"}, 404


def user_json(user: User) -> Json:
    """A user as the control API shows it; `rich_menu_id` is the menu that they see."""
    loading = user.loading_until
    return {
        "id": user.id,
        "name": user.name,
        "follows": user.follows,
        "blocked": user.blocked,
        "rich_menu_id": platform().rich_menus.shown_to(user),
        "loading_until": loading.isoformat() if loading and loading > platform().clock.now() else None,
    }


def group_json(group: Group) -> Json:
    """A group or room as the control API shows it."""
    return {
        "id": group.id,
        "name": group.name,
        "kind": group.kind,
        "members": group.members,
        "has_bot": group.has_bot,
    }


def _rich_menus_json() -> Json:
    return {
        menu.id: {
            "menu": menu.as_json(),
            "image_url": f"/simulator/api/rich-menus/{menu.id}/image" if menu.image else None,
        }
        for menu in platform().rich_menus.menus.values()
    }


def clock_json() -> Json:
    """What time it is here."""
    clock = platform().clock
    return {"now": clock.now().isoformat(), "offset_seconds": clock.offset_seconds}


@control.get("/snapshot")
def snapshot() -> ResponseReturnValue:
    """Everything there is."""
    here = platform()
    with here.lock:
        return {
            "seq": here.journal.seq,
            "clock": clock_json(),
            "mode": here.mode,
            "webhook_url": here.postman.channel.url,
            "users": [user_json(user) for user in here.people.users.values()],
            "groups": [group_json(group) for group in here.people.groups.values()],
            "chats": {chat: [entry.as_json() for entry in entries] for chat, entries in here.journal.chats()},
            "rich_menus": _rich_menus_json(),
            "default_rich_menu_id": here.rich_menus.default_id,
            "refused": list(here.refused),
            "quota": {"limit": here.quota.limit, "used": here.quota.used},
            "faults": [fault.as_json() for fault in here.faults.waiting],
            "webhook_faults": here.webhooks.waiting_faults(),
            "deliveries": [delivery.as_json() for delivery in here.postman.deliveries.copy()],
        }


@control.get("/changes")
def changes() -> ResponseReturnValue:
    """What changed, as soon as it does."""
    after = request.args.get("after", 0, type=int)
    seconds = min(request.args.get("wait", 0.0, type=float), LONGEST_WAIT_SECONDS)
    here = platform()
    with here.lock:
        entries, elsewhere = here.journal.wait(after, seconds)
        return {
            "seq": here.journal.seq,
            "entries": [entry.as_json() for entry in entries],
            "snapshot_changed": elsewhere,
        }


@control.get("/content/<message_id>")
def content(message_id: str) -> ResponseReturnValue:
    """The bytes that somebody sent, for the page."""
    found = platform().contents.get(message_id)
    if "preview" in request.args and found.preview is not None:
        return Response(found.preview, mimetype="image/jpeg")
    return Response(found.data, mimetype=found.mime)


@control.get("/rich-menus/<id>/image")
def rich_menu_image(id: str) -> ResponseReturnValue:
    """A rich menu's picture, for the page."""
    menu = platform().rich_menus.get(id)
    return Response(menu.image, mimetype=menu.mime)


@control.post("/content")
def set_content_state() -> ResponseReturnValue:
    """Let a content be unready, ready or gone."""
    sent = body(CONTENT)
    platform().contents.set_state(sent["message_id"], sent["state"])
    return {}
