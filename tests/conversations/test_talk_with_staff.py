"""คุยกับเจ้าหน้าที่: words go to those who can answer, and the answers come back."""

from datetime import timedelta

from handlers.texts import common, desk
from tests.conftest import THA_KHAM, Town
from tests.conversations.reports import report_roof


def test_a_talk_goes_both_ways(town: Town) -> None:
    coordinator, resident = town.coordinator(), town.resident("ประนอม")
    resident.says("คุยกับเจ้าหน้าที่")
    assert desk.HUMAN_TOLD in resident.last()
    assert "ประนอม" in coordinator.hears("มีผู้ขอคุยกับเจ้าหน้าที่")
    coordinator.taps("ตอบ")
    coordinator.says("บ้านอยู่ตรงไหนคะ")
    resident.hears("บ้านอยู่ตรงไหนคะ")
    resident.says("ข้างวัดค่ะ")
    assert desk.FORWARDED in resident.last()
    assert "ข้างวัดค่ะ" in coordinator.hears("ข้อความจากคุณประนอม")


def test_only_the_coordinator_who_answered_hears_the_answer(town: Town) -> None:
    first, second = town.coordinator("หนึ่ง"), town.coordinator("สอง")
    resident = town.resident()
    resident.says("ขอคุยกับเจ้าหน้าที่")
    second.hears("มีผู้ขอคุย")
    first.hears("มีผู้ขอคุย")
    first.taps("ตอบ")
    first.says("ว่าอย่างไรคะ")
    resident.says("ไม่มีอะไรแล้วค่ะ")
    first.hears("ไม่มีอะไรแล้วค่ะ")
    second.says("เมนู")
    assert "ไม่มีอะไรแล้วค่ะ" not in "".join(str(message) for message in second.messages())


def test_the_coordinators_nearest_to_the_case_are_called(town: Town) -> None:
    near, far = town.coordinator("ใกล้", THA_KHAM), town.coordinator("จังหวัด")
    resident = town.resident()
    report_roof(resident)
    resident.says("คุยกับเจ้าหน้าที่")
    near.hears("มีผู้ขอคุย")
    town.settles()
    assert "มีผู้ขอคุย" not in far.last()


def test_in_mid_report_the_talk_comes_first_and_the_report_goes_on(town: Town) -> None:
    coordinator, resident = town.coordinator(), town.resident()
    resident.says("อยากได้รถเข็นให้พ่อ")
    resident.says("คุยกับเจ้าหน้าที่")
    assert common.UNFINISHED in resident.last()
    resident.says("พ่อต้องใช้พรุ่งนี้ค่ะ")
    coordinator.says("เมนู")
    coordinator.hears("พ่อต้องใช้พรุ่งนี้ค่ะ")
    town.days_pass(timedelta(hours=1) / timedelta(days=1))
    resident.says("ต.ท่าข้าม อ.หาดใหญ่")
    assert "บ้านอยู่ตรงไหนคะ" in resident.last(), "after a while the report goes on by itself"


def test_a_message_from_the_staff_is_answered_before_the_report_goes_on(town: Town) -> None:
    coordinator, resident = town.coordinator(), town.resident()
    number = report_roof(resident)
    resident.says("อยากได้รถเข็นให้พ่อ")
    old_button = resident.button("เลือกจากรายชื่อจังหวัด")
    coordinator.says(number)
    coordinator.taps("ตอบผู้แจ้ง")
    coordinator.says("พรุ่งนี้อยู่บ้านไหมคะ")
    resident.hears("พรุ่งนี้อยู่บ้านไหมคะ")
    resident.says("อยู่ค่ะ")
    assert desk.FORWARDED in resident.last()
    coordinator.hears("อยู่ค่ะ")
    resident.tap_action(*old_button)
    assert "จังหวัดอะไรคะ" in resident.last(), "a tap on the report takes it up again"


def test_without_any_staff_there_are_numbers_to_call(town: Town) -> None:
    resident = town.resident()
    resident.says("คุยกับเจ้าหน้าที่")
    assert desk.HUMAN_NOBODY in resident.last()
    assert "1300" in resident.last()
