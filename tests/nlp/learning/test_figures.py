"""The figures say what they are said to say."""

import pytest

from cases.needs import CODES, Intent, Urgency
from cases.understanding import Decision
from nlp.classifier.decisions import Answer
from nlp.corpus import Message
from nlp.learning.figures import figures, worst_errors
from nlp.learning.report import full_report, table


def judged(true: tuple[str, ...], said: tuple[str, ...], urgent: Urgency = Urgency.NORMAL, best: str = "home_repair"):
    message = Message("ข้อความ", true, Intent.REPORT, Urgency.NORMAL, style="central", writer="w9", line=4)
    candidates = (said[0] if said else best, "elderly_care", "basic_needs")
    scores = {code: 0.9 if code in said else 0.1 for code in CODES}
    decision = Decision.ACCEPT if said else Decision.CHOOSE
    return message, Answer(decision, said, candidates, scores, Intent.REPORT, 0.9, urgent, 0.8, 0.5)


def test_scores_of_a_need_count_what_was_there_and_what_was_said():
    found = figures(
        [
            judged(("home_repair",), ("home_repair",)),
            judged(("home_repair",), ()),
            judged((), ("home_repair",)),
        ]
    )
    score = found.needs["home_repair"]
    assert (score.precision, score.recall, score.f1) == (0.5, 0.5, 0.5)
    assert found.false_acceptance == 1.0
    assert found.accepted == 0.5


def test_the_best_guess_and_the_buttons_count_though_nothing_was_accepted():
    found = figures([judged(("home_repair",), ()), judged(("basic_needs",), ())])
    assert (found.top1, found.top3) == (0.5, 1.0)


def test_emergencies_have_recall_and_precision():
    found = figures([judged((), (), Urgency.EMERGENCY), judged((), ())])
    assert (found.emergency.precision, found.emergency.support) == (0.0, 0)


def test_calibration_compares_what_was_said_with_what_was_true():
    found = figures([judged(("home_repair",), ("home_repair",))])
    assert [(b.total, b.share_true) for b in found.calibration] == [(7, 0.0), (1, 1.0)]
    assert found.calibration_error == pytest.approx(0.1)


def test_right_answers_are_no_errors_and_the_report_names_the_wrong_ones():
    wrong = judged((), ("public_space",))
    pairs = [judged(("home_repair",), ("home_repair",)), wrong]
    assert worst_errors(pairs) == [wrong]
    text = full_report(figures(pairs), worst_errors(pairs))
    assert "w9:4" in text
    assert "false acceptance" in table({"model": figures(pairs)})
