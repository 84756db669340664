"""A fresh database of each kind, opened as the bot opens it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot import settings
from bot.wiring import App
from tests.conftest import SECRET_KEY


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
