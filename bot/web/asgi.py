"""The words of ASGI, as far as they are spoken here (https://asgi.readthedocs.io/en/latest/specs/www.html)."""

from collections.abc import Awaitable, Callable
from typing import Any

Message = dict[str, Any]
Scope = dict[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]


def header(scope: Scope, name: str) -> str:
    """The first value of a header, by its name in small letters; empty where it was not sent."""
    wanted = name.encode()
    return next((value.decode("latin-1") for found, value in scope["headers"] if found == wanted), "")
