"""Offers move on, volunteers are reminded, residents are asked again, and silence is never success."""

import time

import pytest

from cases.case import Status
from handlers.texts import desk, my_cases, referral
from tests.conftest import Town
from tests.conversations.reports import report_roof
from tests.phone import Phone

pytestmark = pytest.mark.both_databases


def status(town: Town) -> Status:
    with town.app.unit_of_work() as uow:
        return next(uow.cases.all()).status


def taken(town: Town) -> tuple[Phone, Phone]:
    """A case that a volunteer has accepted: the volunteer's and the resident's phone."""
    volunteer, resident = town.volunteer(), town.resident()
    report_roof(resident)
    volunteer.hears("มีเรื่องใกล้คุณ")
    volunteer.taps("รับเรื่อง")
    return volunteer, resident


def helped(town: Town) -> tuple[Phone, Phone]:
    """A case in which the volunteer says that help was given."""
    volunteer, resident = taken(town)
    volunteer.taps("ช่วยเสร็จแล้ว")
    volunteer.says("เปลี่ยนสังกะสีแล้ว")
    volunteer.taps("ข้าม")
    return volunteer, resident


def test_a_pass_brings_the_next_circle_and_then_the_coordinator(town: Town) -> None:
    near, wider, coordinator = town.volunteer("ใกล้"), town.volunteer("ไกล", "900101"), town.coordinator()
    report_roof(town.resident())
    near.hears("มีเรื่องใกล้คุณ")
    assert "มีเรื่องใกล้คุณ" not in wider.last()
    near.says("ขอผ่านค่ะ")
    wider.hears("มีเรื่องใกล้คุณ")
    wider.taps("ขอผ่าน")
    coordinator.hears("ยังไม่มีอาสารับเรื่อง")
    assert status(town) is Status.SCREENED


def test_what_is_not_pressing_wakes_nobody_at_night(town: Town) -> None:
    by_day, volunteer = town.resident(), town.volunteer()
    report_roof(by_day)
    volunteer.hears("มีเรื่องใกล้คุณ")
    assert "silent" not in volunteer.entries()[-1]

    town.days_pass(0.5)  # ten in the evening
    report_roof(town.resident("มาลี"))
    assert "12.00 น." in volunteer.hears("มีเรื่องใกล้คุณ"), "the hours to answer begin in the morning"
    assert volunteer.entries()[-1]["silent"]


def test_an_offer_that_runs_out_moves_on_and_a_late_tap_is_thanked(town: Town) -> None:
    near, wider = town.volunteer("ใกล้"), town.volunteer("ไกล", "900101")
    report_roof(town.resident())
    near.hears("มีเรื่องใกล้คุณ")
    town.days_pass(1)
    wider.hears("มีเรื่องใกล้คุณ")
    wider.says("รับเรื่อง")
    near.taps("รับเรื่อง")
    assert near.last().startswith(referral.TAKEN)


def test_without_any_volunteer_the_coordinator_hears_at_once_and_assigns_later(town: Town) -> None:
    coordinator = town.coordinator()
    report_roof(town.resident())
    coordinator.hears("ยังไม่มีอาสารับเรื่อง")
    coordinator.taps("มอบหมายอาสา")
    assert desk.NO_VOLUNTEERS in coordinator.last()
    volunteer = town.volunteer("มาใหม่")
    coordinator.taps("มอบหมายอาสา")
    coordinator.taps("มอบหมาย")
    assert "081-234-5678" in volunteer.hears("เรื่องเลขที่")


def test_a_silent_volunteer_is_reminded_and_then_the_coordinator_is_told(town: Town) -> None:
    coordinator = town.coordinator()
    volunteer, _ = taken(town)
    town.days_pass(3)
    volunteer.hears("เป็นอย่างไรบ้างคะ")
    assert desk.VOLUNTEER_SILENT not in coordinator.last()
    town.days_pass(3)
    volunteer.hears("เป็นอย่างไรบ้างคะ")
    coordinator.hears(desk.VOLUNTEER_SILENT)


def test_who_cannot_go_on_says_why_and_the_next_one_is_asked(town: Town) -> None:
    volunteer, resident = taken(town)
    coordinator, other = town.coordinator(), town.volunteer("คนใหม่")
    volunteer.taps("ทำไม่ได้")
    volunteer.taps("ต้องใช้ช่าง")
    other.hears("มีเรื่องใกล้คุณ")
    coordinator.says("เมนู")
    assert "ต้องใช้ช่าง" in coordinator.hears(desk.VOLUNTEER_CANNOT)
    resident.says("ติดตามเรื่อง")
    resident.hears(referral.RESIDENT_LOOKING_AGAIN)
    assert "ต้องใช้ช่าง" not in resident.last(), "why a volunteer gave up is not for the resident"


def test_somebody_else_cannot_record_on_the_case(town: Town) -> None:
    volunteer, _ = taken(town)
    stranger = town.volunteer("คนอื่น")
    _, action = volunteer.button("ลงเยี่ยมแล้ว")
    stranger.sends_action(action)
    assert referral.GONE in stranger.last()


def test_not_yet_reopens_and_reaches_volunteer_and_coordinator(town: Town) -> None:
    coordinator = town.coordinator()
    volunteer, resident = helped(town)
    town.days_pass(4)
    resident.hears("ได้รับความช่วยเหลือหรือยัง")
    resident.says("ยังเลยค่ะ")
    assert my_cases.THANKS_NOT_YET in resident.last()
    volunteer.hears("ยังไม่ได้รับความช่วยเหลือ")
    coordinator.hears(desk.NOT_YET)
    assert status(town) is Status.ASSIGNED


def test_silence_is_asked_once_more_and_ends_unconfirmed(town: Town) -> None:
    _, resident = helped(town)
    town.days_pass(4)
    resident.hears("ได้รับความช่วยเหลือหรือยัง")
    town.days_pass(8)
    resident.hears("ขอถามอีกครั้ง")
    town.days_pass(8)
    wait_for(town, Status.UNCONFIRMED)
    resident.taps("ได้รับแล้ว")
    assert status(town) is Status.CONFIRMED, "an answer that comes late counts all the same"


def wait_for(town: Town, wanted: Status) -> None:
    end = time.monotonic() + 20
    while status(town) is not wanted:
        assert time.monotonic() < end, status(town)
        time.sleep(0.1)


def test_a_confirmed_case_may_be_opened_again(town: Town) -> None:
    volunteer, resident = helped(town)
    town.days_pass(4)
    resident.hears("ได้รับความช่วยเหลือหรือยัง")
    resident.says("ได้แล้วค่ะ")
    assert status(town) is Status.CONFIRMED
    resident.says("ติดตามเรื่อง")
    resident.taps("ยังไม่ได้รับ")
    volunteer.hears("ยังไม่ได้รับความช่วยเหลือ")
