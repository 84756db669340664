"""Webhook calls as LINE makes them: one text message each, signed."""

import base64
import hashlib
import hmac
import json
import time

from bench.servers import SECRET


def call(number: int, people: int, text: str) -> tuple[bytes, dict[str, str]]:
    """Body and headers of the call with a number; `people` take turns. Its reply token is the number."""
    event = {
        "type": "message",
        "mode": "active",
        "timestamp": int(time.time() * 1000),
        "source": {"type": "user", "userId": f"U{number % people:032x}"},
        "webhookEventId": f"01BENCH{number:019d}",
        "deliveryContext": {"isRedelivery": False},
        "replyToken": str(number),
        "message": {"id": str(number), "type": "text", "text": text, "quoteToken": "q"},
    }
    body = json.dumps({"destination": "U0", "events": [event]}).encode()
    signature = base64.b64encode(hmac.digest(SECRET.encode(), body, hashlib.sha256)).decode()
    return body, {"X-Line-Signature": signature, "Content-Length": str(len(body))}
