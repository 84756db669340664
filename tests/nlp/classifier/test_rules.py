"""Plain rules speak of word groups that are met near each other."""

import pytest

from cases.needs import CODES, Intent
from nlp.classifier.reading import Reader
from nlp.classifier.rules import NEAR, Rules, Verdict

READER = Reader.load()


def verdict(text: str) -> Verdict:
    return READER.read(text).verdict


def test_a_rule_names_the_words_it_fired_on():
    assert verdict("หลังคาบ้านรั่วครับ").needs["home_repair"] == ("หลังคาบ้าน", "รั่ว")


def test_words_far_from_each_other_do_not_make_a_rule_fire():
    far = "เมื่อวานฉันไปหาเพื่อนมา " * (NEAR // 20)
    assert "public_space" in verdict("ถนนเป็นหลุม").needs
    assert "public_space" not in verdict(f"ถนน {far} เป็นหลุม").needs


def test_a_stall_on_wheels_is_no_wheelchair():
    assert "disability_aid" not in verdict("รถเข็นขายลูกชิ้น").needs


def test_the_first_intent_of_the_file_goes_before_the_others():
    assert verdict("สวัสดีค่ะ ขอคุยกับเจ้าหน้าที่").intents[0] is Intent.HUMAN


@pytest.mark.parametrize("code", CODES)
def test_every_need_has_rules_of_its_own(code):
    assert code in Rules.load().codes
