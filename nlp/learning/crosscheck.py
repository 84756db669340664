"""The honest measure: each writer's messages judged by a model that never saw that writer."""

from collections.abc import Iterator

from nlp.learning.figures import Judged
from nlp.learning.fitting import Examples, fit


def leave_one_writer_out(examples: Examples) -> Iterator[list[Judged]]:
    """Writer by writer, the messages with the answers of a model of the other writers (thresholds included)."""
    for known, new in examples.folds():
        model = fit(examples.some(known))
        yield [(examples.messages[i], model.answer(examples.readings[i])) for i in new]
