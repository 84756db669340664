"""Brings the tables to the newest version, and tells which version they have."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine

from storage.hotlines import DEFAULTS, HotlinesTable, read_hotlines

_SCRIPTS = Path(__file__).parent / "migrations"


def _config(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS))
    config.attributes["connection"] = connection
    return config


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Run the migrations that are missing, in one transaction; a first run also brings the list of hotlines."""
    with engine.begin() as connection:
        command.upgrade(_config(connection), revision)
        hotlines = HotlinesTable(connection)
        if revision == "head" and not hotlines.all():
            hotlines.replace(read_hotlines(DEFAULTS))


def downgrade(engine: Engine, revision: str) -> None:
    """Run migrations backwards to a revision, "base" for none."""
    with engine.begin() as connection:
        command.downgrade(_config(connection), revision)


def draft(engine: Engine, message: str) -> None:
    """Write a migration for what `storage/tables.py` has and the database has not; a developer reads it over."""
    with engine.begin() as connection:
        command.revision(_config(connection), message, autogenerate=True, rev_id=f"{_count() + 1:04d}")


def is_current(engine: Engine) -> bool:
    """Whether the database has the newest version."""
    with engine.connect() as connection:
        have = MigrationContext.configure(connection).get_current_revision()
    return have == ScriptDirectory.from_config(_config()).get_current_head()


def _count() -> int:
    return len(list(ScriptDirectory.from_config(_config()).walk_revisions()))
