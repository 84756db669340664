"""Danger in the middle of something else: the number first, the coordinator knows all, and nothing told is lost."""

from handlers.texts import common, desk
from handlers.texts import emergency as texts
from tests.conftest import Town
from tests.conversations.reports import to_summary

FAINTED = "ยายหมดสติ ไม่หายใจ ช่วยด้วย"


def test_in_mid_report_the_coordinator_hears_what_was_told_before(town: Town) -> None:
    coordinator, resident = town.coordinator(), town.resident()
    resident.says("อยากได้รถเข็นให้ยาย บ้านเลขที่ 12/3 ต.ท่าข้าม อ.หาดใหญ่ โทร 081-234-5678")
    assert texts.TITLE in resident.says(FAINTED)[0]["altText"]
    alarm = coordinator.hears("เหตุฉุกเฉิน")
    for told in (FAINTED, "อยากได้รถเข็นให้ยาย", "12/3", "ท่าข้าม", "081-234-5678"):
        assert told in alarm
    assert coordinator.button("โทรหาผู้แจ้ง")[1]["uri"] == "tel:0812345678"


def test_the_report_goes_on_with_what_was_told_before_and_in_danger(town: Town) -> None:
    resident = town.resident()
    resident.says("อยากได้รถเข็นให้ยาย อยู่ ต.ท่าข้าม อ.หาดใหญ่ โทร 081-234-5678")
    resident.says(FAINTED)
    said = resident.taps("แจ้งเรื่องต่อ")
    assert common.SOME_MORE in said[0]["text"]
    to_summary(resident)
    summary = resident.last()
    for told in ("อยากได้รถเข็นให้ยาย", "ยายหมดสติ", "ท่าข้าม", "081-234-5678"):
        assert told in summary
    resident.taps("ยืนยัน")
    assert "ฉุกเฉิน" in resident.last()


def test_what_follows_an_alarm_reaches_the_coordinator_at_once(town: Town) -> None:
    coordinator, resident = town.coordinator(), town.resident(consented=False)
    resident.says(FAINTED)
    resident.says("อยู่หลังวัด")
    assert desk.FORWARDED in resident.last()
    assert "อยู่หลังวัด" in coordinator.hears("ข้อความจากคุณสมศรี")
    resident.sends_location(7.0512, 100.5034, "")
    coordinator.hears("ตำแหน่งของคุณสมศรี")
    assert coordinator.button("เปิดแผนที่")[1]["uri"].endswith("query=7.0512,100.5034")


def test_a_draft_waits_while_the_staff_listen_and_is_taken_up_again(town: Town) -> None:
    town.coordinator()
    resident = town.resident()
    resident.says("อยากได้รถเข็นให้ยาย")
    resident.says(FAINTED)
    resident.says("ตอนนี้ยายฟื้นแล้วค่ะ")
    assert desk.FORWARDED in resident.last()
    resident.taps("ทำต่อ")
    assert "อยู่ที่ไหนคะ" in resident.last()
    resident.says("ต.ท่าข้าม อ.หาดใหญ่")
    to_summary(resident)
    assert "อยากได้รถเข็นให้ยาย" in resident.last()


def test_a_coordinator_may_write_about_danger_to_a_resident(town: Town) -> None:
    coordinator, resident = town.coordinator(), town.resident(consented=False)
    resident.says(FAINTED)
    coordinator.hears("เหตุฉุกเฉิน")
    coordinator.taps("ตอบผู้แจ้ง")
    coordinator.says(FAINTED)
    assert desk.ANSWERED in coordinator.last()
    assert FAINTED in resident.hears("ข้อความจากเจ้าหน้าที่")
