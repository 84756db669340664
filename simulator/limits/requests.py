"""What LINE accepts as the body of a request: sending, rich menus, loading animation, webhook settings."""

from collections.abc import Iterator

from simulator.limits.actions import RICH_MENU_ACTION
from simulator.limits.measures import graphemes
from simulator.limits.messages import MESSAGES
from simulator.limits.rules import (
    Flag,
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

RICH_MENU_WIDTHS = range(800, 2501)
RICH_MENU_LEAST_HEIGHT = 250
RICH_MENU_LEAST_RATIO = 1.45
MULTICAST_RECIPIENTS = 500
RICH_MENU_ID = r"richmenu-[0-9a-f]{32}"
ALIAS_ID = r"[a-z0-9_-]{1,32}"


def right_for_rich_menu(width: float, height: float) -> bool:
    """Whether LINE takes a rich menu, or its image, of this size in pixels."""
    return (
        RICH_MENU_WIDTHS.start <= width < RICH_MENU_WIDTHS.stop
        and height >= RICH_MENU_LEAST_HEIGHT
        and width / height >= RICH_MENU_LEAST_RATIO
    )


def _right_size(size: Json, path: Path) -> Iterator[Problem]:
    if not right_for_rich_menu(size["width"], size["height"]):
        yield Problem(path, "invalid size")


def _identifier() -> Text:
    return Text(high=1000, required=True)


_UNITS = ListOf(item=Text(high=30, pattern="[a-zA-Z0-9_]+"), high=1)
_HOW: dict[str, Rule] = {"messages": MESSAGES, "notificationDisabled": Flag()}

REPLY = Shape(properties={"replyToken": _identifier(), **_HOW})
PUSH = Shape(properties={"to": _identifier(), **_HOW, "customAggregationUnits": _UNITS})
MULTICAST = Shape(
    properties={
        "to": ListOf(item=_identifier(), high=MULTICAST_RECIPIENTS, required=True),
        **_HOW,
        "customAggregationUnits": _UNITS,
    }
)
BROADCAST = Shape(properties=_HOW)
VALIDATION = Shape(properties={"messages": MESSAGES})

LOADING = Shape(properties={"chatId": _identifier(), "loadingSeconds": Number(low=5, high=60, step=5)})
MARK_AS_READ = Shape(properties={"markAsReadToken": _identifier()})
MARK_CHAT_AS_READ = Shape(
    properties={"chat": Shape(properties={"userId": _identifier()}, required=True)},
)
WEBHOOK_ENDPOINT = Shape(properties={"endpoint": Uri(high=500, schemes=("http", "https"), required=True)})
WEBHOOK_TEST = Shape(properties={"endpoint": Uri(high=500, schemes=("http", "https"))})

_BOUNDS = Shape(
    required=True,
    properties={
        "x": Number(low=0, required=True),
        "y": Number(low=0, required=True),
        "width": Number(low=1, required=True),
        "height": Number(low=1, required=True),
    },
)
RICH_MENU = Shape(
    properties={
        "size": Shape(
            required=True,
            properties={"width": Number(low=1, required=True), "height": Number(low=1, required=True)},
            checks=(_right_size,),
        ),
        "selected": Flag(required=True),
        "name": Text(high=300, count=graphemes, required=True),
        "chatBarText": Text(high=14, count=graphemes, required=True),
        "areas": ListOf(
            item=Shape(properties={"bounds": _BOUNDS, "action": RICH_MENU_ACTION}),
            low=0,
            high=20,
            required=True,
        ),
    }
)
RICH_MENU_ALIAS = Shape(
    properties={
        "richMenuAliasId": Text(high=32, pattern=ALIAS_ID, required=True),
        "richMenuId": _identifier(),
    }
)
RICH_MENU_ALIAS_UPDATE = Shape(properties={"richMenuId": _identifier()})
_USER_IDS = ListOf(item=_identifier(), high=500, required=True)
RICH_MENU_LINK = Shape(properties={"richMenuId": _identifier(), "userIds": _USER_IDS})
RICH_MENU_UNLINK = Shape(properties={"userIds": _USER_IDS})
