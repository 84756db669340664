"""The simulator's control API about people: what somebody does on their phone.

All paths begin with `/simulator/api`. Where a deed makes bubbles the answer is {entries: [entry]}, else
{event}: the webhook event that the bot is sent, null if it hears nothing. `group` is a group's id, for
what is said there; without it people talk to the bot alone.

POST /users               {name, id?}                                     the user
POST /users/ID/follow, /users/ID/unfollow                                 befriend or unblock; block
POST /users/ID/text       {text, group?, quoted_message_id?}
POST /users/ID/sticker    {package_id, sticker_id, keywords?, group?}
POST /users/ID/location   {latitude, longitude, title?, address?, group?}
POST /users/ID/image, /video, /audio, /file
                          files as multipart (`group` and `duration` as form fields), or JSON
                          {count?, group?, duration?} for made-up ones; duration in milliseconds
POST /users/ID/unsend     {message_id}
POST /users/ID/edit       {message_id, text}
POST /users/ID/tap        {action, message_id?, rich_menu_id?, params?}   as LINE's app acts on it: with
                          message_id or rich_menu_id the action must stand there, visible (else 400);
                          with neither it is done unseen, like a tap on something since gone
POST /users/ID/beacon     {hwid, type: enter|banner|stay, dm?}
POST /users/ID/account-link {nonce, result: ok|failed}
"""

from flask import Blueprint, request
from flask.typing import ResponseReturnValue
from PIL import UnidentifiedImageError
from werkzeug.datastructures import FileStorage

from simulator import events, samples
from simulator.control import body, user_json
from simulator.journal import Entry
from simulator.limits.rules import Anything, Choice, ListOf, Number, Shape, Text
from simulator.line_api import platform
from simulator.phones import File, Impossible, Phones
from simulator.taps import Taps

people_control = Blueprint("simulator_people", __name__)

MOST_AT_ONCE = 20
DURATION_MILLISECONDS = 2_000

_ID = Text(high=100)
_NEEDED_ID = Text(high=100, required=True)
_WORDS = Text(high=10_000, required=True)
USER = Shape(properties={"name": Text(high=100, required=True), "id": _ID})
TEXT = Shape(properties={"text": _WORDS, "group": _ID, "quoted_message_id": _ID})
STICKER = Shape(
    properties={
        "package_id": _NEEDED_ID,
        "sticker_id": _NEEDED_ID,
        "keywords": ListOf(item=_WORDS, low=0, high=100),
        "group": _ID,
    }
)
LOCATION = Shape(
    properties={
        "latitude": Number(low=-90, high=90, decimal=True, required=True),
        "longitude": Number(low=-180, high=180, decimal=True, required=True),
        "title": Text(high=1000),
        "address": Text(high=1000),
        "group": _ID,
    }
)
MEDIA = Shape(properties={"count": Number(low=1, high=MOST_AT_ONCE), "duration": Number(low=1), "group": _ID})
UNSEND = Shape(properties={"message_id": _NEEDED_ID})
EDIT = Shape(properties={"message_id": _NEEDED_ID, "text": _WORDS})
TAP = Shape(
    properties={
        "action": Shape(properties={"type": _NEEDED_ID}, required=True),
        "message_id": _ID,
        "rich_menu_id": _ID,
        "params": Anything(),
    }
)
BEACON = Shape(
    properties={
        "hwid": _NEEDED_ID,
        "type": Choice(words=("enter", "banner", "stay"), required=True),
        "dm": Text(high=100),
    }
)
ACCOUNT_LINK = Shape(
    properties={
        "nonce": Text(high=255, required=True),
        "result": Choice(words=("ok", "failed"), required=True),
    }
)


def _phones() -> Phones:
    return Phones(platform())


def _bubbles(*entries: Entry) -> ResponseReturnValue:
    return {"entries": [entry.as_json() for entry in entries]}


@people_control.post("/users")
def add_user() -> ResponseReturnValue:
    """Somebody new."""
    sent = body(USER)
    with platform().lock:
        try:
            user = platform().people.add_user(sent["name"], sent.get("id"))
        except ValueError as mistake:
            raise Impossible(str(mistake)) from mistake
        platform().journal.note()
        return user_json(user)


@people_control.post("/users/<id>/follow")
def follow(id: str) -> ResponseReturnValue:
    """Befriend or unblock the bot."""
    return {"event": _phones().follow(id)}


