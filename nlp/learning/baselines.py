"""Two simple judges that the model has to beat: plain rules, and plain TF-IDF of words."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from cases.needs import CODES, Intent, Urgency
from nlp.classifier.danger import Level
from nlp.classifier.decisions import Answer, Thresholds, decide
from nlp.classifier.labels import COLUMNS, INTENTS, URGENCIES
from nlp.classifier.reading import Reading
from nlp.learning.examples import Examples

HALF = Thresholds(any_need=0.5, need=0.5, choose=0.2, emergency=0.5, emergency_with_word=0.5)


def by_rules(reading: Reading) -> Answer:
    """What the rules and the danger words say by themselves."""
    verdict = reading.verdict
    needs = {} if verdict.settled else verdict.needs
    scores = [0.9 if code in needs else 0.3 if code in verdict.hints else 0.1 for code in CODES]
    intent = verdict.intents[0] if verdict.intents else Intent.REPORT if needs else Intent.OTHER
    urgency = (
        Urgency.EMERGENCY if reading.danger.words else Urgency.URGENT if needs and verdict.urgent else Urgency.NORMAL
    )
    sure = [
        0.9 if needs else 0.1,
        *(0.9 * (i is intent) for i in INTENTS),
        *(0.9 * (u is urgency) for u in URGENCIES),
    ]
    return decide(np.array([*scores, *sure], dtype=np.float32), level=Level.NONE, thresholds=HALF)


def by_words(known: Examples) -> Callable[[Reading], Answer]:
    """A judge that was trained on `known`: TF-IDF of single words, a logistic regression for each label."""
    vectoriser = TfidfVectorizer(analyzer=_single_words, min_df=2, sublinear_tf=True)
    matrix = vectoriser.fit_transform(known.readings)
    labels = known.truth
    machines = [LogisticRegression(C=8, class_weight="balanced").fit(matrix, labels[:, c]) for c in range(len(COLUMNS))]

    def judge(reading: Reading) -> Answer:
        row = vectoriser.transform([reading])
        sure: NDArray[np.float32] = np.array([m.predict_proba(row)[0, 1] for m in machines], dtype=np.float32)
        return decide(sure, level=Level.NONE, thresholds=HALF)

    return judge


def _single_words(reading: Reading) -> list[str]:
    return [word for word in reading.features["words"] if " " not in word]
