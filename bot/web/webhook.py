"""What a webhook call is answered: the signature is checked, its events are stored, then 200; nothing else."""

import base64
import hashlib
import hmac
import json
import logging

from storage.group_commit import GroupCommit

log = logging.getLogger(__name__)

PATH = "/callback"
LARGEST_BODY = 2_000_000  # bytes
_STORE_SECONDS = 10

Answer = tuple[int, str]  # HTTP status, and a word for whoever reads it

OK: Answer = 200, "OK"
NOT_POSTED: Answer = 405, "LINE posts its webhook here"
TOO_LARGE: Answer = 413, "too large"
_WRONG_SIGNATURE: Answer = 403, "wrong signature"
_NOT_STORED: Answer = 503, "try again"
_TROUBLE = "the batch was not stored"


class Webhook:
    """Answers the body of a call. Threads call `answer`, coroutines `answered`."""

    def __init__(self, channel_secret: str, inbox: GroupCommit) -> None:
        self._secret = channel_secret.encode()
        self._inbox = inbox

    def answer(self, raw: bytes, signature: str) -> Answer:
        """Return once the events of a body are on disk, or cannot be."""
        if not self._is_signed(raw, signature):
            return _WRONG_SIGNATURE
        try:
            if events := _events(raw):  # the Verify button sends none
                self._inbox.store(events, _STORE_SECONDS)
        except Exception:  # the disk is full, the database is gone: LINE delivers the batch again
            log.exception(_TROUBLE)
            return _NOT_STORED
        return OK

    async def answered(self, raw: bytes, signature: str) -> Answer:
        """The same, for an event loop."""
        if not self._is_signed(raw, signature):
            return _WRONG_SIGNATURE
        try:
            if events := _events(raw):
                await self._inbox.stored(events, _STORE_SECONDS)
        except Exception:  # as above
            log.exception(_TROUBLE)
            return _NOT_STORED
        return OK

    def _is_signed(self, raw: bytes, signature: str) -> bool:
        """Constant time, over the bytes as they came."""
        expected = base64.b64encode(hmac.digest(self._secret, raw, hashlib.sha256))
        return hmac.compare_digest(expected, signature.encode("utf-8", "replace"))


def _events(raw: bytes) -> list[object]:
    """The events of a body. What is no batch at all, but rightly signed, is kept whole as one event."""
    try:
        body = json.loads(raw)
        events = body["events"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return [_unreadable(raw)]
    return events if isinstance(events, list) else [_unreadable(raw)]


def _unreadable(raw: bytes) -> object:
    return {"type": "unreadable", "raw": raw.decode("utf-8", "backslashreplace")}
