"""Messages that LINE takes are taken, and those it refuses are refused in its own way."""

from collections.abc import Iterator
from typing import Any

import pytest

from simulator.server import Simulator
from tests.simulator.actors import Json, LineClient, text

CLUSTER = "นี้"  # one grapheme cluster, three UTF-16 units
POSTBACK = {"type": "postback", "label": "ตกลง", "data": "ok"}
LINK = {"type": "uri", "label": "เปิด", "uri": "https://example.com/"}
IMAGE = "https://example.com/a.jpg"


def with_quick_reply(*actions: Json) -> Json:
    return text("เลือก", quickReply={"items": [{"type": "action", "action": action} for action in actions]})


def template(**parts: Any) -> Json:
    return {"type": "template", "altText": "เลือก", "template": parts}


def buttons(**changes: Any) -> Json:
    return template(**{"type": "buttons", "text": "เลือก", "actions": [POSTBACK], **changes})


def column(**changes: Any) -> Json:
    return {"text": "หนึ่ง", "actions": [POSTBACK], **changes}


def picker(**changes: Any) -> Json:
    return {"type": "datetimepicker", "label": "วัน", "data": "day", "mode": "date", **changes}


TAKEN = {
    "5000 UTF-16 units": text("ก" * 5000),
    "2500 emoji of two units": text("😀" * 2500),
    "13 quick replies": with_quick_reply(*[POSTBACK] * 13),
    "every quick reply action": with_quick_reply(
        POSTBACK,
        LINK,
        picker(),
        {"type": "message", "label": "พิมพ์", "text": "สวัสดี"},
        {"type": "clipboard", "label": "คัดลอก", "clipboardText": "x"},
        {"type": "camera", "label": "กล้อง"},
        {"type": "cameraRoll", "label": "รูป"},
        {"type": "location", "label": "ที่อยู่"},
    ),
    "a label of 20 clusters": with_quick_reply({**POSTBACK, "label": CLUSTER * 20}),
    "null for what is left out": {**buttons(title=None, thumbnailImageUrl=None), "quickReply": None},
    "a text of 160 clusters without image": buttons(text=CLUSTER * 160),
    "a text of 60 clusters with title": buttons(title="หัวข้อ", text=CLUSTER * 60),
    "four buttons": buttons(actions=[POSTBACK] * 4),
    "a telephone link": buttons(actions=[{**LINK, "uri": "tel:1669"}]),
    "a LINE link": buttons(actions=[{**LINK, "uri": "line://nv/location"}]),
    "confirm": template(type="confirm", text="แน่ใจไหม", actions=[POSTBACK, POSTBACK]),
    "carousel": template(type="carousel", columns=[column()] * 10),
    "image carousel without label": template(
        type="image_carousel", columns=[{"imageUrl": IMAGE, "action": {"type": "postback", "data": "x"}}]
    ),
    "date limits": with_quick_reply(picker(initial="2026-01-02", min="2026-01-01", max="2026-12-31")),
    "time limits": with_quick_reply(picker(mode="time", initial="00:00", min="00:00", max="23:59")),
    "datetime with a small t": with_quick_reply(picker(mode="datetime", initial="2026-01-02t06:15")),
    "image": {"type": "image", "originalContentUrl": IMAGE, "previewImageUrl": IMAGE},
    "audio": {"type": "audio", "originalContentUrl": "https://example.com/a.m4a", "duration": 1000},
    "sticker": {"type": "sticker", "packageId": "446", "stickerId": "1988"},
    "location": {"type": "location", "title": "บ้าน", "address": "หาดใหญ่", "latitude": 7.0, "longitude": 100},
    "emoji at its dollar": text("😀$", emojis=[{"index": 2, "productId": "p", "emojiId": "001"}]),
    "text with placeholders": {
        "type": "textV2",
        "text": "{{x}} {smile}",
        "substitution": {"smile": {"type": "emoji", "productId": "p", "emojiId": "1"}},
    },
    "imagemap": {
        "type": "imagemap",
        "baseUrl": "https://example.com/map",
        "altText": "แผนที่",
        "baseSize": {"width": 1040, "height": 700},
        "actions": [{"type": "message", "text": "x", "area": {"x": 0, "y": 0, "width": 1, "height": 1}}],
    },
    "unknown properties of a message, which LINE passes over": text("x", colour="red"),
}


