"""What LINE accepts as a component of a Flex Message: boxes, texts, pictures, buttons."""

from collections.abc import Iterator

from simulator.limits.actions import FLEX_ACTION, FLEX_BUTTON_ACTION, FLEX_VIDEO_ACTION
from simulator.limits.rules import (
    INVALID,
    ByType,
    Choice,
    Flag,
    Later,
    ListOf,
    Number,
    Path,
    Problem,
    Rule,
    Shape,
    Text,
    Uri,
)
from simulator.wire import Json

BUBBLE_BYTES = 30 * 1024

_PIXELS = r"\d+(\.\d+)?px"
_PERCENT = r"\d+(\.\d+)?%"
_SIGNED_PIXELS = rf"-?{_PIXELS}"
_STEPS = ("none", "xs", "sm", "md", "lg", "xl", "xxl")
_FONT_SIZES = ("xxs", "xs", "sm", "md", "lg", "xl", "xxl", "3xl", "4xl", "5xl")


def _one_of(*patterns: str) -> Text:
    return Text(high=100, pattern="|".join(f"(?:{pattern})" for pattern in patterns))


def color(*, required: bool = False) -> Text:
    """#RRGGBB or #RRGGBBAA."""
    return Text(high=9, pattern="#(?:[0-9A-Fa-f]{6}|[0-9A-Fa-f]{8})", required=required)


def _https(*, required: bool = True) -> Uri:
    return Uri(high=2000, schemes=("https",), required=required)


_FLEX = Number(low=0)
_MARGIN = _one_of(_PIXELS, *_STEPS)
_OFFSET = _one_of(_SIGNED_PIXELS, r"-?" + _PERCENT, *_STEPS)
_PADDING = _one_of(_PIXELS, _PERCENT, *_STEPS)
_LENGTH = _one_of(_PIXELS, _PERCENT)
_FONT_SIZE = _one_of(_PIXELS, *_FONT_SIZES)
_ASPECT_RATIO = Text(high=20, pattern=r"\d+(\.\d+)?:\d+(\.\d+)?")
_SHRINK = Choice(words=("shrink-to-fit",))
_ALIGN = Choice(words=("start", "end", "center"))
_GRAVITY = Choice(words=("top", "bottom", "center"))

_PLACED: dict[str, Rule] = {
    "margin": _MARGIN,
    "position": Choice(words=("relative", "absolute")),
    **{f"offset{side}": _OFFSET for side in ("Top", "Bottom", "Start", "End")},
}
_LETTERS: dict[str, Rule] = {
    "size": _FONT_SIZE,
    "color": color(),
    "weight": Choice(words=("regular", "bold")),
    "style": Choice(words=("normal", "italic")),
    "decoration": Choice(words=("none", "underline", "line-through")),
}
_BACKGROUND = ByType(
    shapes={
        "linearGradient": Shape(
            properties={
                "angle": Text(high=20, pattern=r"\d+(\.\d+)?deg", required=True),
                "startColor": color(required=True),
                "endColor": color(required=True),
                "centerColor": color(),
                "centerPosition": Text(high=20, pattern=_PERCENT),
            },
            strict=True,
        )
    }
)


def _height_within_reason(image: Json, path: Path) -> Iterator[Problem]:
    """Width and height run from 1 to 100000, and the height is at most three times the width."""
    if image.get("aspectRatio") is not None:
        width, height = (float(part) for part in image["aspectRatio"].split(":"))
        if not (1 <= width <= 100_000 and 1 <= height <= 100_000 and height <= 3 * width):
            yield Problem((*path, "aspectRatio"), "invalid aspect ratio")


def _has_text(text: Json, path: Path) -> Iterator[Problem]:
    if not text.get("text") and not text.get("contents"):
        yield Problem((*path, "text"), "must be non-empty text")


def _fits_layout(box: Json, path: Path) -> Iterator[Problem]:
    """A baseline box holds icons and text only; only it holds icons."""
    for index, component in enumerate(box["contents"]):
        inline = component["type"] in ("icon", "text", "filler")
        if (box["layout"] == "baseline") != inline and component["type"] not in ("text", "filler"):
            yield Problem((*path, "contents", index), INVALID)


