"""Readings as sparse vectors: which features are known, and how much each weighs."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nlp.classifier.reading import Reading


@dataclass(frozen=True, slots=True)
class Block:
    """How one kind of feature is taken: from how many messages on, and its share in a vector."""

    rarest: int  # messages that a feature must occur in to be known
    weight: float  # length of this block's part of a vector


BLOCKS: Mapping[str, Block] = {
    "words": Block(rarest=2, weight=1.0),
    "letters": Block(rarest=3, weight=1.0),
    "sounds": Block(rarest=3, weight=1.0),
    "groups": Block(rarest=2, weight=0.25),
}


@dataclass(frozen=True, slots=True)
class SparseVector:
    """Columns and values of what is not zero."""

    columns: NDArray[np.int32]
    values: NDArray[np.float32]


class Vectoriser:
    """TF-IDF of each block by itself: logarithmic counts, rare features weigh more, length evened out."""

    def __init__(self, names: Sequence[str], idf: NDArray[np.float32]) -> None:
        self.names, self.idf = tuple(names), idf  # a name is "block:feature"
        self._columns: dict[str, dict[str, int]] = {}
        for block in BLOCKS:
            prefix = f"{block}:"
            cut = len(prefix)
            self._columns[block] = {n[cut:]: column for column, n in enumerate(self.names) if n.startswith(prefix)}

    @classmethod
    def fit(cls, readings: Iterable[Reading]) -> "Vectoriser":
        """Knows the features that occur often enough in `readings`."""
        seen: dict[str, Counter[str]] = {block: Counter() for block in BLOCKS}
        total = 0
        for reading in readings:
            total += 1
            for block, counts in seen.items():
                counts.update(set(reading.features[block]))
        known = [
            (f"{block}:{feature}", count)
            for block, counts in seen.items()
            for feature, count in sorted(counts.items())
            if count >= BLOCKS[block].rarest
        ]
        idf = [round(math.log((1 + total) / (1 + count)) + 1, 4) for _, count in known]
        return cls([name for name, _ in known], np.array(idf, dtype=np.float32))

    def vector(self, reading: Reading) -> SparseVector:
        """The vector of one reading; empty where nothing in it is known."""
        columns = [np.zeros(0, dtype=np.int32)]
        values = [np.zeros(0, dtype=np.float32)]
        for block, known in self._columns.items():
            met = [column for column in map(known.get, reading.features[block]) if column is not None]
            if met:
                here, counts = np.unique(np.array(met, dtype=np.int32), return_counts=True)
                weights = (1 + np.log(counts.astype(np.float32))) * self.idf[here]
                columns.append(here)
                values.append(weights * np.float32(BLOCKS[block].weight / np.linalg.norm(weights)))
        return SparseVector(np.concatenate(columns), np.concatenate(values))
