"""A folder keeps the present model and the way back."""

from dataclasses import replace

import pytest

from nlp.classifier.decisions import Thresholds
from nlp.classifier.model import SHIPPED, Model
from nlp.learning.models import present_model, promote, roll_back


def test_the_shipped_model_is_used_until_there_is_an_own_one(tmp_path):
    assert present_model(tmp_path) == SHIPPED
    assert promote(Model.load(), tmp_path) == present_model(tmp_path) != SHIPPED


def test_rolling_back_brings_the_model_before_and_then_the_shipped_one(tmp_path):
    first = promote(Model.load(), tmp_path).read_bytes()
    other = replace(Model.load(), thresholds=Thresholds())
    assert promote(other, tmp_path).read_bytes() != first
    assert roll_back(tmp_path).read_bytes() == first
    assert roll_back(tmp_path) == SHIPPED


def test_there_is_no_way_back_from_the_shipped_model(tmp_path):
    with pytest.raises(FileNotFoundError):
        roll_back(tmp_path)
