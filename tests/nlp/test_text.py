"""A text is normalised, and every letter knows where it came from."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.text import prepare


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("๐๘๑ ๒๓๔", "081 234"),
        ("น้ํา", "น้ำ"),
        ("นํ้า", "น้ำ"),
        ("เเม่", "แม่"),
        ("ท่ี่อยู่", "ที่อยู่"),
        ("จ้าาาาา", "จ้า"),
        ("มากๆๆๆ", "มากๆ"),
        ("ก\u200bข\ufeff", "กข"),
        ("ก\u00a0ข\tค\nง", "ก ข ค\nง"),
        ("\ud83d หาย", "  หาย"),
        ("", ""),
    ],
)
def test_letters_typed_in_odd_ways_are_read_as_meant(typed, read):
    assert prepare(typed).text == read


def test_a_span_points_to_the_letters_that_were_typed():
    typed = "อยู่ ท่ี่ไหน น้ํา"
    prepared = prepare(typed)
    start = prepared.text.index("น้ำ")
    span = prepared.span(start, start + 3)
    assert typed[span.start : span.end] == "น้ํา"


def test_an_index_past_the_end_is_the_end():
    assert prepare("เเม่").original_index(99) == 4


@given(st.text(alphabet=st.characters(), max_size=200))
def test_any_text_keeps_its_letters_in_order_and_inside_the_original(typed):
    prepared = prepare(typed)
    starts = [prepared.original_index(index) for index in range(len(prepared.text))]
    assert starts == sorted(starts)
    assert all(0 <= start < len(typed) for start in starts)
    whole = prepared.span(0, len(prepared.text))
    assert 0 <= whole.start <= whole.end <= len(typed)


@given(st.text(alphabet="กขเแำาิ่้ํๆ๑2 \u200b", max_size=60))
def test_what_is_normalised_once_is_normal(typed):
    once = prepare(typed).text
    assert prepare(once).text == once
