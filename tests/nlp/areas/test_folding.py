"""Names that sound alike are folded to one spelling."""

import pytest

from nlp.areas.folding import bare_letters, fold, fold_with_map


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("หาดใหญ่", "หาดใหย่"),
        ("ศรีสะเกษ", "ศรีษะเกษ"),
        ("เชียงใหม่", "เชียงไหม่"),
        ("สุไหงโก-ลก", "สุไหงโกลก"),
        ("ไชยภูมิ", "ชัยภูมิ"),
        ("บุรีรัมย์", "บุรีรัม"),
        ("ธรรม", "ทัม"),
    ],
)
def test_two_spellings_are_one(one, other):
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("ควนลัง", "ควนลาง"), ("สงขลา", "พังงา"), ("ท่าช้าง", "ท่าข้าม")])
def test_different_names_stay_different(one, other):
    assert fold(one) != fold(other)


def test_every_folded_letter_knows_where_it_stood():
    typed = "อ.ไชยา"
    folded, starts, ends = fold_with_map(typed)
    assert folded == "อ.ชัยา"
    read_from = [typed[start:end] for start, end in zip(starts, ends, strict=True)]
    assert read_from == ["อ", ".", "ไชย", "ไชย", "ไชย", "า"]


def test_the_bare_letters_of_a_name_are_spelt_as_they_were():
    assert bare_letters("สุไหงโก-ลก") == "สุไหงโกลก"
    assert bare_letters("นครศรีฯ") == "นครศรี"
