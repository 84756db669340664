"""The chain of work on one chat: each piece of it ends in the transaction that takes up the next."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection, event, select

from bot.line.client import LineClient, Outcome, Result
from bot.line.events import Readers
from bot.wiring import App
from bot.worker import ChatWorker
from cases.ports import Understands
from cases.replies import Notice, Text
from storage.database import ONLY_READS
from storage.outbox import Outgoing
from storage.tables import outbound_messages
from tests.bot.webhook import USER, message
from tests.storage.conftest import open_app


class Line(LineClient):
    """Takes every message, and does something while it is under way."""

    def __init__(self, meanwhile: Callable[[], None] = lambda: None) -> None:
        super().__init__("token", "http://127.0.0.1:9", "http://127.0.0.1:9")
        self._meanwhile = meanwhile
        self.took: list[str] = []
        self.asked: list[str] = []

    def send(self, outgoing: Outgoing) -> Result:
        self._meanwhile()
        self.took.append(outgoing.kind)
        return Result(Outcome.SENT)

    def profile_name(self, line_id: str) -> str:
        self.asked.append(line_id)
        return "สมศรี"


@pytest.fixture
def app(tmp_path: Path, understander: Understands) -> Iterator[App]:
    """An organisation to which one person wrote one word."""
    made = open_app(tmp_path, f"sqlite:///{tmp_path / 'khotto.db'}")
    made.understander = understander
    write(made, 1)
    yield made
    made.engine.dispose()


def write(app: App, number: int) -> None:
    with app.unit_of_work() as uow:
        uow.inbox.store([message(number)], app.now())
        uow.commit()


def drain(app: App, line: Line) -> None:
    def no_content(*_message: object) -> None:
        raise AssertionError("nobody sent a photo")

    readers, work = Readers(app.understand, no_content), app.unit_of_work
    ChatWorker(work, app.services, readers, line, lambda _chats: None, lambda _chat: nullcontext(lambda: None)).drain(
        USER
    )


def outcomes(app: App) -> dict[str, int]:
    with app.engine.connect() as db:
        return Counter(db.scalars(select(outbound_messages.c.status)))


def tried_before(app: App, wait: timedelta) -> None:
    """A push failed once, and is to be tried again after a time."""
    with app.unit_of_work() as uow:
        uow.outbox.notify(Notice(USER, [Text("ข่าว")]))
        push = uow.outbox.next(USER, app.now())
        assert push
        uow.outbox.again(push.id, app.now() + wait, "500")
        uow.commit()


def test_an_event_takes_three_transactions_of_which_the_first_only_reads(app: App) -> None:
    began: list[str] = []

    @event.listens_for(app.engine, "begin")
    def note(connection: Connection) -> None:
        began.append("read" if connection.get_execution_options().get(ONLY_READS) else "write")

    drain(app, Line())
    assert began == ["read", "write", "write"]
    assert outcomes(app) == {"sent": 1}


def test_line_is_asked_for_a_name_once_by_all_processes_together(app: App) -> None:
    first, second = Line(), Line()
    drain(app, first)
    write(app, 2)
    drain(app, second)
    assert (first.asked, second.asked) == ([USER], [])


def test_an_answer_does_not_overtake_what_stands_before_it(app: App) -> None:
    tried_before(app, timedelta(seconds=-1))
    line = Line()
    drain(app, line)
    assert line.took == ["push", "reply"]


def test_an_answer_waits_with_what_waits_before_it(app: App) -> None:
    tried_before(app, timedelta(minutes=1))
    line = Line()
    drain(app, line)
    assert line.took == []
    assert outcomes(app) == {"waiting": 2}


def test_what_is_written_while_an_answer_is_under_way_is_answered_next(app: App) -> None:
    line = Line(meanwhile=lambda: write(app, 2))
    drain(app, line)
    assert line.took == ["reply", "reply"]


def test_a_reply_that_was_under_way_when_the_process_died_is_not_sent_again(app: App) -> None:
    def die() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        drain(app, Line(meanwhile=die))
    assert outcomes(app) == {"sending": 1}, "known before LINE was asked"
    line = Line()
    drain(app, line)
    assert line.took == []
    assert outcomes(app) == {"unknown": 1}
