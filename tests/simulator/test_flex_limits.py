"""Flex Messages that LINE takes are taken, and those it refuses are refused where the mistake is."""

from collections.abc import Iterator
from typing import Any

import pytest

from simulator.server import Simulator
from tests.simulator.actors import Json, LineClient

WORDS = {"type": "text", "text": "สวัสดี"}
IMAGE = {"type": "image", "url": "https://example.com/a.jpg"}
BUTTON = {"type": "button", "action": {"type": "postback", "label": "ตกลง", "data": "ok"}}
VIDEO = {
    "type": "video",
    "url": "https://example.com/a.mp4",
    "previewUrl": "https://example.com/a.jpg",
    "altContent": IMAGE,
}


def flex(contents: Json) -> Json:
    return {"type": "flex", "altText": "การ์ด", "contents": contents}


def box(*contents: Json, **more: Any) -> Json:
    return {"type": "box", "layout": "vertical", "contents": [*contents], **more}


def bubble(*contents: Json, **more: Any) -> Json:
    return {"type": "bubble", "body": box(*contents), **more}


def carousel(*bubbles: Json) -> Json:
    return {"type": "carousel", "contents": [*bubbles]}


TAKEN = {
    "plain": bubble(WORDS),
    "every block": bubble(WORDS, header=box(), hero=IMAGE, footer=box(BUTTON)),
    "an empty box": bubble(box()),
    "styles": bubble(WORDS, styles={"body": {"backgroundColor": "#00ffff", "separator": True}}),
    "sizes in pixels, percent and words": bubble(box(width="30px", height="50%", paddingAll="lg", offsetTop="-4px")),
    "gradient": bubble(
        box(
            background={
                "type": "linearGradient",
                "angle": "90deg",
                "startColor": "#FFFF00",
                "endColor": "#0080ff80",
            }
        )
    ),
    "spans": bubble({"type": "text", "contents": [{"type": "span", "text": "ก", "weight": "bold"}]}),
    "icon in a baseline box": bubble(
        {**box({"type": "icon", "url": "https://example.com/i.png"}, WORDS), "layout": "baseline"}
    ),
    "a label of 40 clusters": bubble({**BUTTON, "action": {**BUTTON["action"], "label": "นี้" * 40}}),  # type: ignore[dict-item]
    "action without label on a box": bubble(box(action={"type": "postback", "data": "x"})),
    "video in the hero": bubble(WORDS, hero=VIDEO, size="giga"),
    "twelve bubbles": carousel(*[bubble(WORDS)] * 12),
    "just below 30 KB": bubble({"type": "text", "text": "x" * 30_600}),
}


@pytest.fixture(scope="module")
def simulator() -> Iterator[Simulator]:
    """Validating changes nothing, so that one simulator does for all."""
    with Simulator() as simulator:
        yield simulator


@pytest.mark.parametrize("contents", TAKEN.values(), ids=TAKEN.keys())
def test_taken(line: LineClient, contents: Json) -> None:
    answer = line.validate(flex(contents))
    assert (answer.status_code, answer.json()) == (200, {})


REFUSED: dict[str, tuple[Json, str, str]] = {
    "unknown container": ({"type": "parcel"}, "/", "invalid property"),
    "no block": ({"type": "bubble"}, "/", "at least one block must be specified"),
    "unknown component": (bubble({"type": "spacer"}), "/body/contents/0", "invalid property"),
    "unknown property": (bubble({**WORDS, "wrapp": True}), "/body/contents/0/wrapp", "unknown field"),
    "empty text": (bubble({"type": "text", "text": ""}), "/body/contents/0/text", "must be non-empty text"),
    "text without text": (bubble({"type": "text"}), "/body/contents/0/text", "must be non-empty text"),
    "button without action": (bubble({"type": "button"}), "/body/contents/0/action", "must be specified"),
    "button without label": (
        bubble({"type": "button", "action": {"type": "postback", "data": "x"}}),
        "/body/contents/0/action/label",
        "must be specified",
    ),
    "a label of 41 clusters": (
        bubble({"type": "button", "action": {"type": "postback", "data": "x", "label": "นี้" * 41}}),
        "/body/contents/0/action/label",
        "length must be between 0 and 40",
    ),
    "http image": (
        bubble({"type": "image", "url": "http://example.com/a.jpg"}),
        "/body/contents/0/url",
        "invalid uri scheme",
    ),
    "icon in a vertical box": (
        bubble({"type": "icon", "url": "https://example.com/i.png"}),
        "/body/contents/0",
        "invalid property",
    ),
    "button in a baseline box": (
        bubble({**box(BUTTON), "layout": "baseline"}),
        "/body/contents/0/contents/0",
        "invalid property",
    ),
    "text as a body": ({"type": "bubble", "body": WORDS}, "/body", "invalid property"),
    "video in the body": (bubble(VIDEO), "/body/contents/0", "invalid property"),
    "video in a small bubble": (bubble(WORDS, hero=VIDEO, size="micro"), "/hero", "invalid property"),
    "video in a carousel": (carousel(bubble(WORDS, hero=VIDEO)), "/contents/0/hero", "invalid property"),
    "colour by name": (bubble({**WORDS, "color": "red"}), "/body/contents/0/color", "invalid property"),
    "size without unit": (bubble({**WORDS, "size": "14"}), "/body/contents/0/size", "invalid property"),
    "picture too tall": (
        bubble({**IMAGE, "aspectRatio": "1:4"}),
        "/body/contents/0/aspectRatio",
        "invalid aspect ratio",
    ),
    "thirteen bubbles": (carousel(*[bubble(WORDS)] * 13), "/contents", "size must be between 1 and 12"),
    "bubbles of two sizes": (
        carousel(bubble(WORDS), bubble(WORDS, size="nano")),
        "/contents",
        "the size of all bubbles must be the same",
    ),
    "a bubble above 30 KB of bytes": (
        bubble({"type": "text", "text": "ก" * 10_300}),
        "/",
        "must be at most 30720 bytes",
    ),
    "a carousel above 50 KB": (
        carousel(*[bubble({"type": "text", "text": "x" * 26_000})] * 2),
        "/",
        "must be at most 51200 bytes",
    ),
}


@pytest.mark.parametrize(("contents", "property", "message"), REFUSED.values(), ids=REFUSED.keys())
def test_refused(line: LineClient, contents: Json, property: str, message: str) -> None:
    answer = line.validate(flex(contents))
    assert answer.status_code == 400
    assert answer.json() == {
        "message": "A message (messages[0]) in the request body is invalid",
        "details": [{"message": message, "property": property}],
    }
