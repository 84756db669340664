"""Of LINE's SDK only what is used is loaded, and nothing that others may import is spoilt by it."""

import subprocess
import sys

LOOK = """
import sys
from bot.line import sdk
missing = [name for name in sdk.__all__ if not isinstance(getattr(sdk, name), type)]
heavy = {"aiohttp", "linebot.v3.webhooks", "linebot.v3.messaging.api.async_messaging_api"} & set(sys.modules)
from linebot.v3.messaging.api.async_messaging_api import AsyncMessagingApi
from linebot.v3.webhook import WebhookParser
print([*missing, *heavy], AsyncMessagingApi.__name__, WebhookParser.__name__)
"""


def test_the_half_that_nobody_uses_is_not_loaded_and_stays_there_for_others() -> None:
    done = subprocess.run([sys.executable, "-c", LOOK], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["[]", "AsyncMessagingApi", "WebhookParser"]
