"""Corrections teach, but cannot swamp: capped, deduplicated, the last word counts."""

from datetime import UTC, datetime, timedelta

from cases.needs import Intent, Urgency
from nlp.corpus import Message
from nlp.learning.corrections import MOST_A_LABEL, Correction, as_messages

NOON = datetime(2026, 11, 1, 12, tzinfo=UTC)


def correction(text: str, *needs: str, minutes: int = 0) -> Correction:
    return Correction(text, needs, Intent.REPORT, Urgency.NORMAL, "สมศรี", NOON + timedelta(minutes=minutes))


def test_one_label_is_capped_and_the_newest_are_taken():
    many = [correction(f"เรื่องที่ {n}", "home_repair", minutes=n) for n in range(MOST_A_LABEL + 50)]
    taken = as_messages([*many, correction("เรื่องอื่น", "basic_needs")], known=[])
    assert len(taken) == MOST_A_LABEL + 1
    assert taken[0].text == f"เรื่องที่ {MOST_A_LABEL + 49}"


def test_the_last_word_on_a_text_counts():
    taken = as_messages([correction("ก", "home_repair"), correction("ก", "public_space", minutes=5)], known=[])
    assert [m.needs for m in taken] == [("public_space",)]


def test_a_text_that_is_known_already_is_left_out():
    known = [Message("ก", (), Intent.OTHER, Urgency.NORMAL)]
    assert as_messages([correction("ก", "home_repair")], known) == []
