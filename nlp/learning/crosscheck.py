"""The honest measure: each writer's messages judged by a model that never saw that writer."""

from collections.abc import Iterator

from nlp.classifier.model import Model
from nlp.learning.examples import Examples
from nlp.learning.fitting import fit


def leave_one_writer_out(examples: Examples) -> Iterator[tuple[Examples, Examples, Model]]:
    """For each writer: what the others wrote, what this one did, and a model of the others.

    Its thresholds, too, are set on the others alone.
    """
    for others, own in examples.folds():
        known = examples.some(others)
        yield known, examples.some(own), fit(known)