@pytest.fixture(scope="module")
def simulator() -> Iterator[Simulator]:
    """Validating changes nothing, so that one simulator does for all."""
    with Simulator() as simulator:
        yield simulator


@pytest.mark.parametrize("message", TAKEN.values(), ids=TAKEN.keys())
def test_taken(line: LineClient, message: Json) -> None:
    answer = line.validate(message)
    assert (answer.status_code, answer.json()) == (200, {})


REFUSED: dict[str, tuple[Json, str]] = {
    "empty text": (text(""), "messages[0].text"),
    "missing text": ({"type": "text"}, "messages[0].text"),
    "text that is no text": ({"type": "text", "text": 7}, "messages[0].text"),
    "5001 UTF-16 units": (text("ก" * 5001), "messages[0].text"),
    "2501 emoji of two units": (text("😀" * 2501), "messages[0].text"),
    "unknown type": ({"type": "hologram"}, "messages[0].type"),
    "no type": ({}, "messages[0].type"),
    "14 quick replies": (with_quick_reply(*[POSTBACK] * 14), "messages[0].quickReply.items"),
    "no quick reply": (with_quick_reply(), "messages[0].quickReply.items"),
    "label of 21 clusters": (
        with_quick_reply({**POSTBACK, "label": CLUSTER * 21}),
        "messages[0].quickReply.items[0].action.label",
    ),
    "no label": (
        with_quick_reply({"type": "postback", "data": "x"}),
        "messages[0].quickReply.items[0].action.label",
    ),
    "unknown action": (with_quick_reply({"type": "dance"}), "messages[0].quickReply.items[0].action.type"),
    "unknown property of an action": (
        with_quick_reply({**POSTBACK, "dispalyText": "x"}),
        "messages[0].quickReply.items[0].action.dispalyText",
    ),
    "301 units of postback data": (
        with_quick_reply({**POSTBACK, "data": "x" * 301}),
        "messages[0].quickReply.items[0].action.data",
    ),
    "displayText and text": (
        with_quick_reply({**POSTBACK, "displayText": "a", "text": "b"}),
        "messages[0].quickReply.items[0].action.text",
    ),
    "rich menu switch in a quick reply": (
        with_quick_reply({"type": "richmenuswitch", "richMenuAliasId": "a", "data": "x"}),
        "messages[0].quickReply.items[0].action.type",
    ),
    "a day that does not exist": (
        with_quick_reply(picker(initial="2026-02-30")),
        "messages[0].quickReply.items[0].action.initial",
    ),
    "a Buddhist year": (
        with_quick_reply(picker(initial="2569-01-01")),
        "messages[0].quickReply.items[0].action.initial",
    ),
    "a time in a date picker": (
        with_quick_reply(picker(initial="06:15")),
        "messages[0].quickReply.items[0].action.initial",
    ),
    "seconds in a datetime": (
        with_quick_reply(picker(mode="datetime", initial="2026-01-02T06:15:00")),
        "messages[0].quickReply.items[0].action.initial",
    ),
    "max before min": (
        with_quick_reply(picker(min="2026-02-01", max="2026-01-01")),
        "messages[0].quickReply.items[0].action.max",
    ),
    "camera outside of quick replies": (
        buttons(actions=[{"type": "camera", "label": "กล้อง"}]),
        "template/actions/0/type",
    ),
    "http image": (
        {"type": "image", "originalContentUrl": "http://example.com/a.jpg", "previewImageUrl": IMAGE},
        "messages[0].originalContentUrl",
    ),
    "no preview": ({"type": "image", "originalContentUrl": IMAGE}, "messages[0].previewImageUrl"),
    "altText of 1501": ({**buttons(), "altText": "x" * 1501}, "messages[0].altText"),
    "no altText": ({**buttons(), "altText": None}, "messages[0].altText"),
    "five buttons": (buttons(actions=[POSTBACK] * 5), "template/actions"),
    "no button": (buttons(actions=[]), "template/actions"),
    "161 clusters": (buttons(text=CLUSTER * 161), "template/text"),
    "61 clusters beside a title": (buttons(title="หัวข้อ", text=CLUSTER * 61), "template/text"),
    "title of 41 clusters": (buttons(title=CLUSTER * 41, text="x"), "template/title"),
    "http thumbnail": (buttons(thumbnailImageUrl="http://example.com/a.jpg"), "template/thumbnailImageUrl"),
    "mail link": (buttons(actions=[{**LINK, "uri": "mailto:a@example.com"}]), "template/actions/0/uri"),
    "link with unencoded Thai": (
        buttons(actions=[{**LINK, "uri": "https://example.com/เรื่อง"}]),
        "template/actions/0/uri",
    ),
    "link of 1001": (
        buttons(actions=[{**LINK, "uri": "https://example.com/" + "x" * 981}]),
        "template/actions/0/uri",
    ),
    "misspelt property of a template": (buttons(titel="x"), "template/titel"),
    "one answer to a question": (
        template(type="confirm", text="แน่ใจไหม", actions=[POSTBACK]),
        "template/actions",
    ),
    "confirm of 241 clusters": (
        template(type="confirm", text=CLUSTER * 241, actions=[POSTBACK, POSTBACK]),
        "template/text",
    ),
    "eleven columns": (template(type="carousel", columns=[column()] * 11), "template/columns"),
    "columns of unequal actions": (
        template(type="carousel", columns=[column(), column(actions=[POSTBACK] * 2)]),
        "template/columns/1/actions",
    ),
    "a title on one column only": (
        template(type="carousel", columns=[column(), column(title="x")]),
        "template/columns/1/title",
    ),
    "image carousel label of 13 clusters": (
        template(type="image_carousel", columns=[{"imageUrl": IMAGE, "action": {**LINK, "label": CLUSTER * 13}}]),
        "template/columns/0/action/label",
    ),
    "latitude beyond the pole": (
        {"type": "location", "title": "x", "address": "x", "latitude": 91, "longitude": 0},
        "messages[0].latitude",
    ),
    "emoji beside its dollar": (
        text("😀$", emojis=[{"index": 1, "productId": "p", "emojiId": "001"}]),
        "messages[0].emojis[0].index",
    ),
    "placeholder without substitution": ({"type": "textV2", "text": "{who}"}, "messages[0].text"),
    "lonely brace": ({"type": "textV2", "text": "a } b"}, "messages[0].text"),
    "sender's name of 21": (text("x", sender={"name": "x" * 21}), "messages[0].sender.name"),
}


