"""Telephone numbers are read however they are typed or spoken, and nothing else is taken for one."""

import pytest

from nlp.phones import find_phone, parse_phone


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("โทร ๐๘๑ ๒๓๔ ๕๖๗๘", "0812345678"),
        ("เบอร์ 081 234 ห้าหกเจ็ดแปด", "0812345678"),
        ("ศูนย์แปดหนึ่งสองสามสี่ห้าหกเจ็ดแปดค่ะ", "0812345678"),
        ("+66 (0)81-234-5678", "0812345678"),
        ("0066812345678", "0812345678"),
        ("O81-2345678", "0812345678"),
        ("02-123-4567 ต่อ 12", "021234567"),
        ("เบอร์บ้าน 074 211 234", "074211234"),
        ("0️⃣8️⃣1️⃣2️⃣3️⃣4️⃣5️⃣6️⃣7️⃣8️⃣", "0812345678"),
    ],
)
def test_a_number_is_read_in_its_national_form(text, digits):
    found, _ = find_phone(text)
    assert found == digits


@pytest.mark.parametrize(
    "text",
    [
        "เลขบัตร 1 9009 00812 34 5",
        "บัญชี 081-2-34567-8",
        "เลขบัญชี 0812345678 กสิกร",
        "พัสดุ TH012345678901B",
        "เคส 69-00123-7 ถึงไหนแล้ว",
        "โทร 1669 ไม่มีคนรับ",
        "คำสั่งซื้อ #0812345678",
        "081-234-56789",
        "0000000000",
        "ยอดค้าง 0812345678.50",
        "ศูนย์ประสานงานอยู่ที่ไหน",
    ],
)
def test_other_figures_are_no_telephone_number(text):
    assert find_phone(text) is None


def test_of_several_numbers_the_writers_own_is_taken():
    assert find_phone("เบอร์คนขาย 0812345678 เบอร์ผม 0898765432")[0] == "0898765432"
    assert find_phone("ขอเปลี่ยนเบอร์จาก 0812345678 เป็น 0899998877")[0] == "0899998877"


def test_a_swindlers_number_is_not_the_writers():
    assert find_phone("มิจฉาชีพใช้เบอร์ 081-234-5678 โทรมาหลอกแม่") is None


def test_the_span_covers_the_number_as_it_was_typed():
    text = "เบอร์หนู ๐๘๑ 234 ห้าหกเจ็ดแปด นะคะ"
    _, span = find_phone(text)
    assert text[span.start : span.end] == "๐๘๑ 234 ห้าหกเจ็ดแปด"


@pytest.mark.parametrize(
    ("answer", "digits"),
    [
        ("0812345678", "0812345678"),
        ("เบอร์ 081-234-5678 ค่ะ", "0812345678"),
        ("074-211-234 ต่อ 12", "074211234"),
        ("081-234-567", None),
        ("0812345678 กับ 0898765432", None),
        ("0812345678 อายุ 65", None),
        ("ไม่มีค่ะ", None),
        ("", None),
    ],
)
def test_an_answer_must_be_one_number_and_nothing_else(answer, digits):
    assert parse_phone(answer) == digits
