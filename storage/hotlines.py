"""The telephone numbers of the state: data with a source and a date, which an organisation may edit."""

import tomllib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select

from cases.hotlines import Hotline
from storage.tables import hotlines

DEFAULTS = Path(__file__).parent / "data" / "hotlines.toml"


class HotlinesTable:
    """Queries on hotlines within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def of(self, topics: Sequence[str]) -> list[Hotline]:
        """The numbers for some topics, those for the first topic first; none for none."""
        found = [line for topic in topics for line in self.all() if topic in line.topics]
        return list(dict.fromkeys(found))

    def all(self) -> list[Hotline]:
        """Every number, in the order of the list."""
        return [_hotline(row) for row in self._db.execute(select(hotlines).order_by(hotlines.c.position))]

    def replace(self, lines: Iterable[Hotline]) -> int:
        """Put another list in place of the present one; returns how many numbers it holds."""
        rows = [
            {
                "number": line.number,
                "name": line.name,
                "topics": list(line.topics),
                "source": line.source,
                "verified_on": line.verified_on,
                "position": position,
            }
            for position, line in enumerate(lines)
        ]
        self._db.execute(delete(hotlines))
        if rows:
            self._db.execute(insert(hotlines), rows)
        return len(rows)


def read_hotlines(path: Path) -> list[Hotline]:
    """The numbers in a TOML file such as `storage/data/hotlines.toml`; KeyError names a missing field."""
    rows = tomllib.loads(path.read_text(encoding="utf-8"))["hotline"]
    return [
        Hotline(row["number"], row["name"], tuple(row["topics"]), row["source"], row["verified_on"]) for row in rows
    ]


def _hotline(row: Row[Any]) -> Hotline:
    return Hotline(row.number, row.name, tuple(row.topics), row.source, row.verified_on, row.position)
