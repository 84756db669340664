"""`khotto export` and `khotto import`: data in and out as files."""

import csv
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import click

from bot import settings
from bot.wiring import App
from cases.policy import THAI_TIME
from storage.hotlines import read_hotlines
from storage.unit_of_work import SqlUnitOfWork

_FORMULA = ("=", "+", "-", "@", "\t", "\r")

Row = dict[str, Any]


@click.command()
@click.argument("what", type=click.Choice(["cases", "hotlines", "corrections"]))
def export(what: str) -> None:
    """Write cases (without names, phones and words), hotlines or corrections as CSV to the screen."""
    sources: dict[str, Callable[[SqlUnitOfWork], Iterator[Row]]] = {
        "cases": _cases,
        "hotlines": _hotlines,
        "corrections": _corrections,
    }
    with App(settings.load(need_line=False)).unit_of_work() as uow:
        writer: csv.DictWriter[str] | None = None
        for row in sources[what](uow):
            if writer is None:
                writer = csv.DictWriter(sys.stdout, list(row))
                writer.writeheader()
            writer.writerow({key: harmless(value) for key, value in row.items()})


@click.command("import")
@click.argument("what", type=click.Choice(["hotlines"]))
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def import_(what: str, file: Path) -> None:
    """Put the hotlines of a TOML file in place of the present ones (see storage/data/hotlines.toml)."""
    try:
        lines = read_hotlines(file)
    except (KeyError, ValueError, TypeError) as error:
        raise click.ClickException(f"{file} is no list of {what}: {error}. Nothing was changed.") from error
    with App(settings.load(need_line=False)).unit_of_work() as uow:
        count = uow.hotlines.replace(lines)
        uow.commit()
    click.echo(f"{count} hotlines are in use now")


def harmless(value: object) -> str:
    """A cell that no spreadsheet takes for a formula."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text


def _cases(uow: SqlUnitOfWork) -> Iterator[Row]:
    for case in uow.cases.all():
        yield {
            "number": case.number,
            "status": case.status,
            "needs": "+".join(case.needs),
            "urgency": case.urgency,
            "area": case.area,
            "opened_at": case.opened_at.astimezone(THAI_TIME).isoformat(timespec="minutes"),
        }


def _hotlines(uow: SqlUnitOfWork) -> Iterator[Row]:
    for line in uow.hotlines.all():
        yield {
            "number": line.number,
            "name": line.name,
            "topics": "+".join(line.topics),
            "source": line.source,
            "verified_on": line.verified_on,
        }


def _corrections(uow: SqlUnitOfWork) -> Iterator[Row]:
    for row in uow.corrections.all():
        yield {"text": row["text"], "needs": "+".join(row["needs"]), "by": row["by"], "at": row["at"].isoformat()}
