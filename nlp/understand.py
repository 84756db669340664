"""One message in, everything that is understood of it out."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from cases.understanding import Understanding
from nlp.classifier.decisions import Answer
from nlp.classifier.model import SHIPPED, Model
from nlp.classifier.reading import Reader, Reading
from nlp.details import find_details
from nlp.places import find_places

MOST_WORDS = 4  # in one reason


class Understander:
    """Reads messages; made once a process by `load`, then safe to use from several threads."""

    def __init__(self, reader: Reader, model: Model, home: Sequence[str] = ()) -> None:
        self._reader, self._model, self._home = reader, model, tuple(home)

    @classmethod
    def load(cls, model_path: Path | None = None, home: Sequence[str] = ()) -> "Understander":
        """With the shipped model or the one at `model_path`; `home` are the centre's own province codes."""
        return cls(Reader.load(), Model.load(model_path or SHIPPED), home)

    def classify(self, text: str) -> Answer:
        """Needs, intent and urgency of `text` alone."""
        return self._model.answer(self._reader.read(text))

    def understand(self, text: str, today: date | None = None) -> Understanding:
        """What `text` says; dates in it count from `today` (the machine's, if not given). No input raises."""
        reading = self._reader.read(text)
        answer = self._model.answer(reading)
        return Understanding(
            text=text,
            needs=answer.needs,
            decision=answer.decision,
            candidates=answer.candidates,
            scores=answer.scores,
            intent=answer.intent,
            intent_score=answer.intent_score,
            urgency=answer.urgency,
            urgency_score=answer.urgency_score,
            dangers=tuple(dict.fromkeys(word.group for word in reading.danger.words)),
            reasons=self._reasons(reading, answer),
            places=tuple(find_places(text, self._home)),
            details=find_details(text, today or date.today()),
        )

    def _reasons(self, reading: Reading, answer: Answer) -> tuple[str, ...]:
        """Why each need was accepted and why it is pressing: the words of rules, or those that weigh most."""
        named = [
            reading.verdict.needs.get(need)
            or reading.verdict.hints.get(need)
            or self._model.telling_words(reading, need)
            for need in answer.needs
        ]
        if answer.pressing:
            named.append([word.word for word in reading.danger.words])
        return tuple(dict.fromkeys(_because(words) for words in named if words))


def _because(words: Sequence[str]) -> str:
    return "เพราะพบคำว่า " + ", ".join(f"“{word}”" for word in words[:MOST_WORDS])
