"""What is used of LINE's SDK, imported without its asynchronous half.

The SDK imports all of itself at once: its asynchronous twin with an HTTP library of its own, and the classes of a
webhook parser. Nobody here uses them, and they are half of the 1.4 seconds that the import costs (measured:
`docs/performance.md`). Empty modules stand in for them while the rest is imported. Whoever wants the real ones in the
same process imports them by their own paths: the packages around them hold None in their place.
"""

import sys
from types import ModuleType

_UNUSED = (
    "linebot.async_api",
    "linebot.async_http_client",
    "linebot.aiohttp_async_http_client",
    "linebot.v3.webhook",
    "linebot.v3.messaging.api.async_messaging_api",
    "linebot.v3.messaging.api.async_messaging_api_blob",
    "linebot.v3.messaging.async_api_client",
)


class _StandIn(ModuleType):
    """Has whatever is asked of it."""

    def __getattr__(self, name: str) -> object:
        if name.startswith("__"):
            raise AttributeError(name)
        return None


_stand_ins = {name: _StandIn(name) for name in _UNUSED if name not in sys.modules}
sys.modules.update(_stand_ins)
try:
    from linebot.v3.messaging import (
        ApiClient,
        Configuration,
        MessagingApi,
        MessagingApiBlob,
        MulticastRequest,
        PushMessageRequest,
        ReplyMessageRequest,
        RichMenuRequest,
    )
    from linebot.v3.messaging.exceptions import ApiException
finally:
    for name in _stand_ins:
        del sys.modules[name]

__all__ = [
    "ApiClient",
    "ApiException",
    "Configuration",
    "MessagingApi",
    "MessagingApiBlob",
    "MulticastRequest",
    "PushMessageRequest",
    "ReplyMessageRequest",
    "RichMenuRequest",
]
