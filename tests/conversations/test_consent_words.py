"""What is said around the consent: each purpose has its own answer, and nothing said is lost, or kept without leave."""

import json

from sqlalchemy import select

from cases.people import Purpose
from handlers.texts import common
from handlers.texts import consent as texts
from storage.encryption import cipher_of
from storage.tables import inbound_events
from tests.conftest import Town
from tests.conversations.reports import to_summary
from tests.phone import Phone

WHEELCHAIR = "อยากได้รถเข็นให้พ่อ"


def consents(town: Town, phone: Phone) -> dict[Purpose, bool]:
    """What the person on a phone has agreed to."""
    with town.app.unit_of_work() as uow:
        return uow.people.by_line_id(phone.line_id).consents


def kept(town: Town, phone: Phone, words: str) -> bool:
    """Whether some words are stored with the chat, or in the events that brought them."""
    with town.app.unit_of_work() as uow:
        state = str(uow.conversations.load(phone.line_id))
    with town.app.engine.connect() as db:
        sealed = db.scalars(select(inbound_events.c.body)).all()
    bodies = [json.loads(cipher_of(town.app.engine.dialect).open(body)) for body in sealed]
    return words in state or words in str(bodies)


def test_each_purpose_is_asked_and_answered_on_its_own(town: Town) -> None:
    resident = town.resident(consented=False)
    resident.says(WHEELCHAIR)
    asked = resident.last()
    for told in ("ศูนย์ทดสอบ", "2 ปี", "ถอนความยินยอม"):
        assert told in asked
    resident.says("ยินยอมค่ะ")
    assert "พมจ." in resident.last()
    resident.says("ไม่ยินยอม")
    assert consents(town, resident) == {Purpose.SERVICE: True, Purpose.AGENCIES: False}
    assert "อยู่ที่ไหนคะ" in resident.last(), "the report goes on without the agencies"


def test_people_may_go_on_telling_while_they_are_asked(town: Town) -> None:
    resident = town.resident(consented=False)
    resident.says(WHEELCHAIR)
    resident.says("อยู่ ต.ท่าข้าม อ.หาดใหญ่ โทร 081-234-5678")
    resident.says("ยินยอม")
    resident.says("ยินยอม")
    to_summary(resident)
    summary = resident.last()
    for told in ("รถเข็น", "พ่อหรือแม่", "ท่าข้าม", "081-234-5678"):
        assert told in summary


def test_a_refusal_leaves_nothing_of_what_was_told(town: Town) -> None:
    resident = town.resident(consented=False)
    resident.says(WHEELCHAIR)
    assert kept(town, resident, "รถเข็น")
    resident.says("ไม่ค่ะ")
    assert "1479" in resident.last(), "the line for people with disabilities"
    assert not kept(town, resident, "รถเข็น")


def test_a_question_that_is_left_is_no_consent(town: Town) -> None:
    resident = town.resident(consented=False)
    resident.says(WHEELCHAIR)
    resident.taps("ยกเลิก")
    assert common.CANCELLED in resident.last()
    assert consents(town, resident) == {}
    assert not kept(town, resident, "รถเข็น")
    resident.says("แจ้งเรื่อง")
    assert texts.SERVICE_TITLE in resident.last()


def test_something_else_is_answered_with_how_to_answer(town: Town) -> None:
    resident = town.resident(consented=False)
    resident.says("แจ้งเรื่อง")
    for said in (resident.says("อะไรคะ"), resident.sends_sticker(), resident.sends_photos(2)):
        assert texts.SORRY in said[0]["text"]
        assert len(said) == 2, "a word and the question, however many photos"


def test_without_cases_taking_consent_back_bothers_nobody(town: Town) -> None:
    coordinator, resident = town.coordinator(), town.resident()
    resident.says("ถอนความยินยอม")
    assert texts.WITHDRAWN in resident.last()
    assert consents(town, resident) == {Purpose.SERVICE: False, Purpose.AGENCIES: False}
    coordinator.says("เมนู")
    assert "มีผู้ถอนความยินยอม" not in "".join(str(message) for message in coordinator.messages())
    resident.says(WHEELCHAIR)
    assert texts.SERVICE_TITLE in resident.last()
