"""Whatever strangers send to the public addresses: a clear refusal, never a failure, and nothing stored."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from itsdangerous import URLSafeTimedSerializer
from sqlalchemy import text

from bot.links import CaseLinks
from tests.bot.webhook import batch, deliver, message, signature
from tests.console.conftest import SECRETS, Office

MANY = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
KEY = "a-secret-key-of-more-than-32-characters"

anything = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**70), 2**70) | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=12,
)
keys = ("type", "message", "source", "timestamp", "webhookEventId", "replyToken", "mode", "postback", "unsend")
hostile_event = st.fixed_dictionaries({}, optional=dict.fromkeys(keys, anything)) | anything


HEADERS = st.text(st.characters(max_codepoint=255, exclude_characters="\r\n\0"), max_size=60)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = Office(tmp_path)
    yield made
    made.app.engine.dispose()


@pytest.fixture
def web(office: Office) -> Flask:
    return office.flask


@pytest.fixture
def photo_page(office: Office) -> str:
    """The address of a photo, for somebody who may see it."""
    case = office.open_case()
    return f"{office.link(case, office.coordinator())}/media/{office.attach(case, b'photo')}"


def stored(office: Office) -> int:
    with office.app.engine.connect() as connection:
        return int(connection.execute(text("SELECT count(*) FROM inbound_events")).scalar_one())


@MANY
@given(events=st.lists(hostile_event, max_size=4))
def test_any_signed_batch_is_stored_whole(web: Flask, office: Office, events: list[Any]) -> None:
    assert deliver(web, batch(events)) == 200


@MANY
@given(body=st.binary(max_size=300))
def test_any_signed_bytes_are_stored(web: Flask, body: bytes) -> None:
    assert deliver(web, body) == 200


@pytest.mark.parametrize("depth", [500, 900, 960, 1_000, 100_000])
@pytest.mark.parametrize("brackets", [(b"[", b"]"), (b'{"a":', b"}")])
def test_a_body_as_deep_as_a_well_is_stored(web: Flask, depth: int, brackets: tuple[bytes, bytes]) -> None:
    begin, end = brackets
    assert deliver(web, b'{"events":[' + begin * depth + b"1" + end * depth + b"]}") == 200


@MANY
@given(
    body=st.binary(max_size=200),
    header=st.text(st.characters(max_codepoint=255, exclude_characters="\r\n\0"), max_size=60),
)
def test_nothing_is_stored_without_the_signature(web: Flask, office: Office, body: bytes, header: str) -> None:
    answer = web.test_client().post("/callback", data=body, headers={"X-Line-Signature": header})
    assert answer.status_code == 403
    assert stored(office) == 0


@MANY
@given(position=st.integers(0, 10_000), flip=st.integers(1, 255))
def test_one_changed_byte_breaks_the_signature(web: Flask, office: Office, position: int, flip: int) -> None:
    body = batch([message(1)])
    changed = bytearray(body)
    changed[position % len(body)] ^= flip
    headers = {"X-Line-Signature": signature(body)}
    assert web.test_client().post("/callback", data=bytes(changed), headers=headers).status_code == 403
    assert stored(office) == 0


@pytest.mark.parametrize("length", ["-1", "1e3", "٣", "99999999999999999999", "0x10", "2000001"])
def test_a_length_that_lies_is_refused_before_anything_is_read(web: Flask, length: str) -> None:
    environ = {
        "REQUEST_METHOD": "POST",
        "PATH_INFO": "/callback",
        "CONTENT_LENGTH": length,
        "wsgi.input": None,  # reading would fail
    }
    heard: list[str] = []
    list(web.wsgi_app(environ, lambda status, headers: heard.append(status)))  # type: ignore[arg-type]
    assert [status[:3] for status in heard] == ["413"]


def test_a_body_in_chunks_has_the_same_limit(web: Flask, office: Office) -> None:
    """Without a Content-Length, as a server hands over a chunked body."""

    class Endless:
        given = 0

        def read(self, size: int) -> bytes:
            self.given += size
            return b" " * size

    source, heard = Endless(), []
    environ = {
        "REQUEST_METHOD": "POST",
        "PATH_INFO": "/callback",
        "wsgi.input": source,
        "wsgi.input_terminated": True,
        "HTTP_X_LINE_SIGNATURE": "",
    }
    list(web.wsgi_app(environ, lambda status, headers: heard.append(status)))  # type: ignore[arg-type]
    assert [status[:3] for status in heard] == ["413"]
    assert source.given <= 2_000_001


@MANY
@given(token=st.text(max_size=80))
def test_no_made_up_token_opens_a_case(token: str) -> None:
    assert CaseLinks((KEY,), "https://bot").read(token) is None


@MANY
@given(position=st.integers(0, 500), letter=st.characters(max_codepoint=0x2FF))
def test_no_changed_token_opens_a_case(position: int, letter: str) -> None:
    links = CaseLinks((KEY,), "https://bot")
    token = links.address(12, 34).rsplit("/", 1)[1]
    place = position % len(token)
    changed = token[:place] + letter + token[place + 1 :]
    assert links.read(changed) in (None, (12, 34) if changed == token else None)


@MANY
@given(content=anything)
def test_a_signed_token_with_other_content_opens_nothing_and_breaks_nothing(content: Any) -> None:
    signer = URLSafeTimedSerializer(KEY, salt="khotto case page")
    known = CaseLinks((KEY,), "https://bot").read(signer.dumps(content))
    assert known is None or all(isinstance(number, int) for number in known)


def test_a_token_for_another_purpose_or_under_another_key_opens_nothing() -> None:
    links = CaseLinks((KEY,), "https://bot")
    assert links.read(str(URLSafeTimedSerializer(KEY, salt="khotto session").dumps([1, 2]))) is None
    assert links.read(str(URLSafeTimedSerializer("x" * 40, salt="khotto case page").dumps([1, 2]))) is None


PATHS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40) | st.sampled_from(
    [
        "../../etc/passwd",
        "%2e%2e/%2e%2e/secret_key",
        "cases/../../khotto.db",
        "static/../../settings.py",
        "cases//media/1",
    ]
)


@MANY
@given(path=PATHS, method=st.sampled_from(["GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS"]))
def test_no_page_of_the_console_fails_or_tells_a_secret(web: Flask, office: Office, path: str, method: str) -> None:
    answer = web.test_client().open(f"/console/{path}", method=method)
    assert answer.status_code in (200, 301, 308, 400, 403, 404, 405)
    assert office.app.settings.secret_keys[0].encode() not in answer.data
    assert b"root:" not in answer.data


@MANY
@given(ranges=st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=30))
def test_strange_ranges_of_a_photo_break_nothing(office: Office, photo_page: str, ranges: str) -> None:
    assert office.web.get(photo_page, headers={"Range": ranges}).status_code in (200, 206, 416)


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/metrics", "/console/", "/nowhere", "/callback"])
def test_every_answer_forbids_browsers_to_guess_and_to_frame(web: Flask, path: str) -> None:
    answer = web.test_client().get(path)
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert path == "/callback" or answer.headers["X-Frame-Options"] == "DENY"


def test_figures_tell_nothing_about_persons(office: Office, web: Flask) -> None:
    office.open_case()
    told = web.test_client().get("/metrics").data.decode()
    assert "khotto_inbox_waiting" in told
    assert not [secret for secret in SECRETS if secret in told]
