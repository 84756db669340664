"""The webhook as a small WSGI application in front of Flask, for servers that call with a thread for each request."""

from collections.abc import Callable, Iterable
from http import HTTPStatus
from typing import Any

from bot.web.webhook import LARGEST_BODY, NOT_POSTED, PATH, TOO_LARGE, Answer, Webhook

_PLAIN = [("Content-Type", "text/plain; charset=utf-8"), ("X-Content-Type-Options", "nosniff")]

StartResponse = Callable[..., Any]
WsgiApp = Callable[[dict[str, Any], StartResponse], Iterable[bytes]]


class Callback:
    """Answers `POST /callback`; everything else goes to the application behind it."""

    def __init__(self, behind: WsgiApp, webhook: Webhook) -> None:
        self._behind = behind
        self._webhook = webhook

    def __call__(self, environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        """WSGI."""
        if environ.get("PATH_INFO") != PATH:
            return self._behind(environ, start_response)
        status, text = self._answer(environ)
        body = text.encode()
        start_response(f"{status} {HTTPStatus(status).phrase}", [*_PLAIN, ("Content-Length", str(len(body)))])
        return [body]

    def _answer(self, environ: dict[str, Any]) -> Answer:
        if environ.get("REQUEST_METHOD") != "POST":
            return NOT_POSTED
        raw = _body(environ)
        return TOO_LARGE if raw is None else self._webhook.answer(raw, environ.get("HTTP_X_LINE_SIGNATURE", ""))


def _body(environ: dict[str, Any]) -> bytes | None:
    """The whole body; None for one that is too large. A body in chunks does not tell its length beforehand."""
    length = environ.get("CONTENT_LENGTH") or ""
    if length:
        fits = length.isascii() and length.isdigit() and len(length) < 10 and int(length) <= LARGEST_BODY
        return bytes(environ["wsgi.input"].read(int(length))) if fits else None
    if not environ.get("wsgi.input_terminated"):  # without that, reading on would wait for ever
        return b""
    raw = bytes(environ["wsgi.input"].read(LARGEST_BODY + 1))
    return raw if len(raw) <= LARGEST_BODY else None
