"""Optional: errors go to a Sentry server too, as kinds and places in the code, never with what people wrote."""

import logging
from typing import Any

from bot.settings import SettingsError

_INSTALL = (
    "KHOTTO_SENTRY_DSN is set, but sentry-sdk is not installed. Run: pip install 'khotto[sentry]', or leave it unset."
)


def report_errors_to(dsn: str) -> None:
    """Report what is logged as an error to the project behind a DSN; nothing where it is empty.

    Raises SettingsError where the library is missing, or the DSN is none.
    """
    if not dsn:
        return
    try:
        import sentry_sdk  # noqa: PLC0415 - an optional dependency
        from sentry_sdk.integrations.logging import LoggingIntegration  # noqa: PLC0415
        from sentry_sdk.utils import BadDsn  # noqa: PLC0415
    except ImportError as error:
        raise SettingsError(_INSTALL) from error
    try:
        sentry_sdk.init(
            dsn,
            default_integrations=False,  # they would gather requests, arguments and environment
            integrations=[LoggingIntegration(level=None, event_level=logging.ERROR)],
            max_breadcrumbs=0,
            include_local_variables=False,
            server_name="khotto",
            before_send=_without_words,  # type: ignore[arg-type]  # the SDK's own type is private
        )
    except BadDsn as error:
        raise SettingsError(f"KHOTTO_SENTRY_DSN is no address of a Sentry project ({error}). Copy it again.") from error


def _without_words(event: dict[str, Any], _hint: dict[str, Any]) -> dict[str, Any]:
    """The kind of an error and the lines of code; the text of an exception may quote what somebody wrote."""
    for error in event.get("exception", {}).get("values", []):
        error["value"] = ""
    for part in ("request", "user", "breadcrumbs", "modules"):
        event.pop(part, None)
    return event
