"""Threads that write to SQLite wait in line; those that only read wait for nobody."""

import threading
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from bot.wiring import App
from tests.storage.conftest import open_app


@pytest.fixture
def app(tmp_path: Path) -> App:
    return open_app(tmp_path, f"sqlite:///{tmp_path / 'khotto.db'}")


def test_a_reader_does_not_wait_for_a_writer(app: App) -> None:
    with app.unit_of_work() as writing:
        writing.people.by_line_id("U1")
        with app.unit_of_work().only_reading() as reading:
            assert reading.inbox.count("pending") == 0
        writing.commit()


def test_the_turn_passes_on_however_a_transaction_ends(app: App) -> None:
    with app.engine.connect() as db, pytest.raises(OperationalError), db.begin():
        db.execute(text("INSERT INTO nowhere VALUES (1)"))
    with app.unit_of_work() as uow:
        uow.people.by_line_id("U1")  # and forgotten: nothing is committed
    lost = app.engine.connect()
    lost.begin()
    lost.invalidate()
    with app.unit_of_work() as uow:
        assert uow.people.by_line_id("U1").id == 1


def test_a_writer_goes_on_in_the_instant_that_the_turn_is_free(app: App) -> None:
    waits, wrote = threading.Event(), threading.Event()

    def write() -> None:
        waits.set()
        with app.unit_of_work() as uow:
            uow.people.by_line_id("U1")
            uow.commit()
        wrote.set()

    with app.unit_of_work():
        threading.Thread(target=write, daemon=True).start()
        assert waits.wait(5)
        assert not wrote.wait(0.2), "not while another writes"
    assert wrote.wait(5)
