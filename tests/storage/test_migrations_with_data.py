"""Migrations run forward and back with data in the tables, from every version that there ever was."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, MetaData, func, inspect, select, table, text

from storage.database import connect
from storage.encryption import Cipher
from storage.migrate import downgrade, is_current, revision_of, revisions, upgrade
from storage.sealed import key_opens, sealed_columns
from storage.tables import inbound_events, metadata
from tests.storage.filling import fill

KEY = "a-secret-key-of-more-than-32-characters"


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """An empty database."""
    sqlite = request.param == "sqlite"
    made = connect(
        f"sqlite:///{tmp_path / 'khotto.db'}" if sqlite else request.getfixturevalue("empty_postgres_url"),
        Cipher([KEY]),
    )
    yield made
    made.dispose()


def row_counts(engine: Engine) -> dict[str, int]:
    """How many rows each table has."""
    with engine.connect() as connection:
        return {
            name: connection.scalar(select(func.count()).select_from(table(name))) or 0
            for name in inspect(connection).get_table_names()
        }


def schema(engine: Engine) -> dict[str, list[tuple[str, str, bool]]]:
    """Tables with the names, types and nullability of their columns."""
    database = inspect(engine)
    return {
        table: [(column["name"], str(column["type"]), column["nullable"]) for column in database.get_columns(table)]
        for table in database.get_table_names()
    }


@pytest.mark.parametrize("earlier", revisions())
def test_data_of_an_earlier_version_survive_the_way_to_the_newest_and_back(engine: Engine, earlier: str) -> None:
    upgrade(engine, earlier)
    had = schema(engine)
    with engine.begin() as connection:
        filled = fill(connection)

    upgrade(engine)
    assert is_current(engine)
    assert key_opens(engine)
    counts = row_counts(engine)
    assert {table: counts[table] for table in filled} == filled

    downgrade(engine, earlier)
    assert revision_of(engine) == earlier
    assert schema(engine) == had
    assert row_counts(engine) == filled


def test_the_migrations_make_exactly_the_tables_that_the_code_describes(engine: Engine) -> None:
    upgrade(engine)
    made, found = schema(engine), indexes(engine)
    downgrade(engine, "base")
    metadata.create_all(engine)
    assert made == schema(engine)
    assert found == indexes(engine)


def indexes(engine: Engine) -> dict[str, set[tuple[str, ...]]]:
    """Names and columns of the indexes by table."""
    tables = MetaData()
    tables.reflect(engine)
    return {
        table.name: {(str(index.name), *(column.name for column in index.columns)) for index in table.indexes}
        for table in tables.sorted_tables
        if table.name != "alembic_version"
    }


def test_the_way_back_to_nothing_leaves_nothing(engine: Engine) -> None:
    upgrade(engine)
    downgrade(engine, "base")
    assert set(schema(engine)) == {"alembic_version"}


def test_every_sealed_column_is_known(engine: Engine) -> None:
    upgrade(engine)
    with engine.connect() as connection:
        known = {str(column) for column in sealed_columns(connection)}
    assert {"people.name", "cases.story", "cases.phone", "conversations.state", "inbound_events.body"} <= known


def test_errors_that_an_earlier_version_kept_in_clear_are_sealed(engine: Engine) -> None:
    upgrade(engine, "0001")
    with engine.begin() as connection:
        fill(connection)
        connection.execute(text("UPDATE inbound_events SET error = 'ValueError: 77/12 หมู่ 3'"))

    upgrade(engine)
    with engine.connect() as connection:
        assert "77/12" not in connection.scalar(text("SELECT error FROM inbound_events"))
        assert connection.scalar(select(inbound_events.c.error)) == "ValueError: 77/12 หมู่ 3"

    downgrade(engine, "0001")
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT error FROM inbound_events")) == "ValueError: 77/12 หมู่ 3"
