"""A fresh database of each kind, opened as the bot opens it."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine

from bot import settings
from bot.line.rendering import render
from bot.wiring import App
from storage.unit_of_work import SqlUnitOfWork
from tests.conftest import SECRET_KEY

NOW = datetime(2026, 11, 23, 3, tzinfo=UTC)

Work = Callable[[], SqlUnitOfWork]


def open_app(folder: Path, database_url: str) -> App:
    """The storage of a bot with all its tables."""
    environ = {
        "KHOTTO_ENV_FILE": "/dev/null",
        "KHOTTO_HOME": str(folder),
        "DATABASE_URL": database_url,
        "KHOTTO_SECRET_KEY": SECRET_KEY,
    }
    app = App(settings.load(need_line=False, environ=environ))
    app.migrate()
    return app


@pytest.fixture
def app(tmp_path: Path, database_url: str) -> Iterator[App]:
    """An empty organisation on SQLite, and on PostgreSQL."""
    made = open_app(tmp_path, database_url)
    yield made
    made.engine.dispose()


@pytest.fixture
def postgres_app(tmp_path: Path, postgres_url: str) -> Iterator[App]:
    """An empty organisation on PostgreSQL, for what SQLite never has to do."""
    made = open_app(tmp_path, postgres_url)
    yield made
    made.engine.dispose()


@pytest.fixture
def engine(app: App) -> Engine:
    """Its database."""
    return app.engine


@pytest.fixture
def work(engine: Engine, tmp_path: Path) -> Work:
    """Begins a transaction at a fixed time."""
    return lambda: SqlUnitOfWork(engine, render, tmp_path / "media", lambda: NOW)
