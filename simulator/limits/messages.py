"""What LINE accepts as a message: text, stickers, media, location, imagemap, template and Flex."""

import re
from collections.abc import Iterator

from simulator.limits.actions import LINK_SCHEMES, QUICK_REPLY_ACTION
from simulator.limits.flex import FLEX_CONTAINER
from simulator.limits.rules import (
    ByType,
    Check,
    Choice,
    ListOf,
    Number,
    Path,
    Problem,
    Rule,
    Shape,
    Text,
    Uri,
)
from simulator.limits.templates import TEMPLATE
from simulator.wire import Json

PLACEHOLDER = re.compile(r"\{\{|\}\}|\{([^{}]*)\}|[{}]")


def _https(*, required: bool = False) -> Uri:
    return Uri(high=2000, schemes=("https",), required=required)


def _text(high: int) -> Text:
    return Text(high=high, required=True)


def _emojis_stand_on_dollars(message: Json, path: Path) -> Iterator[Problem]:
    """`index` counts UTF-16 units and must point at a `$`."""
    units = message["text"].encode("utf-16-le")
    for number, emoji in enumerate(message.get("emojis") or ()):
        if units[2 * emoji["index"] : 2 * emoji["index"] + 2] != "$".encode("utf-16-le"):
            yield Problem((*path, "emojis", number, "index"), "The index must be the position of $")


def _placeholders_substituted(message: Json, path: Path) -> Iterator[Problem]:
    substitution = message.get("substitution") or {}
    for found in PLACEHOLDER.finditer(message["text"]):
        if found[0] in ("{", "}"):
            yield Problem((*path, "text"), "{ and } must be used in pairs")
        elif found[1] is not None and found[1] not in substitution:
            yield Problem((*path, "text"), f"The substitution of {found[0]} must be specified")


class _Substitutions:
    """Named things to put into a text, each a mention or an emoji."""

    required = False
    _name = re.compile(r"[0-9A-Za-z_]{1,20}")
    _mentionee = ByType(
        required=True, shapes={"user": Shape(properties={"userId": _text(33)}), "all": Shape(properties={})}
    )
    _thing = ByType(
        shapes={
            "mention": Shape(properties={"mentionee": _mentionee}),
            "emoji": Shape(properties={"productId": _text(100), "emojiId": _text(100)}),
        }
    )

    def problems(self, value: Json, path: Path) -> Iterator[Problem]:
        if not isinstance(value, dict) or len(value) > 100:
            yield Problem(path, "Size must be between 0 and 100")
            return
        for name, thing in value.items():
            if not self._name.fullmatch(name):
                yield Problem((*path, name), "invalid key")
            yield from self._thing.problems(thing, (*path, name))


QUICK_REPLY = Shape(
    properties={
        "items": ListOf(
            high=13,
            required=True,
            item=Shape(
                properties={
                    "type": Choice(words=("action",)),
                    "imageUrl": _https(),
                    "action": QUICK_REPLY_ACTION,
                }
            ),
        )
    }
)
_COMMON: dict[str, Rule] = {
    "quickReply": QUICK_REPLY,
    "sender": Shape(properties={"name": Text(high=20), "iconUrl": _https()}),
}
_QUOTE: dict[str, Rule] = {"quoteToken": Text(high=1000)}
_AREA = Shape(
    required=True,
    properties={
        "x": Number(low=0, required=True),
        "y": Number(low=0, required=True),
        "width": Number(low=1, required=True),
        "height": Number(low=1, required=True),
    },
)
_LINK = Uri(high=1000, schemes=LINK_SCHEMES, required=True)
_IMAGEMAP_ACTION = ByType(
    shapes={
        "uri": Shape(properties={"linkUri": _LINK, "label": Text(high=100), "area": _AREA}),
        "message": Shape(properties={"text": _text(400), "label": Text(high=100), "area": _AREA}),
        "clipboard": Shape(properties={"clipboardText": _text(1000), "label": Text(high=100), "area": _AREA}),
    }
)
_IMAGEMAP_VIDEO = Shape(
    properties={
        "originalContentUrl": _https(required=True),
        "previewImageUrl": _https(required=True),
        "area": _AREA,
        "externalLink": Shape(properties={"linkUri": _LINK, "label": _text(30)}),
    }
)
_LINE_EMOJI = Shape(
    properties={
        "index": Number(low=0, required=True),
        "productId": _text(100),
        "emojiId": _text(100),
    }
)

_MEDIA: dict[str, Rule] = {
    "originalContentUrl": _https(required=True),
    "previewImageUrl": _https(required=True),
}
_IMAGEMAP: dict[str, Rule] = {
    "baseUrl": _https(required=True),
    "altText": _text(1500),
    "baseSize": Shape(
        required=True,
        properties={
            "width": Number(low=1040, high=1040, required=True),
            "height": Number(low=1, required=True),
        },
    ),
    "video": _IMAGEMAP_VIDEO,
    "actions": ListOf(item=_IMAGEMAP_ACTION, high=50, required=True),
}

# Each kind of message: its own properties, and what is looked at once these are right.
_KINDS: dict[str, tuple[dict[str, Rule], tuple[Check, ...]]] = {
    "text": (
        {"text": _text(5000), "emojis": ListOf(item=_LINE_EMOJI, high=20), **_QUOTE},
        (_emojis_stand_on_dollars,),
    ),
    "textV2": (
        {"text": _text(5000), "substitution": _Substitutions(), **_QUOTE},
        (_placeholders_substituted,),
    ),
    "sticker": ({"packageId": _text(20), "stickerId": _text(20), **_QUOTE}, ()),
    "image": (_MEDIA, ()),
    "video": ({**_MEDIA, "trackingId": Text(high=100, pattern=r"[a-zA-Z0-9\-.=,+*()%$&;:@{}!?<>\[\]]+")}, ()),
    "audio": ({"originalContentUrl": _https(required=True), "duration": Number(low=1, required=True)}, ()),
    "location": (
        {
            "title": _text(100),
            "address": _text(100),
            "latitude": Number(low=-90, high=90, decimal=True, required=True),
            "longitude": Number(low=-180, high=180, decimal=True, required=True),
        },
        (),
    ),
    "imagemap": (_IMAGEMAP, ()),
    "template": ({"altText": _text(1500), "template": TEMPLATE}, ()),
    "flex": ({"altText": _text(1500), "contents": FLEX_CONTAINER}, ()),
    "coupon": ({"couponId": _text(100), "deliveryTag": Text(high=30, pattern="[a-zA-Z0-9_]+")}, ()),
}

MESSAGE = ByType(
    shapes={
        kind: Shape(properties={**properties, **_COMMON}, checks=checks)
        for kind, (properties, checks) in _KINDS.items()
    }
)
MESSAGES = ListOf(item=MESSAGE, high=5, required=True)
