"""Calls the Messaging API through LINE's SDK, with time-outs, and tells each outcome in one word."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import Any
from urllib.parse import quote

import requests
import urllib3

from bot.line.sdk import (
    ApiClient,
    ApiException,
    Configuration,
    MessagingApi,
    MessagingApiBlob,
    MulticastRequest,
    PushMessageRequest,
    ReplyMessageRequest,
)
from storage.outbox import Outgoing

SEND_SECONDS = (5, 10)  # to connect, to wait for the answer
FETCH_SECONDS = (5, 30)


class Outcome(StrEnum):
    """What became of a request to LINE."""

    SENT = "sent"
    UNKNOWN = "unknown"  # LINE never told
    DEAD_TOKEN = "dead_token"  # noqa: S105 - the reply token was used or is too old; nothing was sent
    BUSY = "busy"  # worth another try
    QUOTA = "quota"  # the month's messages are used up
    REFUSED = "refused"  # a mistake of ours; trying again would not help


@dataclass(frozen=True, slots=True)
class Result:
    """An outcome with LINE's request id, and LINE's words where it refused."""

    outcome: Outcome
    request_id: str = ""
    error: str = ""


class _DataClient(ApiClient):  # type: ignore[misc]  # the SDK has no types
    """The SDK writes the content host into its code; this one goes where the settings say."""

    def __init__(self, configuration: Configuration, host: str) -> None:
        super().__init__(configuration)
        self._data_host = host

    def call_api(self, *args: Any, **options: Any) -> Any:
        """As the SDK, at another host."""
        return super().call_api(*args, **{**options, "_host": self._data_host})


class LineClient:
    """One channel."""

    def __init__(self, access_token: str, api_endpoint: str, data_endpoint: str) -> None:
        configuration = Configuration(access_token=access_token, host=api_endpoint)
        configuration.retries = urllib3.Retry(total=False)  # the outbox decides what is tried again
        configuration.connection_pool_maxsize = 32
        self.api = MessagingApi(ApiClient(configuration))
        self.blob = MessagingApiBlob(_DataClient(configuration, data_endpoint))
        self._data_endpoint = data_endpoint
        self._authorization = {"Authorization": f"Bearer {access_token}"}

    def send(self, outgoing: Outgoing) -> Result:
        """Send one request; never raises for what LINE or the network does."""
        try:
            call = self._prepare(outgoing)
        except ValueError as mistake:  # the SDK knows that LINE would refuse it
            return Result(Outcome.REFUSED, error=type(mistake).__name__)
        try:
            response = call(_request_timeout=SEND_SECONDS)
        except ApiException as refusal:
            return _refused(refusal, outgoing.kind)
        except (urllib3.exceptions.NewConnectionError, urllib3.exceptions.ConnectTimeoutError) as error:
            return Result(Outcome.BUSY, error=type(error).__name__)  # LINE was never reached
        except (urllib3.exceptions.HTTPError, OSError) as error:
            return Result(Outcome.UNKNOWN, error=type(error).__name__)
        except ValueError:  # LINE took it, and answered in a shape that the SDK does not know
            return Result(Outcome.SENT)
        return Result(Outcome.SENT, response.headers.get("x-line-request-id", ""))

    def _prepare(self, outgoing: Outgoing) -> Callable[..., Any]:
        body: dict[str, Any] = {"messages": outgoing.messages, "notificationDisabled": outgoing.silent}
        if outgoing.kind == "reply":
            reply = ReplyMessageRequest.from_dict(body | {"replyToken": outgoing.reply_token})
            return partial(self.api.reply_message_with_http_info, reply)
        key = outgoing.retry_key
        if outgoing.kind == "multicast":
            group = MulticastRequest.from_dict(body | {"to": outgoing.recipients})
            return partial(self.api.multicast_with_http_info, group, key)
        push = PushMessageRequest.from_dict(body | {"to": outgoing.chat})
        return partial(self.api.push_message_with_http_info, push, key)

    def profile_name(self, line_id: str) -> str:
        """The name that a person shows in LINE; empty where LINE does not tell."""
        try:
            return str(self.api.get_profile(line_id, _request_timeout=SEND_SECONDS).display_name or "")
        except (ApiException, urllib3.exceptions.HTTPError, OSError, ValueError):
            return ""

    def content(self, message_id: str, most: int) -> bytes | None:
        """The bytes of a photo, film, recording or file, of which no more than `most` and one are read.

        The SDK would read all of a film into memory. Returns None while LINE prepares them (ask again), raises
        LookupError once they are gone, and ConnectionError where LINE cannot be reached.
        """
        address = f"{self._data_endpoint}/v2/bot/message/{quote(message_id, safe='')}/content"
        try:
            with requests.get(address, headers=self._authorization, timeout=FETCH_SECONDS, stream=True) as response:
                if response.status_code in (404, 410):
                    raise LookupError(f"content of message {message_id} is gone")
                if response.status_code not in (200, 202):
                    raise ConnectionError(f"content: HTTP {response.status_code}")
                return None if response.status_code == 202 else bytes(response.raw.read(most + 1, decode_content=True))
        except (requests.RequestException, urllib3.exceptions.HTTPError) as error:
            raise ConnectionError(type(error).__name__) from error

    def quota(self) -> tuple[int | None, int]:
        """The month's messages: the limit (None for no limit), and how many are used."""
        limit = self.api.get_message_quota(_request_timeout=SEND_SECONDS)
        used = self.api.get_message_quota_consumption(_request_timeout=SEND_SECONDS)
        return (limit.value if limit.type == "limited" else None), int(used.total_usage)

    def bot_name(self) -> str:
        """The official account's name: proves that the access token is valid. Raises ApiException otherwise."""
        return str(self.api.get_bot_info(_request_timeout=SEND_SECONDS).display_name)

    def webhook_address(self) -> tuple[str, bool]:
        """The webhook address that LINE has, and whether it is switched on; LookupError where none is set."""
        try:
            endpoint = self.api.get_webhook_endpoint(_request_timeout=SEND_SECONDS)
        except ApiException as refusal:
            raise LookupError("no webhook address is set") from refusal
        return str(endpoint.endpoint), bool(endpoint.active)


def _refused(refusal: ApiException, kind: str) -> Result:
    headers = refusal.headers or {}
    body = refusal.body.decode("utf-8", "replace") if isinstance(refusal.body, bytes) else str(refusal.body or "")
    request_id, words = headers.get("x-line-request-id", ""), f"{refusal.status} {body[:300]}"
    if refusal.status == 409:
        return Result(Outcome.SENT, headers.get("x-line-accepted-request-id", request_id))
    if refusal.status == 429:
        spent = "monthly limit" in body
        return Result(Outcome.QUOTA if spent else Outcome.BUSY, request_id, words)
    if refusal.status >= 500:
        return Result(Outcome.UNKNOWN if kind == "reply" else Outcome.BUSY, request_id, words)
    if refusal.status == 400 and kind == "reply" and "reply token" in body.lower():
        return Result(Outcome.DEAD_TOKEN, request_id, words)
    return Result(Outcome.REFUSED, request_id, words)
