"""The tables are made, taken down and made again; the code and the database never disagree about them."""

from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Engine, inspect

from storage.database import connect
from storage.encryption import Cipher
from storage.hotlines import DEFAULTS, HotlinesTable, read_hotlines
from storage.migrate import belongs_to_khotto, downgrade, is_current, upgrade
from storage.tables import metadata


def tables(engine: Engine) -> set[str]:
    return set(inspect(engine).get_table_names()) - {"alembic_version"}


def test_up_down_and_up_again(tmp_path: Path) -> None:
    engine = connect(f"sqlite:///{tmp_path / 'khotto.db'}", Cipher(["a secret that is long enough for this test"]))
    assert not is_current(engine)
    for _ in range(2):
        upgrade(engine)
        assert is_current(engine)
        assert tables(engine) == set(metadata.tables)
        downgrade(engine, "base")
        assert tables(engine) == set()


def test_the_migrations_make_what_the_code_declares(engine: Engine) -> None:
    with engine.connect() as connection:
        ours = MigrationContext.configure(connection, opts={"include_name": belongs_to_khotto})
        assert compare_metadata(ours, metadata) == []


def test_an_upgrade_that_has_nothing_to_do_changes_nothing(engine: Engine) -> None:
    lines = read_hotlines(DEFAULTS)
    with engine.begin() as connection:
        HotlinesTable(connection).replace(lines[:2])
    upgrade(engine)
    with engine.connect() as connection:
        assert len(HotlinesTable(connection).all()) == 2, "a list that was edited is kept"


def test_every_hotline_that_is_shipped_names_its_source_and_the_day_it_was_verified() -> None:
    lines = read_hotlines(DEFAULTS)
    assert {"1669", "191", "199", "1323", "1300"} <= {line.number for line in lines}
    assert all(line.source and line.verified_on and line.topics for line in lines)
