"""The tables of limits know every property that LINE's own SDK knows: nothing right is refused as unknown."""

from collections.abc import Iterator
from typing import Any

import linebot.v3.messaging as sdk
import pytest

from simulator.limits import flex_components, messages, templates
from simulator.limits.actions import QUICK_REPLY_ACTION, RICH_MENU_ACTION
from simulator.limits.flex import FLEX_CONTAINER
from simulator.limits.requests import BROADCAST, MULTICAST, PUSH, REPLY, RICH_MENU
from simulator.limits.rules import ByType, Shape

SDK_NAMES = {
    "datetimepicker": "DatetimePickerAction",
    "richmenuswitch": "RichMenuSwitchAction",
    "uri": "URIAction",
    "textV2": "TextMessageV2",
    "image_carousel": "ImageCarouselTemplate",
}


def _pairs() -> Iterator[tuple[str, Shape]]:
    def of(table: ByType, prefix: str, suffix: str) -> Iterator[tuple[str, Shape]]:
        for kind, shape in table.shapes.items():
            yield SDK_NAMES.get(kind, f"{prefix}{kind[0].upper()}{kind[1:]}{suffix}"), shape

    yield from of(QUICK_REPLY_ACTION, "", "Action")
    yield "RichMenuSwitchAction", RICH_MENU_ACTION.shapes["richmenuswitch"]
    yield from of(messages.MESSAGE, "", "Message")
    yield from of(templates.TEMPLATE, "", "Template")
    yield from of(FLEX_CONTAINER, "Flex", "")
    yield from of(flex_components.COMPONENT, "Flex", "")
    yield from [
        ("FlexVideo", flex_components.VIDEO),
        ("FlexSpan", flex_components.SPAN),
        ("CarouselColumn", templates.COLUMN),
        ("ImageCarouselColumn", templates.IMAGE_COLUMN),
        ("QuickReply", messages.QUICK_REPLY),
        ("ReplyMessageRequest", REPLY),
        ("PushMessageRequest", PUSH),
        ("MulticastRequest", MULTICAST),
        ("BroadcastRequest", BROADCAST),
        ("RichMenuRequest", RICH_MENU),
    ]


PAIRS = dict(_pairs())


@pytest.mark.parametrize("name", PAIRS)
def test_the_table_knows_what_the_sdk_knows(name: str) -> None:
    model: Any = getattr(sdk, name)
    of_sdk = {field.alias for field in model.__fields__.values()} - {"type"}
    assert of_sdk == set(PAIRS[name].properties) - {"type"}
