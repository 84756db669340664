"""Consent is asked before anything is kept, may be refused, and may be taken back."""

from cases.case import Status
from handlers.texts import common
from handlers.texts import consent as texts
from tests.conftest import Town
from tests.conversations.reports import ROOF, report_roof, to_summary


def test_what_was_told_before_the_consent_is_not_asked_again(town: Town) -> None:
    resident = town.resident(consented=False)
    resident.says(ROOF)
    assert texts.SERVICE_TITLE in resident.last()
    resident.taps("ยินยอม")
    resident.taps("ยินยอม")
    assert "เล่าให้ฟัง" not in resident.last()
    to_summary(resident)
    assert "081-234-5678" in resident.last()


def test_a_refusal_still_gets_telephone_numbers_and_opens_nothing(town: Town) -> None:
    resident = town.resident(consented=False)
    resident.says(ROOF)
    resident.taps("ไม่ยินยอม")
    assert "1502" in resident.last() or "1300" in resident.last()
    with town.app.unit_of_work() as uow:
        assert list(uow.cases.all()) == []
    resident.says("แจ้งเรื่อง")
    assert texts.SERVICE_TITLE in resident.last(), "who changes their mind is asked again"


def test_consent_taken_back_ends_open_cases_and_tells_those_who_worked_on_them(town: Town) -> None:
    volunteer, coordinator, resident = town.volunteer(), town.coordinator(), town.resident()
    report_roof(resident)
    volunteer.hears("มีเรื่องใกล้คุณ")
    volunteer.taps("รับเรื่อง")
    resident.says("ถอนความยินยอม")
    volunteer.hears("ผู้แจ้งขอถอนแล้ว")
    with town.app.unit_of_work() as uow:
        assert next(uow.cases.all()).status is Status.WITHDRAWN
    coordinator.says("เมนู")
    coordinator.hears("มีผู้ถอนความยินยอม")


def test_cancel_leaves_a_report_from_anywhere(town: Town) -> None:
    resident = town.resident()
    resident.says(ROOF)
    resident.taps("ยกเลิก")
    assert common.CANCELLED in resident.last()
    resident.says("ติดตามเรื่อง")
    assert "ยังไม่มีเรื่อง" in resident.last()


def test_a_button_of_an_earlier_question_gets_a_polite_word_and_the_present_question(town: Town) -> None:
    resident = town.resident()
    resident.says("แจ้งเรื่อง")
    resident.says("น้ำประปาแพงเกินจริง โดนเก็บเงินซ้ำ")
    old = resident.button("ตัวฉันเอง")
    resident.tap_action(*old)
    said = resident.tap_action(*old)
    assert common.STALE in said[0]["text"]
    assert len(said) == 2
