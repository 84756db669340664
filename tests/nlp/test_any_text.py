"""Whatever people send, reading it neither fails nor points outside the text."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp.details import find_details
from nlp.phones import parse_phone
from nlp.places import find_places

TODAY = date(2026, 11, 18)
AREAS = ["ต.", "อ.", "จ.", "ตำบล", "หาดใหญ่", "เมือง", "ท่าข้าม", "กรุงเทพ", "เลย", "90110", "หมู่", "ม."]
PEOPLE = ["แม่", "อายุ", "ชื่อ", "นาย", "081", "-", "+66", "ศูนย์", "แปด", "O", "#", "("]
TIMES = ["วันที่", "31", "/2/", "69", "โมง", "ทุ่ม", "อีก", "พัน", "ล้าน", "วัน", "จันทร์", "๙"]
ODDITIES = [" ", "\n", "\u200b", "\ud83d", "🦽", "ั", "์", "เ", "เเ", "a"]
PIECES = st.sampled_from([*AREAS, *PEOPLE, *TIMES, *ODDITIES])


def spans_of(details, places):
    found = [*details.spans.values(), *(when.span for when in details.when), *(place.span for place in places)]
    return [span for span in (*found, details.phone_span) if span]


def assert_readable(text):
    details, places = find_details(text, TODAY), find_places(text, home=["9011"])
    assert all(0 <= span.start < span.end <= len(text) for span in spans_of(details, places))
    parse_phone(text)


@given(st.lists(PIECES, max_size=30).map("".join))
@settings(max_examples=150, deadline=None)
def test_pieces_of_addresses_and_numbers_in_any_order_are_readable(text):
    assert_readable(text)


@given(st.text(alphabet=st.characters(), max_size=120))
@settings(max_examples=100, deadline=None)
def test_any_characters_are_readable(text):
    assert_readable(text)


@pytest.mark.parametrize(
    "piece", ["ต.หนองบัว ", "หาดใหญ่", "081 ", "วันที่ 5 ", "แม่", "ก", "9", " ", "นายสม ", "ศูนย์แปด", "อ.x"]
)
def test_five_thousand_letters_of_anything_are_readable(piece):
    assert_readable((piece * 5_000)[:5_000])


def test_an_empty_text_is_readable():
    assert_readable("")
