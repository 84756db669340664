"""Training makes the same model from the same messages, and needs more than one writer."""

import numpy as np
import pytest

from nlp.classifier.model import Model
from nlp.classifier.reading import Reader
from nlp.corpus import training_messages
from nlp.learning.examples import Examples
from nlp.learning.fitting import fit
from nlp.learning.thresholds import FALSE_ACCEPTANCE, set_thresholds

READER = Reader.load()
SOME = Examples.read(training_messages()[::12], READER)


@pytest.fixture(scope="module")
def model() -> Model:
    return fit(SOME)


def test_the_same_messages_make_the_same_file_bit_for_bit(model, tmp_path):
    model.save(tmp_path / "one.npz")
    fit(SOME).save(tmp_path / "two.npz")
    assert (tmp_path / "one.npz").read_bytes() == (tmp_path / "two.npz").read_bytes()


def test_a_model_answers_the_same_after_it_was_saved_and_loaded(model, tmp_path):
    model.save(tmp_path / "model.npz")
    again = Model.load(tmp_path / "model.npz")
    assert [again.answer(r) for r in SOME.readings[:50]] == [model.answer(r) for r in SOME.readings[:50]]


def test_messages_of_one_writer_are_refused():
    writer = SOME.messages[0].writer
    alone = SOME.some(np.array([i for i, m in enumerate(SOME.messages) if m.writer == writer]))
    with pytest.raises(ValueError, match="two writers"):
        fit(alone)


def test_no_more_messages_without_a_need_are_accepted_than_may_be_give_or_take_one():
    chances = np.random.default_rng(5)
    labels = np.zeros((1000, 20), dtype=bool)
    labels[:500, 8] = True
    probabilities = chances.random((1000, 20), dtype=np.float32)
    accepted = probabilities[500:, 8] >= set_thresholds(probabilities, labels, np.zeros(1000, dtype=int)).any_need
    assert accepted.mean() <= FALSE_ACCEPTANCE + 1 / 500
