"""The smaller facts of a message are found, each with its place in the text."""

from datetime import date

import pytest

from nlp.details import find_details

TODAY = date(2026, 11, 18)


def test_everything_a_message_tells_is_found_at_once():
    text = "แม่อายุ ๗๘ เดินไม่ได้ บ้านเลขที่ 45/2 หมู่ 3 ขอรถเข็น 1 คัน โทร 081-654-9870 พรุ่งนี้ 9 โมง"
    details = find_details(text, TODAY)
    assert (details.relation, details.age, details.house_number, details.moo) == ("mother", 78, "45/2", "3")
    assert (details.quantity, details.phone, details.when[0].day) == (1, "0816549870", date(2026, 11, 19))
    spans = {field: text[span.start : span.end] for field, span in details.spans.items()}
    assert spans == {
        "relation": "แม่",
        "age": "อายุ ๗๘",
        "house_number": "45/2",
        "moo": "หมู่ 3",
        "quantity": "1 คัน",
    }


def test_a_message_that_tells_nothing_has_no_details():
    details = find_details("สวัสดีค่ะ", TODAY)
    assert (details.phone, details.age, details.relation, details.spans, details.when) == ("", None, "", {}, ())


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("แม่เฒ่าเดินม่ายไหว", "grandmother"),
        ("พ่อใหญ่เดินบ่ได้", "grandfather"),
        ("ป้อเดินบ่ได้เจ้า", "father"),
        ("คุณยายข้างบ้านอยู่คนเดียว", "neighbour"),
        ("ผมเป็นคนพิการครับ นั่งรถเข็น", "self"),
        ("ผมเป็นลูกชายคนเดียว แม่ป่วยติดเตียง", "mother"),
        ("ด.ช.อาหลี หมัดอะดั้ม ไม่ได้เรียนหนังสือ", "other"),
        ("ตาแดงคันมาก", ""),
    ],
)
def test_the_person_in_need_is_known_by_what_they_are_to_the_writer(text, relation):
    assert find_details(text, TODAY).relation == relation


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("ชื่อนางเอี้ยน สุขแก้ว อายุ 79 ปี", "นางเอี้ยน สุขแก้ว"),
        ("ลุงแสนขาขาด อยากได้ขาเทียม", "ลุงแสน"),
        ("ผมชื่อสมชาย แม่ผมชื่อสมศรี ป่วยติดเตียง", "สมศรี"),
        ("นายหน้าโกงค่ะ", ""),
        ("ร้านชื่ออะไรคะ", ""),
    ],
)
def test_the_name_is_that_of_the_person_in_need(text, name):
    assert find_details(text, TODAY).person_name == name


def test_of_two_ages_that_of_the_person_in_need_counts():
    assert find_details("หนูอายุ 15 แม่อายุ 45 ป่วยหนัก", TODAY).age == 45


def test_a_year_of_birth_tells_the_age():
    assert find_details("พ่อเกิดปี 2490 ป่วยมานาน", TODAY).age == 79


@pytest.mark.parametrize("text", ["คนอายุ 60 ปีขึ้นไปได้เบี้ยไหม", "บัตรหมดอายุ 3 ปีแล้ว", "ทำงานมา 5 ปี"])
def test_rules_and_lengths_of_time_are_no_age(text):
    assert find_details(text, TODAY).age is None


def test_a_class_at_school_is_no_village():
    assert find_details("หลานเรียน ม.3 ไม่มีค่าเทอม", TODAY).moo == ""
    assert find_details("88/1 ม.2 ต.ทุ่งตำเสา", TODAY).moo == "2"


def test_a_rate_is_no_quantity():
    assert find_details("ใช้ผ้าอ้อมวันละ 4 ผืน", TODAY).quantity is None
    assert find_details("ขอผ้าอ้อม 4 ห่อ", TODAY).quantity == 4
