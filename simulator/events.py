"""Webhook events, as LINE writes them."""

from typing import Any

from simulator import identifiers
from simulator.clock import Clock
from simulator.people import Group, User
from simulator.wire import Json

# Events that cannot be answered carry no reply token.
UNANSWERABLE = ("unfollow", "unsend", "leave", "memberLeft")


def source(user: User | None, group: Group | None = None) -> Json | None:
    """Where an event comes from: a person alone, or a group, with the person where LINE tells."""
    who: Json = {"userId": user.id} if user else {}
    if group is not None:
        return {"type": group.kind, f"{group.kind}Id": group.id, **who}
    return {"type": "user", **who} if user else None


def event(kind: str, clock: Clock, where: Json | None, *, mode: str = "active", **parts: Any) -> Json:
    """An event that happens now. From nowhere, or in `standby` mode, it carries no reply token."""
    now = clock.milliseconds()
    made: Json = {
        "type": kind,
        **parts,
        "webhookEventId": identifiers.ulid(now),
        "deliveryContext": {"isRedelivery": False},
        "timestamp": now,
        **({"source": where} if where else {}),
        "mode": mode,
    }
    if where and kind not in UNANSWERABLE and mode == "active":
        made["replyToken"] = identifiers.token()
    return made


def redelivered(original: Json) -> Json:
    """The same event once more: same id, same reply token, marked as a redelivery."""
    return {**original, "deliveryContext": {"isRedelivery": True}}


def media_message(kind: str, **more: Any) -> Json:
    """A photo, video or audio whose bytes LINE keeps."""
    quotable = {} if kind == "audio" else {"quoteToken": identifiers.token()}
    return {
        "type": kind,
        "id": identifiers.message_id(),
        **quotable,
        "contentProvider": {"type": "line"},
        **more,
        "markAsReadToken": identifiers.token(),
    }


def file_message(name: str, size: int) -> Json:
    """A file of so many bytes."""
    return {
        "type": "file",
        "id": identifiers.message_id(),
        "fileName": name,
        "fileSize": size,
        "markAsReadToken": identifiers.token(),
    }


def text_message(text: str, quoted_message_id: str | None = None) -> Json:
    """Words that somebody typed, perhaps quoting another message."""
    quoted = {"quotedMessageId": quoted_message_id} if quoted_message_id else {}
    return {
        "type": "text",
        "id": identifiers.message_id(),
        "text": text,
        **quoted,
        "quoteToken": identifiers.token(),
        "markAsReadToken": identifiers.token(),
    }


def sticker_message(package_id: str, sticker_id: str, keywords: list[str] | None) -> Json:
    """A sticker, with the keywords LINE tells of it (15 at most)."""
    return {
        "type": "sticker",
        "id": identifiers.message_id(),
        "packageId": package_id,
        "stickerId": sticker_id,
        "stickerResourceType": "STATIC",
        **({"keywords": keywords[:15]} if keywords else {}),
        "quoteToken": identifiers.token(),
        "markAsReadToken": identifiers.token(),
    }


def location_message(latitude: float, longitude: float, title: str | None, address: str | None) -> Json:
    """A place on the map; title and address only where the sender's map knows them."""
    names = {"title": title, "address": address}
    return {
        "type": "location",
        "id": identifiers.message_id(),
        **{name: value for name, value in names.items() if value},
        "latitude": latitude,
        "longitude": longitude,
        "markAsReadToken": identifiers.token(),
    }
