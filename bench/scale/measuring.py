"""Asks two filled databases, a small and a large one, every query in turns, and how they mean to answer each."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import quantiles

from bench.scale.people import Population
from bench.scale.picking import Pick
from bench.scale.plans import Statement, overheard, read_whole
from bench.scale.queries import QUERIES
from bot.wiring import App
from storage.unit_of_work import SqlUnitOfWork

_ROUNDS = 60
_WARM_UP = 5


@dataclass(frozen=True, slots=True)
class Filled:
    """An organisation in its database."""

    app: App
    people: Population
    cases: int


@dataclass(frozen=True, slots=True)
class Measured:
    """Milliseconds of one query, until its answer is read into Python, and what it reads whole."""

    p50: float
    p95: float
    reads_whole: frozenset[str]


def measure(organisations: list[Filled]) -> dict[str, list[Measured]]:
    """Every query by its name, once for each organisation; in turns, for the speed of a machine drifts."""
    return {name: _measure(ask, organisations) for name, ask in QUERIES.items()}


def _measure(ask: Callable[[SqlUnitOfWork, Pick], object], organisations: list[Filled]) -> list[Measured]:
    picks = [Pick(filled.people, filled.cases) for filled in organisations]
    took: list[list[float]] = [[] for _ in organisations]
    heard: list[dict[str, Statement]] = [{} for _ in organisations]
    for _ in range(_WARM_UP + _ROUNDS):
        for filled, pick, times, statements in zip(organisations, picks, took, heard, strict=True):
            with overheard(filled.app.engine) as said, filled.app.unit_of_work() as uow:  # nothing is kept
                began = time.perf_counter()
                ask(uow, pick)
                times.append(1000 * (time.perf_counter() - began))
            statements |= {statement[0]: statement for statement in said}
    return [
        _result(filled, times[_WARM_UP:], list(statements.values()))
        for filled, times, statements in zip(organisations, took, heard, strict=True)
    ]


def _result(filled: Filled, times: list[float], statements: list[Statement]) -> Measured:
    with filled.app.engine.connect() as db:
        whole = frozenset(table for statement in statements for table in read_whole(db, statement))
    twentieths = quantiles(times, n=20)
    return Measured(twentieths[9], twentieths[18], whole)