BOX = Shape(
    properties={
        "layout": Choice(words=("horizontal", "vertical", "baseline"), required=True),
        "contents": ListOf(item=Later(rule=lambda: COMPONENT), low=0, high=10_000, required=True),
        "flex": _FLEX,
        "spacing": _MARGIN,
        "backgroundColor": color(),
        "borderColor": color(),
        "borderWidth": _one_of(_PIXELS, "none", "light", "normal", "medium", "semi-bold", "bold"),
        "cornerRadius": _one_of(_PIXELS, *_STEPS),
        **dict.fromkeys(("width", "maxWidth", "height", "maxHeight"), _LENGTH),
        **{f"padding{side}": _PADDING for side in ("All", "Top", "Bottom", "Start", "End")},
        "justifyContent": Choice(
            words=("center", "flex-start", "flex-end", "space-between", "space-around", "space-evenly")
        ),
        "alignItems": Choice(words=("center", "flex-start", "flex-end")),
        "background": _BACKGROUND,
        "action": FLEX_ACTION,
        **_PLACED,
    },
    strict=True,
    checks=(_fits_layout,),
)
IMAGE = Shape(
    properties={
        "url": _https(),
        "flex": _FLEX,
        "align": _ALIGN,
        "gravity": _GRAVITY,
        "size": _one_of(_PIXELS, _PERCENT, "full", *_FONT_SIZES),
        "aspectRatio": _ASPECT_RATIO,
        "aspectMode": Choice(words=("fit", "cover")),
        "backgroundColor": color(),
        "animated": Flag(),
        "action": FLEX_ACTION,
        **_PLACED,
    },
    strict=True,
    checks=(_height_within_reason,),
)
VIDEO = Shape(
    properties={
        "url": _https(),
        "previewUrl": _https(),
        "altContent": ByType(shapes={"box": BOX, "image": IMAGE}, wrong_type=INVALID, required=True),
        "aspectRatio": _ASPECT_RATIO,
        "action": FLEX_VIDEO_ACTION,
    },
    strict=True,
    checks=(_height_within_reason,),
)
SPAN = Shape(properties={"text": Text(high=BUBBLE_BYTES, low=0), **_LETTERS}, strict=True)
_TEXT = Shape(
    properties={
        "text": Text(high=BUBBLE_BYTES, low=0),
        "contents": ListOf(item=ByType(shapes={"span": SPAN}, wrong_type=INVALID), low=0, high=BUBBLE_BYTES),
        "flex": _FLEX,
        "align": _ALIGN,
        "gravity": _GRAVITY,
        "wrap": Flag(),
        "lineSpacing": Text(high=20, pattern=_PIXELS),
        "maxLines": Number(low=0),
        "adjustMode": _SHRINK,
        "scaling": Flag(),
        "action": FLEX_ACTION,
        **_LETTERS,
        **_PLACED,
    },
    strict=True,
    checks=(_has_text,),
)
_BUTTON = Shape(
    properties={
        "action": FLEX_BUTTON_ACTION,
        "flex": _FLEX,
        "height": Choice(words=("sm", "md")),
        "style": Choice(words=("primary", "secondary", "link")),
        "color": color(),
        "gravity": _GRAVITY,
        "adjustMode": _SHRINK,
        "scaling": Flag(),
        **_PLACED,
    },
    strict=True,
)
_ICON = Shape(
    properties={
        "url": _https(),
        "size": _FONT_SIZE,
        "aspectRatio": _ASPECT_RATIO,
        "scaling": Flag(),
        **_PLACED,
    },
    strict=True,
    checks=(_height_within_reason,),
)
COMPONENT: ByType = ByType(
    wrong_type=INVALID,
    shapes={
        "box": BOX,
        "button": _BUTTON,
        "image": IMAGE,
        "icon": _ICON,
        "text": _TEXT,
        "separator": Shape(properties={"margin": _MARGIN, "color": color()}, strict=True),
        "filler": Shape(properties={"flex": _FLEX}, strict=True),
    },
)