@pytest.mark.parametrize(("message", "property"), REFUSED.values(), ids=REFUSED.keys())
def test_refused(line: LineClient, message: Json, property: str) -> None:
    answer = line.validate(message)
    assert answer.status_code == 400
    details = answer.json()["details"]
    assert [detail["property"] for detail in details] == [property]
    assert all(detail["message"] for detail in details)


def test_every_mistake_of_a_request_is_told_at_once(line: LineClient) -> None:
    answer = line.validate(text(""), {"type": "hologram"})
    assert answer.json()["message"] == "The request body has 2 error(s)"
    first, second = answer.json()["details"]
    assert first == {"message": "May not be empty", "property": "messages[0].text"}
    assert second["message"].startswith("Must be one of the following values: [text, ")


def test_a_mistake_inside_a_template_names_its_message(line: LineClient) -> None:
    answer = line.validate(text("ok"), buttons(actions=[]))
    assert answer.json()["message"] == "A message (messages[1]) in the request body is invalid"


@pytest.mark.parametrize("count", [0, 6])
def test_a_request_holds_one_to_five_messages(line: LineClient, count: int) -> None:
    answer = line.validate(*[text("x")] * count)
    assert answer.json()["details"] == [{"message": "Size must be between 1 and 5", "property": "messages"}]
