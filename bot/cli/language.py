"""`khotto classify` and `khotto evaluate`: the understanding of Thai, without the rest of the bot."""

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, TextIO

import click

from bot import settings
from cases.understanding import Understanding
from nlp.places import certain_part
from nlp.understand import Understander


@click.command()
@click.argument("file", type=click.File("r", encoding="utf-8"), default="-")
def classify(file: TextIO) -> None:
    """Read messages (lines of text, or JSONL with "text") and write what is understood of each as JSONL."""
    understander = Understander.load(home=settings.load(need_line=False).home_areas)
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
    from nlp.evaluation import evaluate as measure  # noqa: PLC0415
    from nlp.evaluation import report  # noqa: PLC0415

    click.echo(report(measure(file)))


@click.command()
@click.option("--rollback", is_flag=True, help="Go back to the model before the present one.")
def train(rollback: bool) -> None:
    """Train the classifier on the shipped messages and the corrections of coordinators."""
    raise click.ClickException("not wired")
