"""`khotto classify`, `evaluate` and `train`: the understanding of Thai, without the rest of the bot."""

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click

from bot import settings
from bot.settings import Settings
from bot.wiring import App
from cases.needs import Intent
from cases.understanding import Understanding
from nlp.learning.models import present_model
from nlp.places import certain_part
from nlp.understand import Understander

if TYPE_CHECKING:
    from nlp.training import Correction


@click.command()
@click.argument("file", type=click.File("r", encoding="utf-8"), default="-")
def classify(file: TextIO) -> None:
    """Read messages (lines of text, or JSONL with "text") and write what is understood of each as JSONL."""
    understander = _understander(settings.load(need_line=False))
    for text in _texts(file):
        sys.stdout.write(json.dumps(_as_json(understander.understand(text)), ensure_ascii=False) + "\n")
        sys.stdout.flush()


def _texts(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        bare = line.rstrip("\r\n")
        if bare.strip():
            yield _text_of(bare)


def _text_of(line: str) -> str:
    """A line's message; what is no JSON object with a text counts as plain text."""
    try:
        row = json.loads(line)
    except ValueError:
        return line
    return row["text"] if isinstance(row, dict) and isinstance(row.get("text"), str) else line


def _as_json(heard: Understanding) -> dict[str, Any]:
    place = certain_part(heard.places)
    return {
        "text": heard.text,
        "needs": list(heard.needs),
        "decision": heard.decision,
        "candidates": list(heard.candidates),
        "intent": heard.intent,
        "urgency": heard.urgency,
        "scores": {code: round(score, 4) for code, score in heard.scores.items()},
        "reasons": list(heard.reasons),
        "place": place
        and {
            "province": place.province,
            "district": place.district,
            "subdistrict": place.subdistrict,
            "code": place.code,
        },
        "phone": heard.details.phone or None,
    }


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def evaluate(file: Path) -> None:
    """Compare the classifier with labelled JSONL (text, needs, intent, urgency) and print the figures."""
    from nlp.evaluation import evaluate as measure  # noqa: PLC0415 - training libraries load for training only
    from nlp.evaluation import report  # noqa: PLC0415

    try:
        found = measure(file, present_model(settings.load(need_line=False).model_folder))
    except ValueError as problem:
        raise click.ClickException(str(problem)) from problem
    click.echo(report(found))


@click.command()
@click.option("--rollback", is_flag=True, help="Go back to the model before the present one.")
def train(rollback: bool) -> None:
    """Train the classifier on the shipped messages and on what people corrected; a worse model is not taken."""
    from nlp.training import roll_back  # noqa: PLC0415
    from nlp.training import train as learn  # noqa: PLC0415

    app = App(settings.load(need_line=False))
    folder = app.settings.model_folder
    if rollback:
        try:
            click.echo(f"in use now: {roll_back(folder)}")
        except FileNotFoundError as error:
            raise click.ClickException(f"{folder} holds no model of its own; the shipped one is in use") from error
        return
    click.echo("training; this takes some minutes")
    click.echo(learn(folder, _corrections(app)).render())
    click.echo("a running bot takes up the new model when it is started again")


def _corrections(app: App) -> "list[Correction]":
    """What people corrected. They tell the needs; the urgency is what the present model reads."""
    from nlp.training import Correction  # noqa: PLC0415

    understander = _understander(app.settings)
    app.migrate()
    with app.unit_of_work() as uow:
        rows = uow.corrections.all()
    return [
        Correction(
            text=row["text"],
            needs=tuple(row["needs"]),
            intent=Intent.REPORT,
            urgency=understander.classify(row["text"]).urgency,
            who=str(row["by"]),
            when=row["at"],
        )
        for row in rows
    ]


def _understander(chosen: Settings) -> Understander:
    return Understander.load(present_model(chosen.model_folder), chosen.home_areas)
