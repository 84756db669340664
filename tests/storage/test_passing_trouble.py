"""Trouble of the database is told from a wrong statement: an event must not suffer for the former."""

from pathlib import Path

import pytest
from sqlalchemy import Engine, event, text
from sqlalchemy.exc import DBAPIError

from storage.database import connect, is_passing
from storage.encryption import Cipher
from tests.conftest import SECRET_KEY
from tests.postgres import free_port


def trouble(engine: Engine, *statements: str) -> DBAPIError:
    """What the database answers to the last of these statements."""
    with pytest.raises(DBAPIError) as raised, engine.begin() as db:
        for statement in statements:
            db.execute(text(statement))
    engine.dispose()
    return raised.value


def sqlite(path: Path, *pragmas: str) -> Engine:
    engine = connect(f"sqlite:///{path}", Cipher([SECRET_KEY]))

    @event.listens_for(engine, "connect")
    def prepare(connection: object, _record: object) -> None:
        for pragma in pragmas:
            connection.execute(f"PRAGMA {pragma}")  # type: ignore[attr-defined]

    return engine


def test_a_full_disk_passes(tmp_path: Path) -> None:
    engine = sqlite(tmp_path / "db", "max_page_count = 3")
    assert is_passing(trouble(engine, "CREATE TABLE t (x)", "INSERT INTO t VALUES (randomblob(100000))"))


def test_a_locked_database_passes(tmp_path: Path) -> None:
    with sqlite(tmp_path / "db").begin() as greedy:
        greedy.execute(text("SELECT 1"))
        assert is_passing(trouble(sqlite(tmp_path / "db", "busy_timeout = 1"), "SELECT 1"))


def test_a_file_that_cannot_be_opened_passes(tmp_path: Path) -> None:
    assert is_passing(trouble(sqlite(tmp_path), "SELECT 1"))


def test_a_server_that_does_not_answer_passes() -> None:
    url = f"postgresql://nobody@127.0.0.1:{free_port()}/nothing"
    assert is_passing(trouble(connect(url, Cipher([SECRET_KEY])), "SELECT 1"))


def test_a_server_that_hangs_up_passes(empty_postgres_url: str) -> None:
    engine = connect(empty_postgres_url, Cipher([SECRET_KEY]))
    assert is_passing(trouble(engine, "SELECT pg_terminate_backend(pg_backend_pid())"))


def test_a_wrong_statement_does_not_pass(tmp_path: Path, empty_postgres_url: str) -> None:
    for engine in (sqlite(tmp_path / "db"), connect(empty_postgres_url, Cipher([SECRET_KEY]))):
        assert not is_passing(trouble(engine, "SELECT * FROM nowhere"))
