"""Looking after the service costs little: every figure is read from an index, however much is stored."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event

from storage.database import connect
from storage.encryption import Cipher
from storage.migrate import upgrade
from storage.vitals import VitalsTable

NOW = datetime(2026, 11, 21, 2, 5, tzinfo=UTC)


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    made = connect(f"sqlite:///{tmp_path / 'khotto.db'}", Cipher(["a-secret-key-of-more-than-32-characters"]))
    upgrade(made)
    yield made
    made.dispose()


def test_no_figure_reads_a_whole_table(engine: Engine) -> None:
    asked: list[tuple[str, Any]] = []
    event.listen(engine, "before_cursor_execute", lambda *call: asked.append((call[2], call[3])))
    with engine.connect() as connection:
        vitals = VitalsTable(connection)
        for look in (
            vitals.events_waiting,
            vitals.events_parked,
            vitals.oldest_event,
            lambda: vitals.parked_since(NOW),
            lambda: vitals.messages_waiting(NOW),
            lambda: vitals.oldest_message(NOW),
            lambda: vitals.outcomes(NOW),
            lambda: vitals.decisions(NOW),
            lambda: vitals.dialogues_left(NOW),
            lambda: vitals.follow_ups_due(NOW),
        ):
            look()
        queries = [query for query in asked if query[0].startswith("SELECT")]
        assert len(queries) == 10
        for statement, values in queries:
            plan = [row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)]
            assert not [step for step in plan if step.startswith("SCAN") and "ix_conversations_standing" not in step], (
                statement,
                plan,
            )
            assert any("INDEX" in step for step in plan), (statement, plan)


def test_a_figure_is_noted_and_forgotten(engine: Engine) -> None:
    with engine.begin() as connection:
        vitals = VitalsTable(connection)
        vitals.note("quota_limit", 200, NOW)
        vitals.note("quota_limit", 300, NOW)
        noted = vitals.figure("quota_limit")
        assert noted is not None
        assert (noted.value, noted.at) == (300, NOW)
        vitals.note("quota_limit", None, NOW)
        assert vitals.figure("quota_limit") is None
