"""What gunicorn calls: the webhook in the event loop, the pages behind it, and callers who lie, dawdle or hang up."""

import asyncio
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from bot.web.app import create_front
from bot.web.front import Front
from bot.web.pages import Pages
from bot.web.webhook import Webhook
from storage.group_commit import GroupCommit
from tests.bot.webhook import SECRET, batch, message, signature
from tests.console.conftest import Office

Json = dict[str, Any]
SIZE = 64_000  # bytes that a server hands over at a time


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = Office(tmp_path)
    yield made
    made.app.engine.dispose()


@dataclass
class Call:
    """One request, and what it was answered."""

    path: str = "/callback"
    method: str = "POST"
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    pieces: Callable[[bytes], Iterable[bytes]] = lambda body: [body]
    hangs_up: bool = False
    heard: list[Json] = field(default_factory=list)

    def scope(self) -> Json:
        named = [(name.lower().encode(), value.encode("latin-1")) for name, value in self.headers.items()]
        return {
            "type": "http",
            "http_version": "1.1",
            "method": self.method,
            "path": self.path,
            "query_string": b"",
            "headers": named,
        }

    async def to(self, application: Front) -> int:
        """Make the call; returns the status, 0 for none."""
        waiting = list(self.pieces(self.body))

        async def receive() -> Json:
            if waiting:
                return {"type": "http.request", "body": waiting.pop(0), "more_body": bool(waiting) or self.hangs_up}
            if not self.hangs_up:
                await asyncio.sleep(3_600)
            return {"type": "http.disconnect"}

        async def send(message: Json) -> None:
            self.heard.append(message)

        await application(self.scope(), receive, send)
        return int(self.heard[0]["status"]) if self.heard else 0

    @property
    def answer(self) -> bytes:
        return b"".join(message.get("body", b"") for message in self.heard[1:])


def signed(body: bytes, **more: Any) -> Call:
    return Call(body=body, headers={"X-Line-Signature": signature(body), "Content-Length": str(len(body))}, **more)


def answered(office: Office, *calls: Call) -> list[int]:
    """The statuses of calls that are made at the same time."""
    return together(lambda: create_front(office.app), *calls)


def together(make: Callable[[], Front], *calls: Call) -> list[int]:
    async def all_at_once() -> list[int]:
        application = make()
        return list(await asyncio.gather(*(call.to(application) for call in calls)))

    return asyncio.run(all_at_once())


def nothing(*_arguments: object) -> None:
    pass


def stored(office: Office) -> int:
    with office.app.unit_of_work() as uow:
        return uow.inbox.count("pending")


def in_pieces(body: bytes) -> Iterable[bytes]:
    return [body[start : start + 7] for start in range(0, len(body), 7)]


def test_many_calls_at_once_are_stored_and_answered(office: Office) -> None:
    calls = [signed(batch([message(number)]), pieces=in_pieces) for number in range(200)]
    assert set(answered(office, *calls)) == {200}
    assert {call.answer for call in calls} == {b"OK"}
    assert stored(office) == 200


def test_the_verify_button_gets_its_answer(office: Office) -> None:
    assert answered(office, signed(batch([]))) == [200]


def test_what_is_not_line_is_refused(office: Office) -> None:
    body = batch([message(1)])
    wrong = [
        Call(body=body),
        Call(body=body, headers={"X-Line-Signature": "ÿ"}),
        Call(body=body, headers={"X-Line-Signature": signature(body + b" ")}),
    ]
    assert answered(office, *wrong) == [403, 403, 403]
    assert answered(office, Call(method="GET", headers={"X-Line-Signature": signature(b"")})) == [405]
    assert stored(office) == 0


def test_a_body_that_tells_its_size_is_refused_before_it_is_read(office: Office) -> None:
    call = Call(headers={"Content-Length": "2000001"}, pieces=lambda _: [])  # reading would take an hour
    assert answered(office, call) == [413]


def test_a_body_without_an_end_is_refused(office: Office) -> None:
    call = Call(headers={"Transfer-Encoding": "chunked"}, pieces=lambda _: [b" " * SIZE] * 40)
    assert answered(office, call) == [413]


def test_a_large_body_is_taken_in(office: Office) -> None:
    body = batch([message(number) for number in range(3_000)])
    assert 200_000 < len(body) < 2_000_000
    assert answered(office, signed(body)) == [200]
    assert stored(office) == 3_000


def test_who_dawdles_over_a_body_is_told_and_keeps_nobody_out(office: Office) -> None:
    inbox = GroupCommit(office.app.engine, nothing, nothing, office.app.now)
    front = Front(Webhook(SECRET, inbox), Pages(nothing), body_seconds=0.3)
    slow = [Call(headers={"Content-Length": "1000000"}, pieces=lambda _: []) for _ in range(40)]
    assert together(lambda: front, *slow, signed(batch([message(1)]))) == [408] * 40 + [200]


def test_who_hangs_up_in_the_middle_leaves_nothing_behind(office: Office) -> None:
    body = batch([message(1)])
    assert answered(office, signed(body, pieces=lambda body: [body[:9]], hangs_up=True)) == [0]
    assert stored(office) == 0


def test_a_database_in_trouble_is_told_to_line(office: Office) -> None:
    def fails(*_arguments: object) -> None:
        raise OSError("the disk is gone")

    inbox = GroupCommit(office.app.engine, fails, nothing, office.app.now)
    assert together(lambda: Front(Webhook(SECRET, inbox), Pages(nothing)), signed(batch([message(1)]))) == [503]
    assert stored(office) == 0


def test_a_page_comes_with_its_headers_and_a_missing_one_is_told(office: Office) -> None:
    there, missing = Call("/healthz", "GET"), Call("/nowhere", "GET")
    assert answered(office, there, missing) == [200, 404]
    assert b"up" in there.answer
    assert (b"x-frame-options", b"DENY") in there.heard[0]["headers"]


def test_a_photo_comes_whole(office: Office) -> None:
    case, photo = office.open_case(), bytes(range(256)) * 4_000
    path = f"{office.link(case, office.coordinator())}/media/{office.attach(case, photo)}"
    call = Call(path, "GET")
    assert answered(office, call) == [200]
    assert call.answer == photo


def test_nobody_speaks_websocket_here(office: Office) -> None:
    async def asked() -> list[Json]:
        heard: list[Json] = []

        async def send(message: Json) -> None:
            heard.append(message)

        await create_front(office.app)({"type": "websocket", "path": "/"}, None, send)  # type: ignore[arg-type]
        return heard

    assert asyncio.run(asked()) == [{"type": "websocket.close"}]


def test_a_reader_who_goes_ends_the_answer_that_is_being_made() -> None:
    ended = threading.Event()

    def endless(_environ: Json, start_response: Callable[..., Any]) -> Iterable[bytes]:
        start_response("200 OK", [])
        try:
            while True:
                yield b"more"
        finally:
            ended.set()

    async def read_a_little() -> None:
        pages, heard = Pages(endless), 0

        async def send(_message: Json) -> None:
            nonlocal heard
            heard += 1
            if heard > 10:
                raise ConnectionResetError

        with pytest.raises(ConnectionResetError):
            await pages.answer(Call("/", "GET").scope(), b"", send)

    asyncio.run(read_a_little())
    assert ended.wait(5)
