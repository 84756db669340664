"""Buttons of any age and words of any politeness mean what they say, or nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.commands.registry import COMMANDS
from handlers.engine.buttons import CommandTap, StepTap, command, parse, step_data
from handlers.engine.words import NOT_YET_BEGINNINGS, WORDS, begins_with, matches
from handlers.invitations import find_code


@given(st.text(), st.text(), st.text(), st.text())
def test_an_answer_comes_back_as_it_was(dialogue: str, step: str, session: str, value: str) -> None:
    assert parse(step_data(dialogue, step, session, value)) == StepTap(dialogue, step, session, value)


@given(st.text())
def test_no_data_breaks_the_reading(data: str) -> None:
    assert parse(data) is None or isinstance(parse(data), CommandTap | StepTap)


@given(st.integers(0, 2**53))
def test_a_command_carries_its_numbers(number: int) -> None:
    assert parse(command("รับเรื่อง", "accept", offer=number).data) == CommandTap("accept", {"offer": number})


@pytest.mark.parametrize("value", ["", "x", "-1", "1.5", "9" * 19, "๑๒"])
def test_what_is_no_key_of_a_row_is_left_out(value: str) -> None:
    assert parse(f"c=accept&offer={value}") == CommandTap("accept", {})


def test_every_command_says_what_stands_on_its_button() -> None:
    assert all(command.run.__doc__ for command in COMMANDS.values())


@pytest.mark.parametrize("text", ["ยืนยัน", "ยืนยันค่ะ", " ยืนยัน ครับ ", "ตกลงค่ะ", "OK", "โอเคจ้า"])
def test_politeness_and_spacing_do_not_matter(text: str) -> None:
    assert matches(text, WORDS["confirm"])


@pytest.mark.parametrize("text", ["ยังไม่มีใครมาเลยค่ะ", "ยังไม่ได้รับอะไรเลย", "ไม่มีใครมาดูเลย"])
def test_help_that_did_not_come_is_understood_in_a_sentence(text: str) -> None:
    assert begins_with(text, NOT_YET_BEGINNINGS)


@pytest.mark.parametrize("text", ["ยังไงก็ขอบคุณนะคะ", "ขอบคุณค่ะ", "ไม่เป็นไรค่ะ"])
def test_thanks_are_not_taken_for_a_complaint(text: str) -> None:
    assert not begins_with(text, NOT_YET_BEGINNINGS)
    assert not matches(text, WORDS["not_yet"])


@pytest.mark.parametrize(
    "text", ["KT-ABCDEFGH23", "kt-abcdefgh23", "รหัสเชิญ: KT ABCDE FGH23", "KTABCDEFGH23", " KT-ABCDE-FGH23 "]
)
def test_a_code_is_found_however_it_is_written(text: str) -> None:
    assert find_code(text) == "KT-ABCDEFGH23"


@pytest.mark.parametrize("text", ["สวัสดี", "KT", "KT-", "ซื้อของจาก KT-ABCDEFGH23 ไม่ได้ของ"])
def test_other_words_are_no_code(text: str) -> None:
    assert find_code(text) is None
