"""What keeps the console's pages private: headers on every answer, and refusals in kind words."""

import logging

from flask import Blueprint, Response, render_template, request
from werkzeug.exceptions import HTTPException, InternalServerError

from console import messages

log = logging.getLogger(__name__)

_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
    "Referrer-Policy": "no-referrer",  # the address of a page is its key
}
_PAGE_POLICY = (
    "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; media-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
# A browser draws a photo or film that is opened by itself into a page of its own, which needs these few rights.
_MEDIA_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; media-src 'self'; frame-ancestors 'none'; sandbox"
)
_PUBLIC = ("console.static", "console.font")
_PUBLIC_LASTS = 86_400  # seconds in a browser's cache

_REFUSALS = {403: messages.NOT_ALLOWED, 404: messages.NOT_FOUND, 500: messages.TROUBLE}


def protect(pages: Blueprint) -> None:
    """Give a blueprint's answers the headers, and its refusals and errors a page in Thai."""
    pages.after_request(_add_headers)
    pages.register_error_handler(Exception, _explain)


def _add_headers(response: Response) -> Response:
    response.headers.update(_HEADERS)
    is_page = response.mimetype == "text/html"
    response.headers["Content-Security-Policy"] = _PAGE_POLICY if is_page else _MEDIA_POLICY
    if request.endpoint in _PUBLIC:
        response.headers["Cache-Control"] = f"public, max-age={_PUBLIC_LASTS}"
    else:
        response.headers["Cache-Control"] = "private, no-store"
    return response


def _explain(error: Exception) -> tuple[str, int] | HTTPException:
    """A page for people. Flask's own record of an error would write the address, and so the key, into the log."""
    if not isinstance(error, HTTPException):
        log.error("a console page failed", exc_info=error)
        error = InternalServerError()
    if error.code not in _REFUSALS:
        return error  # such as a range of bytes that a film does not have
    return render_template("console/notice.html", notice=_REFUSALS[error.code], words=messages), error.code
