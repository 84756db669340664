"""Thai number words are read as they are spoken."""

import pytest

from nlp.numbers import read_number


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("ห้า", 5),
        ("สิบ", 10),
        ("ยี่สิบเอ็ด", 21),
        ("ซาวห้า", 25),
        ("ร้อยห้า", 105),
        ("พันห้า", 1_500),
        ("สองพันห้า", 2_500),
        ("หมื่นสอง", 12_000),
        ("แสนแปด", 180_000),
        ("หนึ่งพันสองร้อยสามสิบสี่", 1_234),
        ("สองล้านห้าแสน", 2_500_000),
        ("1,500", 1_500),
        ("ศูนย์", 0),
        ("สองสาม", None),
        ("ห้าบาท", None),
        ("", None),
    ],
)
def test_a_number_is_read(words, value):
    assert read_number(words) == value