@people_control.post("/users/<id>/unfollow")
def unfollow(id: str) -> ResponseReturnValue:
    """Block the bot."""
    return {"event": _phones().unfollow(id)}


@people_control.post("/users/<id>/text")
def text(id: str) -> ResponseReturnValue:
    """Write."""
    sent = body(TEXT)
    return _bubbles(_phones().text(id, sent["text"], sent.get("group"), sent.get("quoted_message_id")))


@people_control.post("/users/<id>/sticker")
def sticker(id: str) -> ResponseReturnValue:
    """Send a sticker."""
    sent = body(STICKER)
    message = events.sticker_message(sent["package_id"], sent["sticker_id"], sent.get("keywords"))
    return _bubbles(_phones().send(id, message, sent.get("group")))


@people_control.post("/users/<id>/location")
def location(id: str) -> ResponseReturnValue:
    """Send a place."""
    sent = body(LOCATION)
    message = events.location_message(sent["latitude"], sent["longitude"], sent.get("title"), sent.get("address"))
    return _bubbles(_phones().send(id, message, sent.get("group")))


@people_control.post("/users/<id>/<any(image,video,audio,file):kind>")
def media(id: str, kind: str) -> ResponseReturnValue:
    """Send photos, a film, a sound or a file, of one's own or made up."""
    uploads = [upload for _, upload in request.files.items(multi=True)]
    if uploads:
        group = request.form.get("group")
        duration = request.form.get("duration", DURATION_MILLISECONDS, type=int)
        files = [_uploaded(kind, upload) for upload in uploads]
    else:
        sent = body(MEDIA)
        group = sent.get("group")
        duration = sent.get("duration", DURATION_MILLISECONDS)
        files = [_made_up(kind, number) for number in range(1, sent.get("count", 1) + 1)]
    length = {"duration": duration} if kind in ("video", "audio") else {}
    return _bubbles(*_phones().media(id, kind, files, group, **length))


def _uploaded(kind: str, upload: FileStorage) -> File:
    data = upload.read()
    try:
        preview = samples.preview(data) if kind == "image" else None
    except UnidentifiedImageError as mistake:
        raise Impossible("this is no picture") from mistake
    if kind == "video":
        preview = samples.preview(samples.photo(1))
    return File(data, upload.mimetype, upload.filename or "file", preview)


def _made_up(kind: str, number: int) -> File:
    match kind:
        case "image":
            photo = samples.photo(number)
            return File(photo, "image/jpeg", preview=samples.preview(photo))
        case "video":
            return File(samples.film(), "video/mp4", preview=samples.preview(samples.photo(number)))
        case "audio":
            return File(samples.sound(), "audio/wav")
        case _:
            return File(samples.document(), "application/pdf", f"document-{number}.pdf")


@people_control.post("/users/<id>/unsend")
def unsend(id: str) -> ResponseReturnValue:
    """Take a message back."""
    return _bubbles(_phones().unsend(id, body(UNSEND)["message_id"]))


@people_control.post("/users/<id>/edit")
def edit(id: str) -> ResponseReturnValue:
    """Change the words of a message."""
    sent = body(EDIT)
    return _bubbles(_phones().edit(id, sent["message_id"], sent["text"]))


@people_control.post("/users/<id>/tap")
def tap(id: str) -> ResponseReturnValue:
    """Tap a button, a picture, a quick reply or a rich menu."""
    sent = body(TAP)
    event = Taps(platform(), _phones()).tap(
        id,
        sent["action"],
        message_id=sent.get("message_id"),
        rich_menu_id=sent.get("rich_menu_id"),
        params=sent.get("params"),
    )
    return {"event": event}


@people_control.post("/users/<id>/beacon")
def beacon(id: str) -> ResponseReturnValue:
    """Come near a LINE beacon."""
    sent = body(BEACON)
    user = platform().people.users[id]
    return {"event": _phones().tell("beacon", user, beacon=sent)}


@people_control.post("/users/<id>/account-link")
def account_link(id: str) -> ResponseReturnValue:
    """Finish linking accounts, well or badly."""
    sent = body(ACCOUNT_LINK)
    user = platform().people.users[id]
    # Of a link that failed LINE does not tell whose it would have been.
    return {"event": _phones().tell("accountLink", user if sent["result"] == "ok" else None, link=sent)}
