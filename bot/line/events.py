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


def read(event: object, readers: Readers) -> Incoming:
    """What somebody did.

    Unknown types become `Silent`; Malformed is raised for known types that lack a field.
    """
    if not isinstance(event, dict):
        raise Malformed("an event must be a JSON object")
    try:
        source = event.get("source") or {}
        chat = source.get("groupId") or source.get("roomId") or source.get("userId") or ""
        return Incoming(
            chat=chat,
            line_id=source.get("userId") or "",
            what=_what(event, chat, readers),
            at=datetime.fromtimestamp(event["timestamp"] / 1000, UTC),
            message_id=str((event.get("message") or {}).get("id") or ""),
            is_group=source.get("type") in ("group", "room"),
        )
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError, OSError) as error:
        raise Malformed(f"{event.get('type')}: {type(error).__name__}: {error}") from error


def reply_token(event: object) -> str:
    """The event's reply token; empty where it has none or LINE forbids to answer (standby)."""
    if not isinstance(event, dict):
        return ""
    token = event.get("replyToken")
    return token if isinstance(token, str) and event.get("mode") != "standby" else ""


def _what(event: Json, chat: str, readers: Readers) -> What:
    if event.get("mode") == "standby":
        return Silent("standby")
    match event["type"]:
        case "message":
            return _message(event["message"], chat, readers)
        case "postback":
            return _postback(event["postback"])
        case "follow":
            return Followed(again=bool((event.get("follow") or {}).get("isUnblocked")))
        case "unfollow":
            return Unfollowed()
        case "unsend":
            return Unsent(str(event["unsend"]["messageId"]))
        case "messageEdited":
            message = event["message"]
            return Edited(str(message["id"]), _said(message["text"], readers))
        case "join":
            return Joined()
        case "leave":
            return Left()
        case other:
            return Silent(str(other))


def _message(message: Json, chat: str, readers: Readers) -> What:
    match message["type"]:
        case "text":
            return _said(message["text"], readers)
        case "location":
            address = str(message.get("address") or "")
            understanding = readers.understand(address) if address else None
            return SentLocation(float(message["latitude"]), float(message["longitude"]), address, understanding)
        case "image" | "video" | "audio" | "file" as kind:
            media = Media(kind)
            shared = message.get("imageSet") or {}
            last = "index" not in shared or shared["index"] == shared["total"]
            return SentMedia(media, readers.fetch(str(message["id"]), chat, media), last)
        case "sticker":
            return SentSticker(tuple(map(str, message.get("keywords") or ())))
        case other:
            return Silent(f"message:{other}")


def _said(text: str, readers: Readers) -> Said:
    if not isinstance(text, str):
        raise TypeError("text must be a string")
    return Said(text, readers.understand(text))


def _postback(postback: Json) -> Tapped:
    params = postback.get("params") or {}
    picked = params.get("datetime") or params.get("date")
    return Tapped(str(postback["data"]), datetime.fromisoformat(picked).replace(tzinfo=THAI_TIME) if picked else None)
