"""A real SQLite database in a file, with its tables."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine

from bot.line.rendering import render
from storage.database import connect
from storage.encryption import Cipher
from storage.migrate import upgrade
from storage.unit_of_work import SqlUnitOfWork

NOW = datetime(2026, 11, 23, 3, tzinfo=UTC)

Work = Callable[[], SqlUnitOfWork]


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    opened = connect(f"sqlite:///{tmp_path / 'khotto.db'}", Cipher(["a secret that is long enough for this test"]))
    upgrade(opened)
    yield opened
    opened.dispose()


@pytest.fixture
def work(engine: Engine, tmp_path: Path) -> Work:
    """Begins a transaction at a fixed time."""
    return lambda: SqlUnitOfWork(engine, render, tmp_path / "media", lambda: NOW)
