"""Days and times are read as people say them, as seen on Wednesday, 18 November 2026."""

from datetime import date, time

import pytest

from nlp.dates import find_when

TODAY = date(2026, 11, 18)


def read(text, today=TODAY):
    return [(when.day, when.at) for when in find_when(text, today)]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("พรุ่งนี้", date(2026, 11, 19)),
        ("มะรืนนี้", date(2026, 11, 20)),
        ("มื้อวาน", date(2026, 11, 17)),
        ("วันพูก", date(2026, 11, 19)),
        ("๕ มีนาคม ๒๕๖๙", date(2026, 3, 5)),
        ("5/3/69", date(2026, 3, 5)),
        ("5-3-2569", date(2026, 3, 5)),
        ("12/12/2026", date(2026, 12, 12)),
        ("ตั้งแต่ 10 ตุลา", date(2026, 10, 10)),
        ("25 ธ.ค.", date(2026, 12, 25)),
        ("สิ้นเดือน", date(2026, 11, 30)),
        ("อีกสามวัน", date(2026, 11, 21)),
        ("2 อาทิตย์ที่แล้ว", date(2026, 11, 4)),
        ("วันที่ 5 เดือนหน้า", date(2026, 12, 5)),
        ("เมื่อวันที่ 12", date(2026, 11, 12)),
    ],
)
def test_a_day_is_read(text, day):
    assert read(text) == [(day, None)]


def test_this_friday_is_the_next_one_and_friday_next_is_in_the_week_after():
    assert read("ศุกร์นี้") == [(date(2026, 11, 20), None)]
    assert read("ศุกร์หน้า") == [(date(2026, 11, 27), None)]
    assert read("วันศุกร์ที่แล้ว") == [(date(2026, 11, 13), None)]


def test_a_weekday_with_its_number_is_found_in_the_right_month():
    assert read("วันพุธที่ 9") == [(date(2026, 12, 9), None)]


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("บ่ายโมงครึ่ง", time(13, 30)),
        ("สองทุ่ม", time(20)),
        ("9 โมงเช้า", time(9)),
        ("สี่โมงเย็น", time(16)),
        ("13.30 น.", time(13, 30)),
        ("ตีสอง", time(2)),
        ("เที่ยงครึ่ง", time(12, 30)),
        ("เที่ยงคืน", time(0)),
        ("09.00-12.00 น.", time(9)),
        ("สิบโมงถึงเที่ยง", time(10)),
    ],
)
def test_a_time_is_read_and_of_a_span_its_beginning(text, at):
    assert read(text) == [(None, at)]


def test_a_day_and_the_time_beside_it_are_one():
    assert read("พรุ่งนี้ตอน 9 โมง") == [(date(2026, 11, 19), time(9))]
    assert read("บ่ายสามวันพฤหัสหน้า") == [(date(2026, 11, 26), time(15))]


def test_the_small_hours_of_last_night_are_todays():
    assert read("เมื่อคืนตีสาม") == [(TODAY, time(3))]
    assert read("คืนนี้หกโมงครึ่ง") == [(TODAY, time(18, 30))]


def test_two_days_are_two():
    assert read("เลื่อนจากวันที่ 25 เป็นวันที่ 28") == [(date(2026, 11, 25), None), (date(2026, 11, 28), None)]


@pytest.mark.parametrize(
    "text",
    [
        "ทุกวันอังคาร",
        "เปิดจันทร์-ศุกร์",
        "อาทิตย์ละสามครั้ง",
        "ยายจันทร์ล้ม",
        "โดนตีสองครั้ง",
        "เดินสามชั่วโมง",
        "ราคา 13.30 บาท",
        "บ้านเลขที่ 45/2",
        "หมู่ 9 ต.คลองสาม",
        "เกิด 5 มีนาคม 2490",
        "31/2/69",
        "กี่โมงคะ",
    ],
)
def test_what_is_no_day_and_no_time_is_none(text):
    assert read(text) == []


def test_the_end_of_the_month_knows_leap_years():
    assert read("สิ้นเดือน", date(2028, 2, 3)) == [(date(2028, 2, 29), None)]


def test_the_span_covers_day_and_time():
    text = "ประชุมวันที่ ๑๙ เวลา ๑๓.๓๐ น. นะครับ"
    span = find_when(text, TODAY)[0].span
    assert text[span.start : span.end] == "วันที่ ๑๙ เวลา ๑๓.๓๐ น."
