"""Thresholds decide between accepting, offering three and asking, and how pressing a message is."""

from dataclasses import replace

import numpy as np

from cases.needs import CODES, Urgency
from cases.understanding import Decision
from nlp.classifier.danger import Level
from nlp.classifier.decisions import Answer, Thresholds, decide
from nlp.classifier.labels import COLUMNS, GATE_COLUMN, URGENCY_COLUMNS

THRESHOLDS = Thresholds(any_need=0.8, need=0.4, choose=0.2, emergency=0.6, emergency_with_word=0.2)


def decided(gate: float, emergency: float = 0.0, level: Level = Level.NONE, **needs: float) -> Answer:
    row = np.zeros(len(COLUMNS), dtype=np.float32)
    row[[CODES.index(code) for code in needs]] = list(needs.values())
    row[GATE_COLUMN] = gate
    row[URGENCY_COLUMNS] = [emergency, 0.1, 0.9 - emergency]
    return decide(row, level, THRESHOLDS)


def test_every_need_above_its_threshold_is_accepted_where_a_need_is_certain():
    answer = decided(0.9, home_repair=0.7, elderly_care=0.5, public_space=0.1)
    assert (answer.decision, answer.needs) == (Decision.ACCEPT, ("home_repair", "elderly_care"))


def test_a_need_is_not_accepted_where_it_is_not_certain_that_there_is_any():
    answer = decided(0.5, home_repair=0.9)
    assert (answer.decision, answer.needs) == (Decision.CHOOSE, ())


def test_the_buttons_are_the_three_best_and_the_best_comes_first():
    assert decided(0.5, public_space=0.3, child_family=0.5, basic_needs=0.1).candidates == (
        "child_family",
        "public_space",
        "basic_needs",
    )


def test_nothing_is_offered_to_somebody_who_hardly_asks_for_anything():
    assert decided(0.1, home_repair=0.3).decision is Decision.ASK


def test_a_danger_word_makes_less_probability_enough_for_an_emergency():
    assert decided(0.5, emergency=0.3, level=Level.WORD).urgency is Urgency.EMERGENCY
    assert decided(0.5, emergency=0.3).urgency is not Urgency.EMERGENCY


def test_danger_that_is_taken_back_must_be_likelier_than_not():
    ready = replace(THRESHOLDS, emergency=0.2)
    row = np.zeros(len(COLUMNS), dtype=np.float32)
    row[URGENCY_COLUMNS] = [0.45, 0.1, 0.45]
    assert decide(row, Level.NONE, ready).urgency is Urgency.EMERGENCY
    assert decide(row, Level.CALMED, ready).urgency is not Urgency.EMERGENCY
    row[URGENCY_COLUMNS] = [0.65, 0.1, 0.25]
    assert decide(row, Level.CALMED, ready).urgency is Urgency.EMERGENCY


def test_what_is_no_emergency_is_urgent_from_its_share_of_the_rest_on():
    row = np.zeros(len(COLUMNS), dtype=np.float32)
    row[URGENCY_COLUMNS] = [0.1, 0.3, 0.6]
    assert decide(row, Level.NONE, replace(THRESHOLDS, urgent=0.3)).urgency is Urgency.URGENT
    assert decide(row, Level.NONE, replace(THRESHOLDS, urgent=0.4)).urgency is Urgency.NORMAL


def test_certain_danger_words_need_no_probability():
    assert decided(0.5, emergency=0.01, level=Level.CERTAIN).urgency is Urgency.EMERGENCY
