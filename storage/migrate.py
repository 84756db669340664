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
    config.attributes["include_name"] = belongs_to_khotto
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
        command.revision(_config(connection), message, autogenerate=True, rev_id=f"{len(revisions()) + 1:04d}")


def belongs_to_khotto(name: str | None, kind: str, _parents: object) -> bool:
    """Whether a thing in the database is for `storage/tables.py` to declare; the task engine's tables are not."""
    return not (kind == "table" and name is not None and name.startswith("procrastinate_"))


def is_current(engine: Engine) -> bool:
    """Whether the database has the newest version."""
    return revision_of(engine) == revisions()[-1]


def revision_of(engine: Engine) -> str | None:
    """The version of a database's tables; None where there are none."""
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def revisions() -> list[str]:
    """Every version that the tables ever had, oldest first."""
    return [script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions()][::-1]
