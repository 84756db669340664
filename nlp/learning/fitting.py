"""Fits both stages of the model to labelled messages; the same messages make the same model, bit for bit."""

import numpy as np
from joblib import Parallel, delayed
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.svm import LinearSVC

from nlp.classifier.labels import COLUMNS
from nlp.classifier.model import Floats, Linear, Model, Second, opinions
from nlp.classifier.vectors import Vectoriser
from nlp.learning.examples import Bools, Examples
from nlp.learning.thresholds import set_thresholds

FIRST_STRENGTH, SECOND_STRENGTH = 1.0, 0.3  # the inverse of how hard large weights are held down
SEED = 7
MANY = 1500  # messages; fewer are fitted sooner than further processes would have started


def fit(examples: Examples) -> Model:
    """A model of messages by two writers or more; ValueError for fewer: how sure it is could not be told."""
    folds, labels = list(examples.folds()), examples.truth
    if len(folds) < 2:
        raise ValueError("training needs the messages of two writers or more")
    first = np.zeros(labels.shape, dtype=np.float32)
    for known, new in folds:
        vectoriser, stage = _fit_first(examples.some(known), labels[known])
        first[new] = [stage.scores(vectoriser.vector(examples.readings[i])) for i in new]
    probabilities = np.zeros(labels.shape, dtype=np.float32)
    for known, new in folds:
        probabilities[new] = _fit_second(first[known], labels[known]).probabilities(first[new])
    levels = np.array([int(reading.danger.level) for reading in examples.readings])
    return Model(
        *_fit_first(examples, labels),
        _fit_second(first, labels),
        set_thresholds(probabilities, labels, levels),
    )


def _fit_first(examples: Examples, labels: Bools) -> tuple[Vectoriser, Linear]:
    vectoriser = Vectoriser.fit(examples.readings)
    vectors = [vectoriser.vector(reading) for reading in examples.readings]
    ends = np.cumsum([0, *(len(vector.columns) for vector in vectors)])
    matrix = csr_matrix(
        (np.concatenate([v.values for v in vectors]), np.concatenate([v.columns for v in vectors]), ends),
        shape=(len(vectors), len(vectoriser.names)),
        dtype=np.float64,
    )
    jobs = (delayed(_separate)(matrix, labels[:, column]) for column in range(len(COLUMNS)))
    lines = Parallel(n_jobs=-1 if len(vectors) > MANY else 1)(jobs)
    return vectoriser, Linear.rounded(np.stack([w for w, _ in lines], axis=1), np.array([b for _, b in lines]))


def _separate(matrix: csr_matrix, holds: Bools) -> tuple[NDArray[np.float64], float]:
    """The weights and bias that tell the messages for which a label holds from the others."""
    if holds.all() or not holds.any():
        return np.zeros(matrix.shape[1]), 1.0 if holds.any() else -1.0
    machine = LinearSVC(C=FIRST_STRENGTH, random_state=SEED).fit(matrix, holds)
    return machine.coef_[0], float(machine.intercept_[0])


def _fit_second(first: Floats, labels: Bools) -> Second:
    seen = opinions(first).astype(np.float64)
    mean, deviation = seen.mean(axis=0), np.maximum(seen.std(axis=0), 1e-6)
    lines = [_weigh((seen - mean) / deviation, labels[:, column]) for column in range(len(COLUMNS))]
    weights, bias = np.stack([w for w, _ in lines], axis=1), np.array([b for _, b in lines])
    return Second(*(np.round(part, 4).astype(np.float32) for part in (mean, deviation, weights, bias)))


def _weigh(seen: NDArray[np.float64], holds: Bools) -> tuple[NDArray[np.float64], float]:
    if holds.all() or not holds.any():
        return np.zeros(seen.shape[1]), 5.0 if holds.any() else -5.0
    machine = LogisticRegression(C=SECOND_STRENGTH, max_iter=1000).fit(seen, holds)
    return machine.coef_[0], float(machine.intercept_[0])
