"""Danger: the right number in the first reply, a coordinator told at once, no form in the way."""

import pytest

from handlers.texts import emergency as texts
from tests.conftest import Town


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("ยายหมดสติ ไม่หายใจ ช่วยด้วย", "1669"),
        ("ไฟไหม้บ้านค่ะ ไฟลามมาแล้ว", "199"),
        ("พ่อถือมีดไล่แทงแม่อยู่ตอนนี้", "191"),
        ("หนูไม่อยากอยู่แล้ว จะผูกคอตาย", "1323"),
    ],
)
def test_the_first_reply_holds_the_number_that_fits(town: Town, words: str, number: str) -> None:
    resident = town.resident(consented=False)
    first = resident.says(words)[0]
    assert first["altText"].startswith(texts.TITLE)
    assert number in first["altText"]


def test_the_coordinator_of_the_place_is_told_at_once_with_the_telephone(town: Town) -> None:
    coordinator, elsewhere = town.coordinator(), town.coordinator("ไกล", "50")
    resident = town.resident("ประนอม", consented=False)
    resident.says("ยายหมดสติ ไม่หายใจ อยู่ ต.ท่าข้าม อ.หาดใหญ่ โทร 081-234-5678")
    alarm = coordinator.hears("เหตุฉุกเฉิน")
    assert "ประนอม" in alarm
    assert "ท่าข้าม" in alarm
    assert coordinator.button("โทรหาผู้แจ้ง")[1]["uri"] == "tel:0812345678"
    assert "เหตุฉุกเฉิน" not in elsewhere.last()


def test_afterwards_the_report_goes_on_with_what_was_said(town: Town) -> None:
    resident = town.resident()
    resident.says("ยายหมดสติ ไม่หายใจ อยู่ ต.ท่าข้าม อ.หาดใหญ่ โทร 081-234-5678")
    resident.taps("แจ้งเรื่องต่อ")
    resident.taps("ผู้สูงอายุ")
    for _ in range(3):
        if "ตรวจดูอีกครั้ง" not in resident.last():
            resident.taps("ข้าม")
    summary = resident.last()
    assert "ยายหมดสติ" in summary
    assert "ท่าข้าม" in summary
    resident.taps("ยืนยัน")
    assert "ฉุกเฉิน" in resident.last()


def test_nobody_is_promised_a_coordinator_where_there_is_none(town: Town) -> None:
    resident = town.resident(consented=False)
    resident.says("ยายหมดสติ ไม่หายใจ ช่วยด้วย")
    assert texts.NOBODY_TOLD in resident.last()
    assert texts.TOLD not in resident.last()


@pytest.mark.parametrize("words", ["ร้อนจะตายอยู่แล้ววันนี้", "ปีที่แล้วโดนไฟดูด ตอนนี้หายแล้ว", "ขอเบอร์ฉุกเฉินเก็บไว้หน่อยค่ะ"])
def test_what_only_sounds_dangerous_is_no_alarm(town: Town, words: str) -> None:
    resident = town.resident(consented=False)
    resident.says(words)
    assert texts.TITLE not in resident.last()
