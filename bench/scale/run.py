"""What a million cases do to the queries: fills two databases of each kind, and compares them query by query."""

import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from psycopg.errors import DuplicateDatabase
from sqlalchemy import text

from bench.scale.filling import fill, population
from bench.scale.measuring import Filled, Measured, measure
from bot import settings
from bot.wiring import App
from storage.database import is_postgresql
from storage.tables import metadata
from tests.postgres import running

SMALL = 10_000
DEFAULT = 30_000
ENGINES = ("sqlite", "postgresql")
_BAR = 20  # milliseconds
_NOISE = 1.0  # below so many milliseconds a ratio tells of the machine, not of the query

Address = Callable[[str], str]  # of a database, by its name


def run(cases: int = DEFAULT, engines: tuple[str, ...] = ENGINES, folder: Path | None = None) -> None:
    """Measure and print; in a folder that is given the filled databases are kept for the next time."""
    for engine in engines:
        with ExitStack() as stack:
            home = folder or Path(stack.enter_context(tempfile.TemporaryDirectory()))
            home.mkdir(parents=True, exist_ok=True)
            address = stack.enter_context(_postgresql(folder) if engine == "postgresql" else _sqlite(home))
            filled = [_open(home, address(f"cases_{size}"), size) for size in (SMALL, cases)]
            _print(engine, filled, measure(filled))
            for each in filled:
                each.app.engine.dispose()


@contextmanager
def _sqlite(home: Path) -> Iterator[Address]:
    yield lambda name: f"sqlite:///{home / name}.db"


@contextmanager
def _postgresql(folder: Path | None) -> Iterator[Address]:
    """A server whose data stay in a folder that is given; what it has from the last time is used."""
    with running(keep=folder / "postgresql" if folder else None) as server:

        def address(name: str) -> str:
            with suppress(DuplicateDatabase):
                server.run(f"CREATE DATABASE {name}")
            return server.url(name)

        yield address


def _open(home: Path, url: str, cases: int) -> Filled:
    environ = {"KHOTTO_HOME": str(home), "DATABASE_URL": url, "KHOTTO_SECRET_KEY": "k" * 40}
    app = App(settings.load(need_line=False, environ=environ))
    app.migrate()
    people, began = population(cases), time.monotonic()
    fill(app.engine, people, cases)
    print(f"{cases:>9,} cases are there after {time.monotonic() - began:.0f} s", flush=True)
    return Filled(app, people, cases)


def _print(engine: str, organisations: list[Filled], results: dict[str, list[Measured]]) -> None:
    small, large = organisations
    print(f"\n{engine}: milliseconds at {small.cases:,} and at {large.cases:,} cases ({large.people.size:,} people)")
    print(f"{'query':<40} {'p50':>7} {'p95':>7}  | {'p50':>7} {'p95':>7}   times  read whole")
    for name, (before, now) in results.items():
        times = max(now.p50, _NOISE) / max(before.p50, _NOISE)
        sign = "!" if now.p95 > _BAR or times > 2 else " "
        figures = f"{before.p50:7.2f} {before.p95:7.2f}  | {now.p50:7.2f} {now.p95:7.2f} {sign} {times:5.1f}"
        print(f"{name:<40} {figures}  {' '.join(sorted(now.reads_whole))}")
    _print_sizes(large)


def _print_sizes(filled: Filled) -> None:
    """What the tables take, indexes included; only PostgreSQL tells it by table."""
    with filled.app.engine.connect() as db:
        if not is_postgresql(db):
            size = Path(str(filled.app.engine.url.database)).stat().st_size
            print(
                f"the database takes {size / 1e9:.2f} GB, {size / filled.cases:,.0f} bytes for each case with its all"
            )
            return
        for table in metadata.sorted_tables:
            size, rows = db.execute(
                text(f"SELECT pg_total_relation_size('{table.name}'), (SELECT count(*) FROM {table.name})")  # noqa: S608
            ).one()
            if rows > filled.cases // 2:
                print(f"{table.name:<18} {rows:>10,} rows {size / rows:>7,.0f} bytes each, with indexes")
