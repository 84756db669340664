"""Measuring the model, and two simple baselines beside it, on labelled messages."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from nlp import corpus
from nlp.classifier.model import SHIPPED, Model
from nlp.classifier.reading import Reader
from nlp.learning.baselines import by_rules, by_words
from nlp.learning.examples import Examples, Judged
from nlp.learning.figures import Figures, figures, worst_errors
from nlp.learning.report import full_report, table


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What the model and the baselines make of the same labelled messages."""

    by_judge: dict[str, Figures]
    judged: Sequence[Judged]  # by the model


def report(found: Evaluation, errors: int = 30) -> str:
    """All figures as text, with the worst `errors`."""
    worst = worst_errors(found.judged, errors)
    return f"{table(found.by_judge)}\n\n{full_report(found.by_judge['model'], worst)}"


def evaluate(file: Path, model: Path = SHIPPED) -> Evaluation:
    """Judge the labelled messages of a .tsv or .jsonl file by a model and by both baselines.

    ValueError names the line that is not labelled as nlp/data/README.md says.
    """
    reader = Reader.load()
    asked = Examples.read(corpus.read(file), reader)
    texts = {message.text for message in asked.messages}
    known = Examples.read([m for m in corpus.training_messages() if m.text not in texts], reader)
    judged = asked.judged_by(Model.load(model))
    by_judge = {
        "model": figures(judged),
        "plain TF-IDF": figures(asked.answered_by(by_words(known))),
        "plain rules": figures(asked.answered_by(by_rules)),
    }
    return Evaluation(by_judge, judged)
