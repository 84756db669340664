"""The main story: somebody tells a need, a volunteer takes it, and days later we ask whether help came."""

import pytest

from tests.conftest import Town
from tests.conversations.reports import report_roof

pytestmark = pytest.mark.both_databases


def test_a_case_from_the_first_word_to_confirmed_help(town: Town) -> None:
    volunteer = town.volunteer()
    resident = town.resident()
    number = report_roof(resident)

    offer = volunteer.hears("มีเรื่องใกล้คุณ")
    assert "ซ่อมแซม" in offer
    assert "ท่าข้าม" in offer
    assert "081" not in offer, "a telephone number is not for those who have not accepted"
    assert "สมศรี" not in offer, "nor is a name"

    volunteer.taps("รับเรื่อง")
    taken = volunteer.hears(number)
    assert "สมศรี" in taken
    assert "081-234-5678" in taken
    resident.hears("รับเรื่องของคุณแล้ว")

    volunteer.taps("ลงเยี่ยมแล้ว")
    volunteer.says("สังกะสีผุ 20 แผ่น")
    volunteer.sends_photos(2)
    volunteer.taps("ยืนยัน")
    volunteer.hears("บันทึกการลงเยี่ยมแล้ว")

    volunteer.taps("ช่วยเสร็จแล้ว")
    volunteer.taps("ข้าม")
    volunteer.taps("ข้าม")
    resident.hears("อาสาแจ้งว่าช่วยเสร็จแล้ว")

    town.days_pass(4)
    resident.hears("ได้รับความช่วยเหลือหรือยัง")
    resident.taps("ได้รับแล้ว")
    resident.hears("ดีใจด้วย")
    resident.says("ติดตามเรื่อง")
    assert "ผู้แจ้งยืนยันแล้ว" in resident.last()
