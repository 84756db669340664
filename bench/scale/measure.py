"""Asks a filled database every query many times, and how it means to answer each."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import quantiles

from sqlalchemy import Engine

from bench.scale.people import Population
from bench.scale.plans import overheard, read_whole
from bench.scale.queries import QUERIES, Pick
from storage.unit_of_work import SqlUnitOfWork

_ROUNDS = 60
_WARM_UP = 5


@dataclass(frozen=True, slots=True)
class Measured:
    """Milliseconds of one query, its reading into Python included, and the tables that it reads whole."""

    p50: float
    p95: float
    reads_whole: frozenset[str]


def measure(
    unit_of_work: Callable[[], SqlUnitOfWork], engine: Engine, people: Population, cases: int
) -> dict[str, Measured]:
    """Every query by its name; each in a transaction of its own, which is not kept."""
    measured = {}
    for name, ask in QUERIES.items():
        pick, took = Pick(people, cases), []
        with overheard(engine) as statements:
            for _ in range(_WARM_UP + _ROUNDS):
                with unit_of_work() as uow:
                    began = time.perf_counter()
                    ask(uow, pick)
                    took.append(1000 * (time.perf_counter() - began))
        distinct = dict(statements)
        with engine.connect() as db:
            whole = {table for statement in distinct.items() for table in read_whole(db, statement)}
        twentieths = quantiles(took[_WARM_UP:], n=20)
        measured[name] = Measured(twentieths[9], twentieths[18], frozenset(whole))
    return measured
