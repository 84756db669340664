"""Reads LINE's webhook events, one at a time and tolerantly, into what people do (`cases/incoming.py`).

The SDK's parser is not used: it raises for a whole batch when one event is malformed, and turns text without
a quote token into an unknown event.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from cases.incoming import (
    Edited,
    Followed,
    Incoming,
    Joined,
    Left,
    Media,
    Said,
    SentLocation,
    SentMedia,
    SentSticker,
    Silent,
    Tapped,
    Unfollowed,
    Unsent,
    What,
)
from cases.policy import THAI_TIME
from cases.understanding import Understanding

Json = dict[str, Any]


class Malformed(Exception):
    """An event that lacks what its type must have."""


@dataclass(frozen=True, slots=True)
class Readers:
    """What is needed to understand an event before any transaction begins: slow things.

    `understand` reads text; `fetch` keeps the content of a message and returns its id, None once it is gone.
    """

    understand: Callable[[str], Understanding]
    fetch: Callable[[str, str, Media], int | None]


Reading = Callable[[Readers], What]  # an event whose fields are in order; only the slow part is left to do


def read(event: object, readers: Readers) -> Incoming:
    """What somebody did.

    Unknown types become `Silent`; Malformed is raised for known types that lack a field. What the readers
    raise is no fault of the event and goes on as it is.
    """
    if not isinstance(event, dict):
        raise Malformed("an event must be a JSON object")
    try:
        source = event.get("source") or {}
        chat = source.get("groupId") or source.get("roomId") or source.get("userId") or ""
        at = datetime.fromtimestamp(event["timestamp"] / 1000, UTC)
        line_id, is_group = source.get("userId") or "", source.get("type") in ("group", "room")
        message_id = str((event.get("message") or {}).get("id") or "")
        what = _what(event, chat)
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError, OSError) as error:
        raise Malformed(f"{event.get('type')}: {type(error).__name__}: {error}") from error
    return Incoming(chat, line_id, what(readers), at, message_id, is_group)


def reply_token(event: object) -> str:
    """The event's reply token; empty where it has none or LINE forbids to answer (standby)."""
    if not isinstance(event, dict):
        return ""
    token = event.get("replyToken")
    return token if isinstance(token, str) and event.get("mode") != "standby" else ""


def _what(event: Json, chat: str) -> Reading:
    if event.get("mode") == "standby":
        return _plainly(Silent("standby"))
    match event["type"]:
        case "message":
            return _message(event["message"], chat)
        case "postback":
            return _plainly(_postback(event["postback"]))
        case "follow":
            return _plainly(Followed(again=bool((event.get("follow") or {}).get("isUnblocked"))))
        case "unfollow":
            return _plainly(Unfollowed())
        case "unsend":
            return _plainly(Unsent(str(event["unsend"]["messageId"])))
        case "messageEdited":
            message_id, said = str(event["message"]["id"]), _said(event["message"]["text"])
            return lambda readers: Edited(message_id, said(readers))
        case "join":
            return _plainly(Joined())
        case "leave":
            return _plainly(Left())
        case other:
            return _plainly(Silent(str(other)))


def _plainly(what: What) -> Reading:
    return lambda _readers: what


def _message(message: Json, chat: str) -> Reading:
    match message["type"]:
        case "text":
            return _said(message["text"])
        case "location":
            return _location(message)
        case "image" | "video" | "audio" | "file" as kind:
            message_id, media = str(message["id"]), Media(kind)
            shared = message.get("imageSet") or {}
            last = "index" not in shared or shared["index"] == shared["total"]
            return lambda readers: SentMedia(media, readers.fetch(message_id, chat, media), last)
        case "sticker":
            return _plainly(SentSticker(tuple(map(str, message.get("keywords") or ()))))
        case other:
            return _plainly(Silent(f"message:{other}"))


def _said(text: str) -> Callable[[Readers], Said]:
    if not isinstance(text, str):
        raise TypeError("text must be a string")
    return lambda readers: Said(text, readers.understand(text))


def _location(message: Json) -> Reading:
    latitude, longitude = float(message["latitude"]), float(message["longitude"])
    address = str(message.get("address") or "")
    return lambda readers: SentLocation(latitude, longitude, address, readers.understand(address) if address else None)


def _postback(postback: Json) -> Tapped:
    params = postback.get("params") or {}
    picked = params.get("datetime") or params.get("date")
    return Tapped(str(postback["data"]), datetime.fromisoformat(picked).replace(tzinfo=THAI_TIME) if picked else None)
