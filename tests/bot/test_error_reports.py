"""Errors that are reported to a Sentry server tell where it happened, and nothing of what people wrote."""

import gzip
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest
from werkzeug.serving import make_server
from werkzeug.wrappers import Request, Response

from bot.error_reports import report_errors_to
from bot.settings import SettingsError
from tests.bot.installation import Installation

SECRET = "ยายแดงขาหัก 081-234-5678"
FAULTY = f"""
import logging
import sentry_sdk
from bot.error_reports import report_errors_to
from bot.logs import set_up
import sys

set_up()
report_errors_to(sys.argv[1])
story = {SECRET!r}
try:
    raise ZeroDivisionError(story)
except ZeroDivisionError:
    logging.getLogger("bot.worker").exception("an event could not be handled", extra={{"event": 7}})
sentry_sdk.flush()
"""


@pytest.fixture
def sentry() -> Iterator[tuple[str, list[str]]]:
    """The DSN of a server, and what it was sent."""
    received: list[str] = []

    @Request.application
    def answer(request: Request) -> Response:
        data = request.get_data()
        received.append((gzip.decompress(data) if request.headers.get("Content-Encoding") else data).decode())
        return Response("{}", content_type="application/json")

    server = make_server("127.0.0.1", 0, answer, threaded=True)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://key@127.0.0.1:{server.server_port}/1", received
    server.shutdown()


def test_kind_place_and_id_are_reported_and_words_are_not(sentry: tuple[str, list[str]], tmp_path: Path) -> None:
    dsn, received = sentry
    script = tmp_path / "faulty.py"
    script.write_text(FAULTY, encoding="utf-8")
    command = [sys.executable, "-c", f"exec(open({str(script)!r}).read())", dsn]
    subprocess.run(command, check=True, timeout=60, stderr=subprocess.DEVNULL)
    report = "\n".join(received)
    assert "ZeroDivisionError" in report
    assert "an event could not be handled" in report
    for secret in (SECRET, SECRET.encode("unicode-escape").decode(), "081-234-5678"):
        assert secret not in report


def test_without_a_dsn_nothing_is_reported_and_a_wrong_one_is_told(tmp_path: Path) -> None:
    report_errors_to("")
    with pytest.raises(SettingsError, match="KHOTTO_SENTRY_DSN"):
        report_errors_to("https://sentry.example/without-a-key")
    line = {"LINE_CHANNEL_SECRET": "a-secret", "LINE_CHANNEL_ACCESS_TOKEN": "a-token"}
    refused = Installation(tmp_path, KHOTTO_SENTRY_DSN="nonsense", **line).khotto("run")
    assert refused.exit_code == 2
    assert "KHOTTO_SENTRY_DSN" in refused.output
