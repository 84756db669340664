"""Whether help came: answered by tap, in a word or in a sentence, early or late; asked by day only."""

from cases.case import Happening, Status
from cases.policy import THAI_TIME
from handlers.texts import desk, my_cases
from tests.conftest import Town
from tests.conversations.reports import report_roof
from tests.phone import Phone

QUESTION = "ได้รับความช่วยเหลือหรือยัง"


def helped(town: Town) -> tuple[Phone, Phone]:
    """A case in which the volunteer says that help was given: the volunteer's phone and the resident's."""
    volunteer, resident = town.volunteer(), town.resident()
    report_roof(resident)
    volunteer.hears("มีเรื่องใกล้คุณ")
    volunteer.taps("รับเรื่อง")
    volunteer.taps("ช่วยเสร็จแล้ว")
    volunteer.taps("ข้าม")
    volunteer.taps("ข้าม")
    return volunteer, resident


def status(town: Town) -> Status:
    with town.app.unit_of_work() as uow:
        return next(uow.cases.all()).status


def test_a_sentence_that_denies_reopens_and_its_words_reach_those_who_help(town: Town) -> None:
    coordinator = town.coordinator()
    volunteer, resident = helped(town)
    town.days_pass(4)
    resident.hears(QUESTION)
    resident.says("ยังไม่มีใครมาเลยค่ะ รอทุกวัน")
    assert my_cases.THANKS_NOT_YET in resident.last()
    assert "รอทุกวัน" in volunteer.hears("ยังไม่ได้รับความช่วยเหลือ")
    assert "รอทุกวัน" in coordinator.hears(desk.NOT_YET)
    assert status(town) is Status.ASSIGNED
    with town.app.unit_of_work() as uow:
        assert uow.cases.timeline(next(uow.cases.all()).id)[-1].what is Happening.NOT_YET


def test_an_answer_with_a_but_is_asked_back(town: Town) -> None:
    _, resident = helped(town)
    town.days_pass(4)
    resident.hears(QUESTION)
    resident.says("ได้รับแล้วแต่ไม่ครบค่ะ")
    assert status(town) is Status.HELPED, "neither yes nor no is guessed"
    assert QUESTION in resident.last()
    resident.taps("ได้รับแล้ว")
    assert status(town) is Status.CONFIRMED


def test_thanks_are_no_answer(town: Town) -> None:
    _, resident = helped(town)
    resident.says("ขอบคุณค่ะ")
    assert status(town) is Status.HELPED


def test_an_answer_before_the_question_counts(town: Town) -> None:
    _, resident = helped(town)
    resident.says("ได้รับแล้วค่ะ")
    assert my_cases.THANKS_RECEIVED in resident.last()
    assert status(town) is Status.CONFIRMED
    town.days_pass(4)
    assert QUESTION not in resident.last(), "who has answered is not asked"


def test_a_second_tap_is_told_that_it_was_answered(town: Town) -> None:
    _, resident = helped(town)
    town.days_pass(4)
    resident.hears(QUESTION)
    resident.taps("ได้รับแล้ว")
    resident.taps("ได้รับแล้ว")
    assert my_cases.ALREADY_ANSWERED in resident.last()


def test_nobody_is_asked_at_night(town: Town) -> None:
    _, resident = helped(town)
    town.days_pass(3 + 16 / 24)
    assert town.app.now().astimezone(THAI_TIME).hour in (1, 2)
    assert QUESTION not in resident.last(), "it fell due by day, but now people sleep"
    town.days_pass(8 / 24)
    resident.hears(QUESTION)
