"""How a database means to answer: the tables that it would read whole, by its own word (EXPLAIN)."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, event

from storage.database import is_postgresql

Statement = tuple[str, Any]  # with its parameters


@contextmanager
def overheard(engine: Engine) -> Iterator[list[Statement]]:
    """The statements that are sent to the database while the block runs, except plain INSERTs."""
    heard: list[Statement] = []

    def hear(_connection: object, _cursor: object, sql: str, parameters: Any, _context: object, many: bool) -> None:
        if not sql.startswith("INSERT"):
            heard.append((sql, parameters[0] if many else parameters))

    event.listen(engine, "before_cursor_execute", hear)
    try:
        yield heard
    finally:
        event.remove(engine, "before_cursor_execute", hear)


def read_whole(db: Connection, statement: Statement) -> set[str]:
    """The tables of which a statement would read every row, and the indexes of which it would read every entry."""
    sql, parameters = statement
    if is_postgresql(db):
        plans: Any = db.exec_driver_sql(f"EXPLAIN (FORMAT JSON) {sql}", parameters).scalar_one()
        plan = json.loads(plans) if isinstance(plans, str) else plans
        return set(_scans(plan[0]["Plan"]))
    steps = [row[3] for row in db.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", parameters)]
    found = (re.match(r"SCAN (\w+)(?: USING (?:COVERING )?INDEX (\w+))?$", step) for step in steps)
    return {match[2] or match[1] for match in found if match}


def _scans(node: dict[str, Any]) -> Iterator[str]:
    kind = node["Node Type"]
    if kind == "Seq Scan":
        yield node["Relation Name"]
    elif "Index" in kind and "Index Name" in node and "Index Cond" not in node:
        yield node["Index Name"]
    for inner in node.get("Plans", ()):
        yield from _scans(inner)
