"""What LINE accepts as a template message: buttons, confirm, carousel, image carousel."""

from collections.abc import Iterator

from simulator.limits.actions import IMAGE_CAROUSEL_ACTION, TEMPLATE_ACTION, TEMPLATE_DEFAULT_ACTION
from simulator.limits.measures import graphemes
from simulator.limits.rules import (
    ByType,
    Choice,
    ListOf,
    Path,
    Problem,
    Rule,
    Shape,
    Text,
    Uri,
)
from simulator.wire import Json

TEXT_BESIDE_IMAGE_OR_TITLE = 60
_DECORATIONS = ("thumbnailImageUrl", "title")


def _text(high: int, *, required: bool = False) -> Text:
    return Text(high=high, count=graphemes, required=required)


def _short_beside_image_or_title(box: Json, path: Path) -> Iterator[Problem]:
    decorated = any(box.get(name) is not None for name in _DECORATIONS)
    if decorated and graphemes(box["text"]) > TEXT_BESIDE_IMAGE_OR_TITLE:
        yield Problem((*path, "text"), f"Length must be between 0 and {TEXT_BESIDE_IMAGE_OR_TITLE}")


def _columns_alike(carousel: Json, path: Path) -> Iterator[Problem]:
    """Every column has the same number of actions, and an image or title if any has."""
    first, *others = carousel["columns"]
    for index, column in enumerate(others, start=1):
        if len(column["actions"]) != len(first["actions"]):
            yield Problem((*path, "columns", index, "actions"), "the number of actions must be the same")
        for name in _DECORATIONS:
            if (column.get(name) is None) != (first.get(name) is None):
                yield Problem((*path, "columns", index, name), "must be specified in all columns or none")


def _box(text: int, actions: int) -> dict[str, Rule]:
    """What the buttons template and a carousel's column have in common."""
    return {
        "thumbnailImageUrl": Uri(high=2000, schemes=("https",)),
        "imageBackgroundColor": Text(high=7, pattern="#[0-9A-Fa-f]{6}"),
        "title": _text(40),
        "text": _text(text, required=True),
        "defaultAction": TEMPLATE_DEFAULT_ACTION,
        "actions": ListOf(item=TEMPLATE_ACTION, high=actions, required=True),
    }


_IMAGE_LOOK: dict[str, Rule] = {
    "imageAspectRatio": Choice(words=("rectangle", "square")),
    "imageSize": Choice(words=("cover", "contain")),
}
COLUMN = Shape(properties=_box(120, 3), strict=True, checks=(_short_beside_image_or_title,))
IMAGE_COLUMN = Shape(
    properties={
        "imageUrl": Uri(high=2000, schemes=("https",), required=True),
        "action": IMAGE_CAROUSEL_ACTION,
    },
    strict=True,
)

TEMPLATE = ByType(
    required=True,
    shapes={
        "buttons": Shape(
            properties={**_box(160, 4), **_IMAGE_LOOK},
            strict=True,
            checks=(_short_beside_image_or_title,),
        ),
        "confirm": Shape(
            properties={
                "text": _text(240, required=True),
                "actions": ListOf(item=TEMPLATE_ACTION, low=2, high=2, required=True),
            },
            strict=True,
        ),
        "carousel": Shape(
            properties={"columns": ListOf(item=COLUMN, high=10, required=True), **_IMAGE_LOOK},
            strict=True,
            checks=(_columns_alike,),
        ),
        "image_carousel": Shape(properties={"columns": ListOf(item=IMAGE_COLUMN, high=10, required=True)}, strict=True),
    },
)
