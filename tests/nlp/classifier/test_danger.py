"""Danger words count as danger only where nothing around them takes it back."""

import pytest

from nlp.classifier.danger import Level
from nlp.classifier.reading import Reader

READER = Reader.load()


def danger(text: str) -> bool:
    return READER.read(text).danger.level > Level.NONE


@pytest.mark.parametrize("text", ["ไฟไหม้บ้าน ช่วยด้วย", "ยายหมดสติเรียกไม่ตื่น", "ผัวถือมีดไล่แทงลูก", "ป้ออุ๊ยหายใจบ่ออก"])
def test_danger_now_is_danger(text):
    assert danger(text)


@pytest.mark.parametrize(
    "text",
    [
        "โดนไฟดูดเมื่อปีก่อน ตอนนี้สบายดี",  # past
        "ยายที่หมดสติเมื่อเช้าหายดีแล้ว โล่งอก",  # over
        "ถ้าไฟไหม้ต้องโทรเบอร์อะไรคะ",  # hypothetical
        "ไม่ได้หมดสตินะ แค่ง่วง",  # negation
        "ละครเมื่อคืนพระเอกหมดสติ",  # story
        "ขำจนหายใจไม่ออก 555",  # idiom
    ],
)
def test_what_is_over_imagined_denied_told_or_joked_is_not(text):
    assert not danger(text)


@pytest.mark.parametrize(
    "text",
    [
        "ท่อหลุด ใส่กลับไม่ได้ ปากม่วงแล้ว",  # the negation belongs to another word
        "ยายหมดสติ จับชีพจรไม่เจอ หนูกลัว",  # fear of what is happening, not of what may
        "น้ำมันเดือดราดขา หนังลอก หมดสติไปแล้ว",  # skin, not a film
    ],
)
def test_words_that_only_look_calming_take_nothing_back(text):
    assert danger(text)


def test_a_fear_of_danger_is_not_danger():
    assert not danger("สายไฟเก่ามาก กลัวจะโดนไฟดูด")


def test_a_calmed_word_is_still_reported_as_met():
    assert [word.group for word in READER.read("ถ้าไฟไหม้ต้องทำไง").danger.calmed] == ["fire"]


@pytest.mark.parametrize("text", ["ไฟไหม้!!", "ลูกจมน้ำ", "แม่ล้มในห้องน้ำเมื่อกี้ ตอนนี้หมดสติ ปากเบี้ยว อยู่กันสองคนกับหลาน"])
def test_a_mere_cry_and_a_sure_word_need_no_further_proof(text):
    assert READER.read(text).danger.level is Level.CERTAIN


def test_a_danger_word_in_a_longer_story_is_left_to_the_model():
    story = "บ้านพี่ชายโดนไฟไหม้เสียหายหมด อยากได้เสื้อผ้าเด็กกับที่นอน พักอยู่วัด"
    assert READER.read(story).danger.level is Level.WORD
