"""What LINE accepts as an action: the things that happen when somebody taps."""

import re
from collections.abc import Iterator
from datetime import date, datetime, time

from simulator.limits.measures import graphemes
from simulator.limits.rules import (
    ByType,
    Choice,
    Path,
    Problem,
    Rule,
    Shape,
    Text,
    Uri,
)
from simulator.wire import Json

LINK_SCHEMES = ("http", "https", "line", "tel")
PICKER_MODES = ("date", "time", "datetime")
PICKER_YEARS = range(1900, 2101)
_PICKER_FORMATS = {
    "date": r"\d{4}-\d\d-\d\d",
    "time": r"\d\d:\d\d",
    "datetime": r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d",
}
PickedMoment = date | time | datetime


def picked_moment(mode: str, value: str) -> PickedMoment:
    """The moment that a picker of this mode writes as `value`; ValueError if it never writes so."""
    if not re.fullmatch(_PICKER_FORMATS[mode], value):
        raise ValueError(value)
    if mode == "time":
        return time.fromisoformat(value)
    moment = date.fromisoformat(value) if mode == "date" else datetime.fromisoformat(value.upper())
    if moment.year not in PICKER_YEARS:
        raise ValueError(value)
    return moment


def _picker_limits(action: Json, path: Path) -> Iterator[Problem]:
    """`initial`, `max` and `min` are moments of the mode, and `min` comes before `max`."""
    moments: dict[str, PickedMoment] = {}
    for name in ("initial", "max", "min"):
        if action.get(name) is not None:
            try:
                moments[name] = picked_moment(action["mode"], action[name])
            except ValueError:
                yield Problem((*path, name), f"invalid {action['mode']} format")
    # Only moments of one mode meet here, so they can be compared.
    if {"max", "min"} <= moments.keys() and not moments["min"] < moments["max"]:  # type: ignore[operator]
        yield Problem((*path, "max"), "must be greater than min")


def _one_text_only(action: Json, path: Path) -> Iterator[Problem]:
    if action.get("displayText") is not None and action.get("text") is not None:
        yield Problem((*path, "text"), "displayText and text can't both be used at the same time")


def _short(high: int, *, required: bool = False, low: int = 1) -> Text:
    return Text(high=high, low=low, count=graphemes, required=required)


def _link(*, required: bool = False) -> Uri:
    return Uri(high=1000, schemes=LINK_SCHEMES, required=required)


_MOMENT = Text(high=16)
_DATA = Text(high=300, low=0, required=True)

_ACTIONS: dict[str, Shape] = {
    "postback": Shape(
        properties={
            "data": _DATA,
            "displayText": _short(300),
            "text": _short(300),
            "inputOption": Choice(words=("closeRichMenu", "openRichMenu", "openKeyboard", "openVoice")),
            "fillInText": _short(300),
        },
        checks=(_one_text_only,),
    ),
    "message": Shape(properties={"text": _short(300, required=True)}),
    "uri": Shape(properties={"uri": _link(required=True), "altUri": Shape(properties={"desktop": _link()})}),
    "datetimepicker": Shape(
        properties={
            "data": _DATA,
            "mode": Choice(words=PICKER_MODES, required=True),
            "initial": _MOMENT,
            "max": _MOMENT,
            "min": _MOMENT,
        },
        checks=(_picker_limits,),
    ),
    "clipboard": Shape(properties={"clipboardText": Text(high=1000, required=True)}),
    "camera": Shape(properties={}),
    "cameraRoll": Shape(properties={}),
    "location": Shape(properties={}),
    "richmenuswitch": Shape(
        properties={
            "richMenuAliasId": Text(high=32, pattern="[a-z0-9_-]+", required=True),
            "data": _DATA,
        }
    ),
}

_EVERYWHERE = ("postback", "message", "uri", "datetimepicker", "clipboard")


def _actions(label: Rule, kinds: tuple[str, ...], *, required: bool = True) -> ByType:
    """The actions that may stand in one kind of place, with that place's rule for labels."""
    shapes = {
        kind: Shape(
            properties={"label": label, **_ACTIONS[kind].properties},
            strict=True,
            checks=_ACTIONS[kind].checks,
        )
        for kind in kinds
    }
    return ByType(shapes=shapes, required=required)


QUICK_REPLY_ACTION = _actions(_short(20, required=True), (*_EVERYWHERE, "camera", "cameraRoll", "location"))
TEMPLATE_ACTION = _actions(_short(20, required=True), _EVERYWHERE)
TEMPLATE_DEFAULT_ACTION = _actions(_short(20), _EVERYWHERE, required=False)
IMAGE_CAROUSEL_ACTION = _actions(_short(12), _EVERYWHERE)
FLEX_BUTTON_ACTION = _actions(_short(40, required=True), _EVERYWHERE)
FLEX_ACTION = _actions(_short(40), _EVERYWHERE, required=False)
FLEX_VIDEO_ACTION = _actions(_short(40), ("uri",), required=False)
RICH_MENU_ACTION = _actions(_short(20), (*_EVERYWHERE, "richmenuswitch"))
