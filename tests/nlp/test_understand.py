"""The shipped model understands what an old farmer, a volunteer or a joker writes."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cases.needs import Intent, Urgency
from cases.understanding import Decision
from nlp.corpus import GATE, read
from nlp.learning.figures import figures
from nlp.understand import Understander

UNDERSTANDER = Understander.load(home=["90"])

ODD = [
    "",
    " ",
    "\n\n",
    "ก" * 5000,
    "🦽👵🏚️",
    "\ud83d",
    "ั์่",
    "a" * 5000,
    "你好",
    "0" * 400,
    "\u200b",
    "หลังคารั่ว " * 400,
]


@pytest.mark.parametrize(
    ("text", "needs"),
    [
        ("ฝนตกทีไรต้องเอากะละมังมารองเต็มบ้าน", {"home_repair"}),
        ("ขอรถเข็นให้พ่อ ขาขาดทั้งสองข้าง", {"disability_aid"}),
        ("สั่งหม้อทอดจากเพจ โอนเงินไปแล้วร้านบล็อกหนี", {"consumer_complaint"}),
        ("ยายติดเตียง แพมเพิสหมด แล้วหลังคาก็รั่วลงที่นอนแก", {"home_repair", "elderly_care"}),
        ("ไฟถนนหน้าโรงเรียนดับมาสามคืนแล้ว", {"public_space"}),
        ("โรงพยาบาลไม่รับบัตรทอง ให้จ่ายเองหมด", {"health_rights"}),
        ("ตกงาน ข้าวสารหมด ลูกไม่มีนมกิน", {"basic_needs"}),
        ("ลูกชายติดยาบ้า ไม่ยอมไปโรงเรียน", {"child_family"}),
        ("ผู้เฒ่าหลังคาเฮือนฮั่วเบิด ซ่อยแหน่เด้อ", {"home_repair"}),
    ],
)
def test_needs_are_recognised(text, needs):
    assert needs <= set(UNDERSTANDER.understand(text).needs)


@pytest.mark.parametrize(
    "text",
    [
        "สวัสดีครับ กินข้าวหรือยัง",
        "หลังคาซ่อมเสร็จแล้ว ขอบคุณทุกคนมากค่ะ",
        "ขายรถเข็นวีลแชร์มือสอง สภาพดี 1,500 สนใจทักแชท",
        "ใจพังมากวันนี้ แมนยูแพ้อีกแล้ว",
        "กู้เงินด่วน อนุมัติไว ไม่เช็คบูโร แอดไลน์เลย",
    ],
)
def test_talk_without_a_need_is_not_taken_for_one(text):
    assert UNDERSTANDER.understand(text).needs == ()


@pytest.mark.parametrize("text", ["ไฟไหม้!!", "แม่หมดสติเรียกไม่ตื่น ช่วยด้วยค่ะ", "ผัวถือมีดไล่ฟันหนูกับลูก"])
def test_danger_now_is_an_emergency_and_says_why(text):
    heard = UNDERSTANDER.understand(text)
    assert heard.urgency is Urgency.EMERGENCY
    assert any(reason.startswith("เพราะพบคำว่า") for reason in heard.reasons)


@pytest.mark.parametrize("text", ["ร้อนจะตายอยู่แล้ว", "โดนไฟดูดเมื่อปีก่อน ตอนนี้หายดีแล้ว", "ถ้าไฟไหม้ต้องโทรเบอร์อะไรคะ"])
def test_danger_that_is_no_danger_is_not(text):
    assert UNDERSTANDER.understand(text).urgency is not Urgency.EMERGENCY


def test_the_words_that_spoke_for_a_need_are_named():
    assert UNDERSTANDER.understand("หลังคาบ้านรั่วมากครับ").reasons == ("เพราะพบคำว่า “หลังคาบ้าน”, “รั่ว”",)


def test_an_unclear_message_gets_three_buttons_or_an_open_question():
    heard = UNDERSTANDER.understand("ช่วยหน่อยค่ะ")
    assert heard.needs == ()
    assert heard.decision in (Decision.CHOOSE, Decision.ASK)
    assert len(set(heard.candidates)) == 3


def test_intents_are_told_apart():
    assert UNDERSTANDER.understand("ขอคุยกับเจ้าหน้าที่ค่ะ").intent is Intent.HUMAN
    assert UNDERSTANDER.understand("เรื่องที่แจ้งไว้ถึงไหนแล้วคะ").intent is Intent.TRACK
    assert UNDERSTANDER.understand("ทำบัตรคนพิการต้องใช้เอกสารอะไรบ้าง").intent is Intent.ASK


def test_place_and_phone_come_along():
    heard = UNDERSTANDER.understand("หลังคารั่ว ต.ท่าข้าม อ.หาดใหญ่ โทร 081-2345678")
    assert heard.place is not None
    assert (heard.place.code, heard.details.phone) == ("901113", "0812345678")


@pytest.mark.parametrize("text", ODD)
def test_no_odd_input_raises(text):
    assert UNDERSTANDER.understand(text).text == text


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(codec=None), max_size=200))
def test_no_input_raises(text):
    assert min(UNDERSTANDER.understand(text).scores.values()) >= 0


def test_the_shipped_model_holds_its_bars_on_the_gate_set():
    """The bars of the project, on messages that no model is trained on."""
    found = figures([(message, UNDERSTANDER.classify(message.text)) for message in read(GATE)])
    assert found.macro_f1 >= 0.90
    assert found.top1 >= 0.95
    assert found.top3 >= 0.99
    assert found.false_acceptance <= 0.04
    assert found.intent_accuracy >= 0.90
    assert found.urgency_f1 >= 0.85
    assert found.emergency.recall >= 0.90
    assert found.emergency.precision >= 0.80
