"""What LINE accepts as a Flex Message: a bubble, or a carousel of bubbles."""

from collections.abc import Iterator

from simulator.limits.actions import FLEX_ACTION
from simulator.limits.flex_components import BOX, BUBBLE_BYTES, IMAGE, VIDEO, color
from simulator.limits.measures import json_bytes
from simulator.limits.rules import (
    INVALID,
    ByType,
    Choice,
    Flag,
    ListOf,
    Path,
    Problem,
    Shape,
)
from simulator.wire import Json

CAROUSEL_BYTES = 50 * 1024
VIDEO_BUBBLES = ("kilo", "mega", "giga")

_BLOCKS = ("header", "hero", "body", "footer")
_BOX_BLOCK = ByType(shapes={"box": BOX}, wrong_type=INVALID)
_BLOCK_STYLE = Shape(
    properties={"backgroundColor": color(), "separator": Flag(), "separatorColor": color()}, strict=True
)


def _has_a_block(bubble: Json, path: Path) -> Iterator[Problem]:
    if all(bubble.get(block) is None for block in _BLOCKS):
        yield Problem(path, "At least one block must be specified")


def _fits_bubble(bubble: Json, path: Path) -> Iterator[Problem]:
    if json_bytes(bubble) > BUBBLE_BYTES:
        yield Problem(path, f"must be at most {BUBBLE_BYTES} bytes")


def _wide_enough_for_video(bubble: Json, path: Path) -> Iterator[Problem]:
    hero = bubble.get("hero") or {}
    if hero.get("type") == "video" and bubble.get("size", "mega") not in VIDEO_BUBBLES:
        yield Problem((*path, "hero"), INVALID)


def _fits_carousel(carousel: Json, path: Path) -> Iterator[Problem]:
    """A carousel's bubbles are of one width, hold no video, and stay together below 50 KB."""
    if json_bytes(carousel) > CAROUSEL_BYTES:
        yield Problem(path, f"must be at most {CAROUSEL_BYTES} bytes")
    if len({bubble.get("size", "mega") for bubble in carousel["contents"]}) > 1:
        yield Problem((*path, "contents"), "the size of all bubbles must be the same")
    for index, bubble in enumerate(carousel["contents"]):
        if (bubble.get("hero") or {}).get("type") == "video":
            yield Problem((*path, "contents", index, "hero"), INVALID)


_BUBBLE = Shape(
    properties={
        "size": Choice(words=("nano", "micro", "deca", "hecto", "kilo", "mega", "giga")),
        "direction": Choice(words=("ltr", "rtl")),
        "header": _BOX_BLOCK,
        "hero": ByType(shapes={"box": BOX, "image": IMAGE, "video": VIDEO}, wrong_type=INVALID),
        "body": _BOX_BLOCK,
        "footer": _BOX_BLOCK,
        "styles": Shape(properties=dict.fromkeys(_BLOCKS, _BLOCK_STYLE), strict=True),
        "action": FLEX_ACTION,
    },
    strict=True,
    checks=(_has_a_block, _fits_bubble, _wide_enough_for_video),
)

FLEX_CONTAINER = ByType(
    required=True,
    wrong_type=INVALID,
    shapes={
        "bubble": _BUBBLE,
        "carousel": Shape(
            properties={
                "contents": ListOf(item=ByType(shapes={"bubble": _BUBBLE}, wrong_type=INVALID), high=12, required=True)
            },
            strict=True,
            checks=(_fits_carousel,),
        ),
    },
)
