"""The one check that everything sent passes: LINE's limits, met by splitting and shortening, never by failing.

Figures: developers.line.biz, Messaging API reference, read in November 2026.
"""

import json
import logging
from typing import Any

from bot.line.graphemes import shorten, shorten_units, split, utf16_units

log = logging.getLogger(__name__)

Message = dict[str, Any]

TEXT_UNITS = 5_000
ALT_TEXT_UNITS = 1_500
QUICK_REPLIES = 13
QUICK_LABEL = 20
FLEX_LABEL = 40
POSTBACK_DATA = 300
DISPLAY_TEXT = 300
URI = 1_000
FLEX_TEXTS = (2_000, 1_000, 500, 250, 120)  # grapheme clusters of one text, tried in this order
BUBBLES = 12
BUBBLE_BYTES = 30_000
CAROUSEL_BYTES = 50_000


class TooBig(Exception):
    """A message that cannot be made to fit; a mistake of ours, told before LINE has to."""


def fit(messages: list[Message]) -> list[Message]:
    """The messages as LINE takes them: long text split, labels shortened, carousels cut into several.

    Raises TooBig for what no shortening can mend (postback data, addresses, a single huge bubble).
    """
    fitted = [part for message in messages for part in _fit_message(message)]
    for message in fitted[:-1]:
        message.pop("quickReply", None)  # only the newest message shows its own
    return fitted


def _fit_message(message: Message) -> list[Message]:
    if "quickReply" in message:
        message = message | {"quickReply": {"items": _fit_quick_replies(message["quickReply"]["items"])}}
    if message["type"] == "text":
        return _fit_text(message)
    if message["type"] == "flex":
        return _fit_flex(message)
    return [message]


def _fit_text(message: Message) -> list[Message]:
    parts = split(message["text"].strip() or "…", TEXT_UNITS)
    return [message | {"text": part} for part in parts]


def _fit_quick_replies(items: list[Message]) -> list[Message]:
    if len(items) > QUICK_REPLIES:
        log.warning("%d quick replies, of which LINE shows %d", len(items), QUICK_REPLIES)
    return [item | {"action": _fit_action(item["action"], QUICK_LABEL)} for item in items[:QUICK_REPLIES]]


def _fit_action(action: Message, label: int) -> Message:
    fitted = action | {"label": shorten(action["label"], label)}
    if "displayText" in action:
        fitted["displayText"] = shorten(action["displayText"], DISPLAY_TEXT)
    if utf16_units(action.get("data", "")) > POSTBACK_DATA:
        raise TooBig(f"postback data of {len(action['data'])} characters")
    if utf16_units(action.get("uri", "")) > URI:
        raise TooBig(f"an address of {len(action['uri'])} characters")
    return fitted


def _fit_flex(message: Message) -> list[Message]:
    alt_text = shorten_units(message["altText"].strip() or "…", ALT_TEXT_UNITS)
    contents = _fit_component(message["contents"])
    bubbles = contents["contents"] if contents["type"] == "carousel" else [contents]
    groups = _group([_shrink(bubble) for bubble in bubbles])
    return [message | {"altText": alt_text, "contents": _carousel(group)} for group in groups]


def _fit_component(node: Any) -> Any:
    """Shorten the labels of all actions, whatever holds them, and drop what LINE refuses: empty text."""
    if isinstance(node, list):
        return [_fit_component(item) for item in node if item != {} and _says_something(item)]
    if not isinstance(node, dict):
        return node
    fitted = {key: _fit_component(value) for key, value in node.items()}
    if isinstance(fitted.get("action"), dict):
        fitted["action"] = _fit_action(fitted["action"], FLEX_LABEL)
    return fitted


def _shrink(bubble: Message) -> Message:
    """A bubble that LINE takes: its texts cut shorter and shorter until it is light enough."""
    for most in FLEX_TEXTS:
        bubble = _with_texts_of(bubble, most)
        if _weight(bubble) <= BUBBLE_BYTES:
            return bubble
    raise TooBig(f"a Flex bubble of {_weight(bubble)} bytes")


def _with_texts_of(node: Any, most: int) -> Any:
    if isinstance(node, list):
        return [_with_texts_of(item, most) for item in node]
    if not isinstance(node, dict):
        return node
    short = {key: _with_texts_of(value, most) for key, value in node.items()}
    return short | {"text": shorten(node["text"], most)} if node.get("type") == "text" else short


def _weight(bubble: Message) -> int:
    return len(json.dumps(bubble, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass"))


def _says_something(item: Any) -> bool:
    return not (isinstance(item, dict) and item.get("type") == "text" and not item.get("text", "").strip())


def _group(bubbles: list[Message]) -> list[list[Message]]:
    groups: list[list[Message]] = [[]]
    size = 0
    for bubble in bubbles:
        weight = _weight(bubble)
        if groups[-1] and (size + weight > CAROUSEL_BYTES - 1_000 or len(groups[-1]) == BUBBLES):
            groups.append([])
            size = 0
        groups[-1].append(bubble)
        size += weight
    return groups


def _carousel(bubbles: list[Message]) -> Message:
    return bubbles[0] if len(bubbles) == 1 else {"type": "carousel", "contents": bubbles}
