"""The trained model: what it is made of, how it answers, and the file it is kept in."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cases.needs import CODES
from nlp.classifier.decisions import Answer, Thresholds, decide
from nlp.classifier.labels import COLUMNS, GATE_COLUMN, INTENT_COLUMNS, NEED_COLUMNS, URGENCY_COLUMNS
from nlp.classifier.reading import Reading
from nlp.classifier.vectors import SparseVector, Vectoriser

SHIPPED = Path(__file__).parent.parent / "model" / "model.npz"

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Linear:
    """One weighted sum a label; weights are kept as whole numbers of -127 to 127 times a scale a label."""

    weights: NDArray[np.int8]  # feature by label
    scale: Floats
    bias: Floats

    @classmethod
    def rounded(cls, weights: NDArray[np.float64], bias: NDArray[np.float64]) -> "Linear":
        """Made of exact weights, rounded to what is kept."""
        scale = np.maximum(np.abs(weights).max(axis=0, initial=0), 1e-6) / 127
        return cls(
            np.round(weights / scale).astype(np.int8),
            scale.astype(np.float32),
            np.round(bias, 5).astype(np.float32),
        )

    def scores(self, vector: SparseVector) -> Floats:
        """The sum of each label for one message."""
        rows = self.weights[vector.columns].astype(np.float32)
        scores: Floats = (vector.values @ rows) * self.scale + self.bias
        return scores


@dataclass(frozen=True, slots=True)
class Second:
    """Weighs the first scores of all labels against each other and makes probabilities of them."""

    mean: Floats
    deviation: Floats
    weights: Floats  # opinion by label
    bias: Floats

    def probabilities(self, first: Floats) -> Floats:
        """Of each label, for one row of first scores or many."""
        sums = (opinions(first) - self.mean) / self.deviation @ self.weights + self.bias
        parts = [_logistic(sums[..., : GATE_COLUMN + 1]), _shares(sums[..., INTENT_COLUMNS])]
        return np.concatenate([*parts, _shares(sums[..., URGENCY_COLUMNS])], axis=-1)


def opinions(first: Floats) -> Floats:
    """What the second stage looks at: the first scores, the best needs, which intent and urgency lead."""
    needs, intents, urgencies = (first[..., part] for part in (NEED_COLUMNS, INTENT_COLUMNS, URGENCY_COLUMNS))
    best = -np.sort(-needs, axis=-1)[..., :3]
    how_many = _logistic(2 * needs).sum(axis=-1, keepdims=True)
    leads = [intents.max(axis=-1, keepdims=True), _shares(2 * intents), _shares(2 * urgencies)]
    return np.concatenate([first, best, how_many, *leads], axis=-1)


def _logistic(sums: NDArray[np.floating]) -> Floats:
    shares: Floats = (1 / (1 + np.exp(-np.clip(sums, -30, 30)))).astype(np.float32)
    return shares


def _shares(sums: NDArray[np.floating]) -> Floats:
    powers = np.exp(sums - sums.max(axis=-1, keepdims=True))
    shares: Floats = (powers / powers.sum(axis=-1, keepdims=True)).astype(np.float32)
    return shares


@dataclass(frozen=True, slots=True)
class Model:
    """Everything that training decides."""

    vectoriser: Vectoriser
    first: Linear
    second: Second
    thresholds: Thresholds

    def answer(self, reading: Reading) -> Answer:
        """Probabilities of every label for one message, and what is decided from them."""
        scores = self.first.scores(self.vectoriser.vector(reading))
        return decide(self.second.probabilities(scores), reading.danger.level, self.thresholds)

    def telling_words(self, reading: Reading, need: str, most: int = 3) -> list[str]:
        """The words of the message that speak most for a need, the strongest first."""
        vector, column = self.vectoriser.vector(reading), CODES.index(need)
        gains = vector.values * self.first.weights[vector.columns, column]
        names = [self.vectoriser.names[c].partition(":") for c in vector.columns]
        words = [
            (gain, feature)
            for gain, (block, _, feature) in zip(gains, names, strict=True)
            if block == "words" and gain > 0
        ]
        return [word for _, word in sorted(words, reverse=True) if " " not in word][:most]

    def save(self, path: Path) -> None:
        """Write one file of numbers and text; the same model makes the same bytes."""
        meta = {"columns": COLUMNS, "thresholds": asdict(self.thresholds)}
        parts: dict[str, Any] = {
            "meta": _text(json.dumps(meta)),
            "names": _text("\n".join(self.vectoriser.names)),
            "idf": self.vectoriser.idf,
        }
        for stage in ("first", "second"):
            part = getattr(self, stage)
            parts |= {f"{stage}_{name}": getattr(part, name) for name in part.__slots__}
        with path.open("wb") as file:
            np.savez_compressed(file, **parts)

    @classmethod
    def load(cls, path: Path = SHIPPED) -> "Model":
        """Read a file that `save` wrote. ValueError if it was trained for other labels."""
        with np.load(path, allow_pickle=False) as file:
            parts = {name: file[name] for name in file.files}
        meta = json.loads(parts["meta"].tobytes().decode())
        if tuple(meta["columns"]) != COLUMNS:
            raise ValueError(f"{path} was trained for other needs, intents or urgencies: train it anew")
        return cls(
            vectoriser=Vectoriser(parts["names"].tobytes().decode().split("\n"), parts["idf"]),
            first=Linear(*(parts[f"first_{name}"] for name in Linear.__slots__)),
            second=Second(*(parts[f"second_{name}"] for name in Second.__slots__)),
            thresholds=Thresholds(**meta["thresholds"]),
        )


def _text(text: str) -> NDArray[np.uint8]:
    return np.frombuffer(text.encode(), dtype=np.uint8)
