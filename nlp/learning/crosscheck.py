"""The honest measure: each writer's messages judged by a model that never saw that writer."""

from collections.abc import Iterator

from nlp.learning.figures import Judged
from nlp.learning.fitting import Examples, fit


def leave_one_writer_out(examples: Examples) -> Iterator[tuple[Examples, Examples, list[Judged]]]:
    """For each writer: what the others wrote, what the writer wrote, and the answers of a model of the others.

    Its thresholds, too, are set on the others alone.
    """
    for others, own in examples.folds():
        known, new = examples.some(others), examples.some(own)
        model = fit(known)
        yield known, new, [(m, model.answer(r)) for m, r in zip(new.messages, new.readings, strict=True)]
