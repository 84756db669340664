"""Posts webhook calls to the web application, signed as LINE does."""

import base64
import hashlib
import hmac
import json
import time
from typing import Any

from flask import Flask

SECRET = "secret"  # of the channel in tests without a simulator
USER = "U" + "a" * 32
NOW = int(time.time() * 1000) - 60_000  # LINE's time of the event with the number 0


def message(number: int, user: str = USER, **more: Any) -> dict[str, Any]:
    """A text message as LINE tells it."""
    return {
        "type": "message",
        "webhookEventId": f"EVENT{number:021d}",
        "timestamp": NOW + number,
        "mode": "active",
        "replyToken": f"token{number}",
        "deliveryContext": {"isRedelivery": False},
        "source": {"type": "user", "userId": user},
        "message": {"id": str(number), "type": "text", "text": "สวัสดี", "quoteToken": "q"},
        **more,
    }


def batch(events: Any) -> bytes:
    """The body of one call."""
    return json.dumps({"destination": "U0", "events": events}).encode()


def signature(body: bytes, secret: str = SECRET) -> str:
    """What LINE puts into the header."""
    return base64.b64encode(hmac.digest(secret.encode(), body, hashlib.sha256)).decode()


def deliver(web: Flask, body: bytes) -> int:
    """The status of the answer to a rightly signed call."""
    headers = {"X-Line-Signature": signature(body)}
    return web.test_client().post("/callback", data=body, headers=headers).status_code
