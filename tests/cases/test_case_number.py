"""Case numbers survive the telephone: every slip is noticed, every way of writing is read."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.case_number import buddhist_year, find_number, format_number

numbers = st.builds(format_number, st.integers(2500, 2599), st.integers(1, 99_999))


def test_a_number_is_short_year_running_number_and_check_digit() -> None:
    number = format_number(buddhist_year(date(2026, 11, 21)), 123)
    assert number.startswith("69-00123-")
    assert len(number) == 10


@given(numbers, st.integers(0, 7), st.integers(1, 9))
def test_one_wrong_digit_is_noticed(number: str, place: int, shift: int) -> None:
    digits = [*number.replace("-", "")]
    digits[place] = str((int(digits[place]) + shift) % 10)
    assert find_number("".join(digits)) != number
    assert find_number("".join(digits)) is None


@given(numbers, st.integers(0, 6))
def test_two_neighbours_swapped_are_noticed(number: str, place: int) -> None:
    digits = [*number.replace("-", "")]
    if digits[place] != digits[place + 1]:
        digits[place], digits[place + 1] = digits[place + 1], digits[place]
        assert find_number("".join(digits)) is None


@pytest.mark.parametrize(
    "wording",
    ["{0}", "เรื่องเลขที่ {0} ถึงไหนแล้วคะ", "{1}", "เลข {2} ครับ"],
    ids=["plain", "in words", "no dashes", "spaces"],
)
def test_a_number_is_found_however_it_is_written(wording: str) -> None:
    number = format_number(2569, 42)
    assert find_number(wording.format(number, number.replace("-", ""), number.replace("-", " "))) == number


def test_thai_digits_are_read() -> None:
    number = format_number(2569, 42)
    assert find_number(number.translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙"))) == number


def test_a_telephone_number_is_no_case_number() -> None:
    assert find_number("081-234-5678") is None
