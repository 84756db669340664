"""No query reads a table whole that grows with the years: both databases say so themselves, statement by statement."""

import inspect
from collections.abc import Iterator
from pathlib import Path

import pytest

from bench.scale.filling import fill, population
from bench.scale.people import Population
from bench.scale.picking import Pick
from bench.scale.plans import overheard, read_whole
from bench.scale.queries import QUERIES
from bot.wiring import App
from storage.database import is_postgresql
from tests.postgres import Postgres
from tests.storage.conftest import open_app

CASES = 1000

NEVER_GROW = {"hotlines", "figures", "send_paces", "case_counters"}
HOLD_ONLY_WHAT_IS_OPEN = {"ix_cases_waiting", "ix_cases_to_escalate", "ix_follow_ups_due", "ix_grants_coordinators"}
READ_ALL_ON_PURPOSE = {  # for an export, a training, a move, a list on the screen
    "cases.all",
    "corrections.all",
    "media.take_in_files",
    "people.with_roles",
}


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def filled(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, postgres: Postgres
) -> Iterator[tuple[App, Population]]:
    """An organisation after some years."""
    folder: Path = tmp_path_factory.mktemp("organisation")
    with postgres.database("khotto_template") as url:
        app = open_app(folder, url if request.param == "postgresql" else f"sqlite:///{folder / 'khotto.db'}")
        people = population(CASES)
        fill(app.engine, people, CASES)
        yield app, people
        app.engine.dispose()


def test_no_query_reads_a_growing_table_whole(filled: tuple[App, Population]) -> None:
    app, people = filled
    guilty = {}
    for name, ask in QUERIES.items():
        with overheard(app.engine) as statements, app.unit_of_work() as uow:
            ask(uow, Pick(people, CASES))
        with app.engine.connect() as db:
            if is_postgresql(db):  # which takes no index for so few rows unless it must
                for way in ("seqscan", "hashjoin", "mergejoin"):
                    db.exec_driver_sql(f"SET LOCAL enable_{way} = off")
            whole = {table for statement in statements for table in read_whole(db, statement)}
        if whole - NEVER_GROW - HOLD_ONLY_WHAT_IS_OPEN:
            guilty[name] = whole
    assert not guilty


def test_every_query_of_every_repository_is_among_those_that_are_asked(app: App) -> None:
    asked = {name.split(":")[0] for name in QUERIES}
    with app.unit_of_work() as uow:
        repositories = {name: part for name, part in vars(uow).items() if not name.startswith("_")}
    there_are = {
        f"{name}.{method}"
        for name, part in repositories.items()
        for method, _ in inspect.getmembers(part, inspect.ismethod)
        if not method.startswith("_")
    }
    assert there_are - READ_ALL_ON_PURPOSE <= asked
