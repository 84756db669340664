"""LINE's webhook as a small WSGI application in front of Flask: signature, store, 200; nothing else."""

import base64
import hashlib
import hmac
import json
import logging
from collections.abc import Callable, Iterable
from typing import Any

from storage.group_commit import GroupCommit

log = logging.getLogger(__name__)

_LARGEST_BODY = 2_000_000  # bytes
_STORE_SECONDS = 10
_PLAIN = [("Content-Type", "text/plain; charset=utf-8"), ("X-Content-Type-Options", "nosniff")]

StartResponse = Callable[..., Any]
WsgiApp = Callable[[dict[str, Any], StartResponse], Iterable[bytes]]


class Callback:
    """Answers `POST /callback`; everything else goes to the application behind it."""

    def __init__(self, behind: WsgiApp, channel_secret: str, inbox: GroupCommit) -> None:
        self._behind = behind
        self._secret = channel_secret.encode()
        self._inbox = inbox

    def __call__(self, environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        """WSGI."""
        if environ.get("PATH_INFO") != "/callback":
            return self._behind(environ, start_response)
        status, text = self._answer(environ)
        body = text.encode()
        start_response(status, [*_PLAIN, ("Content-Length", str(len(body)))])
        return [body]

    def _answer(self, environ: dict[str, Any]) -> tuple[str, str]:
        if environ.get("REQUEST_METHOD") != "POST":
            return "405 Method Not Allowed", "LINE posts its webhook here"
        raw = _body(environ)
        if raw is None:
            return "413 Content Too Large", "too large"
        if not self._is_signed(raw, environ.get("HTTP_X_LINE_SIGNATURE", "")):
            return "403 Forbidden", "wrong signature"
        return self._store(_events(raw))

    def _is_signed(self, raw: bytes, signature: str) -> bool:
        """Constant time, over the bytes as they came."""
        expected = base64.b64encode(hmac.digest(self._secret, raw, hashlib.sha256))
        return hmac.compare_digest(expected, signature.encode("utf-8", "replace"))

    def _store(self, events: list[object]) -> tuple[str, str]:
        if not events:  # the Verify button
            return "200 OK", "OK"
        try:
            self._inbox.store(events, _STORE_SECONDS)
        except Exception:  # the disk is full, the database is gone: LINE delivers the batch again
            log.exception("the batch was not stored")
            return "503 Service Unavailable", "try again"
        return "200 OK", "OK"


def _body(environ: dict[str, Any]) -> bytes | None:
    """The whole body; None for one that is too large. A body in chunks does not tell its length beforehand."""
    length = environ.get("CONTENT_LENGTH") or ""
    if length:
        fits = length.isascii() and length.isdigit() and len(length) < 10 and int(length) <= _LARGEST_BODY
        return bytes(environ["wsgi.input"].read(int(length))) if fits else None
    if not environ.get("wsgi.input_terminated"):  # without that, reading on would wait for ever
        return b""
    raw = bytes(environ["wsgi.input"].read(_LARGEST_BODY + 1))
    return raw if len(raw) <= _LARGEST_BODY else None


def _events(raw: bytes) -> list[object]:
    """The events of a body. What is no batch at all, but rightly signed, is kept whole as one event."""
    try:
        body = json.loads(raw)
        events = body["events"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return [{"type": "unreadable", "raw": raw.decode("utf-8", "backslashreplace")}]
    return (
        events if isinstance(events, list) else [{"type": "unreadable", "raw": raw.decode("utf-8", "backslashreplace")}]
    )
