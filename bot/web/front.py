"""What gunicorn calls: the webhook in the event loop itself, and Flask's pages in a few threads behind it."""

import asyncio

from bot.web.asgi import Receive, Scope, Send, header
from bot.web.pages import Pages
from bot.web.webhook import LARGEST_BODY, NOT_POSTED, PATH, TOO_LARGE, Answer, Webhook

_BODY_SECONDS = 10  # for a whole body; LINE sends it at once
_LARGE = 64_000  # bytes; LINE's own bodies are smaller by far
_LARGE_AT_ONCE = 16  # so that strangers cannot fill the memory with bodies whose signature is not known yet
_TOO_SLOW: Answer = 408, "too slow"
_PLAIN = [(b"content-type", b"text/plain; charset=utf-8"), (b"x-content-type-options", b"nosniff")]


class _Gone(Exception):
    """Whoever called does not wait for the answer any more."""


class _TooLarge(Exception):
    """The body is longer than what is taken in."""


class Front:
    """An ASGI application: waiting for a commit or for a slow reader costs no thread."""

    def __init__(self, webhook: Webhook, pages: Pages, body_seconds: float = _BODY_SECONDS) -> None:
        """`body_seconds` is how long a body may take to arrive."""
        self._webhook = webhook
        self._pages = pages
        self._body_seconds = body_seconds
        self._large = asyncio.Semaphore(_LARGE_AT_ONCE)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI."""
        if scope["type"] != "http":  # nobody here speaks WebSocket
            await send({"type": "websocket.close"})
            return
        try:
            if scope["path"] != PATH:
                await self._pages.answer(scope, await self._body(scope, receive), send)
            elif scope["method"] != "POST":
                await _say(NOT_POSTED, send)
            else:
                raw = await self._body(scope, receive)
                await _say(await self._webhook.answered(raw, header(scope, "x-line-signature")), send)
        except _TooLarge:
            await _say(TOO_LARGE, send)
        except TimeoutError:
            await _say(_TOO_SLOW, send)
        except _Gone:
            pass

    async def _body(self, scope: Scope, receive: Receive) -> bytes:
        """The whole body. Raises _TooLarge, TimeoutError or _Gone."""
        length = header(scope, "content-length")
        size = int(length) if length.isascii() and length.isdigit() and len(length) < 10 else None
        if size is not None and size > LARGEST_BODY:
            raise _TooLarge
        chunked = bool(header(scope, "transfer-encoding"))
        async with asyncio.timeout(self._body_seconds):
            if not chunked and (size or 0) <= _LARGE:
                return await _read(receive)
            async with self._large:
                return await _read(receive)


async def _read(receive: Receive) -> bytes:
    pieces: list[bytes] = []
    size = 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise _Gone
        pieces.append(message["body"])
        size += len(pieces[-1])
        if size > LARGEST_BODY:
            raise _TooLarge
        if not message["more_body"]:
            return b"".join(pieces)


async def _say(answer: Answer, send: Send) -> None:
    status, text = answer
    body = text.encode()
    headers = [*_PLAIN, (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
