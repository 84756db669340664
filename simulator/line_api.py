"""The front of the Messaging API: tokens, request ids, troubles on request, a record of refusals."""

import hmac
import json
import socket
import time
from typing import Any, cast
from uuid import UUID, uuid4

from flask import Blueprint, Response, current_app, g, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import RequestEntityTooLarge

from simulator.faults import Fault
from simulator.limits.rules import Rule
from simulator.outbox import Outbox
from simulator.platform import Platform
from simulator.refusals import Refused, check, not_found

RETRY_KEY = "X-Line-Retry-Key"
REQUEST_BYTES = 2 * 1024 * 1024
RETRYABLE = ("push", "multicast", "narrowcast", "broadcast")

line_api = Blueprint("line_api", __name__)


def platform() -> Platform:
    """The platform that the present app simulates."""
    return cast(Platform, current_app.extensions["simulator"])


def outbox() -> Outbox:
    """The sending side of that platform."""
    return Outbox(platform())


def checked_body(rule: Rule) -> Any:
    """The request's JSON body; Refused if it is none, or breaks the rule."""
    if request.mimetype != "application/json":
        raise Refused(415, f"The content type, {request.mimetype}, is not supported")
    try:
        body = json.loads(request.get_data(), parse_constant=_no_number)
    except ValueError as mistake:
        line, column = getattr(mistake, "lineno", 1), getattr(mistake, "colno", 1)
        raise Refused(
            400, f"The request body could not be parsed as JSON (line: {line}, column: {column})"
        ) from mistake
    check(body, rule)
    return body


def _no_number(word: str) -> None:
    """Python would read NaN and Infinity as numbers; they are no JSON."""
    raise ValueError(word)


@line_api.before_request
def admit() -> ResponseReturnValue | None:
    """Before every request: an id, the token, the retry key, and a trouble if one waits for this path."""
    g.request_id = str(uuid4())
    request.max_content_length = REQUEST_BYTES
    _check_token()
    _check_retry_key()
    with platform().lock:
        fault = platform().faults.strike(request.path)
    if fault is None:
        return None
    time.sleep(fault.delay_seconds)
    if fault.after_accept:
        g.fault_after_accept = fault
    elif not fault.only_delays:
        return fault.answer()
    return None


def _check_token() -> None:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token:
        reason = "no access token in the authorization header"
        raise Refused(401, f"Authentication failed due to the following reason: {reason}.")
    if not hmac.compare_digest(token.encode(), platform().config.access_token.encode()):
        raise Refused(
            401,
            "Authentication failed due to the following reason: invalid token. "
            "Confirm that the access token in the authorization header is valid.",
        )


def _check_retry_key() -> None:
    """Only four ways of sending know retry keys, and a key is a UUID written out with its hyphens."""
    key = request.headers.get(RETRY_KEY)
    if key is None:
        return
    if request.path not in [f"/v2/bot/message/{way}" for way in RETRYABLE]:
        raise Refused(400, f"The request header '{RETRY_KEY}' is not supported by this API")
    try:
        well_formed = str(UUID(key)) == key.lower()
    except ValueError:
        well_formed = False
    if not well_formed:
        raise Refused(400, f"The value of the request header '{RETRY_KEY}' is invalid")


@line_api.errorhandler(Refused)
def answer_refusal(refused: Refused) -> ResponseReturnValue:
    """What LINE refuses, in LINE's words."""
    return refused.body, refused.status, refused.headers


@line_api.errorhandler(RequestEntityTooLarge)
def answer_too_large(_: RequestEntityTooLarge) -> ResponseReturnValue:
    """More than LINE reads."""
    return {"message": "Request exceeds the max size of 2MB"}, 413


@line_api.after_request
def complete(response: Response) -> Response:
    """After every request: the id in the header, a lie if a trouble asks for one, a record of refusals."""
    fault: Fault | None = g.get("fault_after_accept")
    if fault is not None and response.status_code < 400:
        response = _falsify(fault)
    response.headers["X-Line-Request-Id"] = g.request_id
    if response.status_code >= 400:
        _record_refusal(response)
    return response


def _falsify(fault: Fault) -> Response:
    """What the bot is told of a request that in truth was accepted: an error, or nothing at all."""
    connection: socket.socket | None = request.environ.get("werkzeug.socket")
    if fault.drops_connection and connection is not None:
        connection.shutdown(socket.SHUT_RDWR)
    body, status = fault.answer()
    return current_app.make_response((body, status))


def _record_refusal(response: Response) -> None:
    readable = request.is_json and (request.content_length or 0) <= REQUEST_BYTES
    sent = request.get_json(silent=True) if readable else None
    with platform().lock:
        platform().refused.append(
            {
                "at": platform().clock.now().isoformat(),
                "method": request.method,
                "path": request.path,
                "status": response.status_code,
                "body": response.get_json(silent=True),
                "request": sent,
            }
        )
        platform().journal.note()


@line_api.route("/v2/<path:_>", methods=["GET", "POST", "PUT", "DELETE", "PATCH"])
@line_api.route("/bot/<path:_>", methods=["GET", "POST", "PUT", "DELETE", "PATCH"])
def unknown_endpoint(_: str) -> ResponseReturnValue:
    """Whatever is not served here."""
    raise not_found()
