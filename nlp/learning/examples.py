"""Labelled messages with what is seen in them, ready to learn from or to be judged."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nlp.classifier.decisions import Answer
from nlp.classifier.labels import truth
from nlp.classifier.model import Model
from nlp.classifier.reading import Reader, Reading
from nlp.corpus import Message

Bools = NDArray[np.bool_]
Rows = NDArray[np.intp]
Judged = tuple[Message, Answer]


@dataclass(frozen=True, slots=True)
class Examples:
    """Messages and their readings, one of each a row."""

    messages: Sequence[Message]
    readings: Sequence[Reading]

    @classmethod
    def read(cls, messages: Sequence[Message], reader: Reader) -> "Examples":
        """The messages as `reader` sees them."""
        return cls(messages, [reader.read(message.text) for message in messages])

    @property
    def truth(self) -> Bools:
        """One row a message, one column a label: whether it holds."""
        return truth((m.needs, m.intent, m.urgency) for m in self.messages)

    def folds(self) -> Iterator[tuple[Rows, Rows]]:
        """Each writer left out once: the rows of the others, and the writer's own.

        Whoever writes a new message was not there in training either.
        """
        writers = np.array([message.writer for message in self.messages])
        for writer in sorted(set(writers)):
            yield np.flatnonzero(writers != writer), np.flatnonzero(writers == writer)

    def some(self, rows: Rows) -> "Examples":
        """Only these rows."""
        return Examples([self.messages[i] for i in rows], [self.readings[i] for i in rows])

    def judged_by(self, model: Model) -> list[Judged]:
        """Each message with the answer of a model."""
        return self.answered_by(model.answer)

    def answered_by(self, judge: Callable[[Reading], Answer]) -> list[Judged]:
        """Each message with the answer of any judge."""
        return [(message, judge(reading)) for message, reading in zip(self.messages, self.readings, strict=True)]
