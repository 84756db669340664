"""Telling a need: only what is missing is asked, in any form, and nothing that was told is lost."""

import pytest

from handlers.texts import common, intake, steps
from tests.conftest import Town
from tests.conversations.reports import OPENED, SUMMARY, finish, to_summary
from tests.phone import Phone

WHEELCHAIR = "อยากได้รถเข็นให้พ่อ"  # who and what; neither where nor a telephone number


def asked_for_place(town: Town) -> Phone:
    """Somebody who has told what and for whom, and is asked where."""
    resident = town.resident()
    resident.says(WHEELCHAIR)
    assert "อยู่ที่ไหนคะ" in resident.last()
    return resident


def asked_for_phone(town: Town) -> Phone:
    """Somebody who is asked for a telephone number."""
    resident = asked_for_place(town)
    resident.says("ต.ท่าข้าม อ.หาดใหญ่")
    resident.taps("ข้าม")
    assert "ขอเบอร์โทร" in resident.last()
    return resident


def test_what_the_first_message_tells_is_not_asked(town: Town) -> None:
    resident = town.resident()
    resident.says("อยากได้รถเข็นให้พ่อ บ้านเลขที่ 12/3 หมู่ 4 ต.ท่าข้าม อ.หาดใหญ่ โทร 0812345678")
    assert "มีรูปให้ดูไหมคะ" in resident.last(), "only the photos are missing"
    resident.taps("ข้าม")
    summary = resident.last()
    for told in ("ช่วยเหลือคนพิการ", "พ่อหรือแม่", "ต.ท่าข้าม อ.หาดใหญ่ จ.สงขลา", "12/3", "081-234-5678"):
        assert told in summary


def test_a_story_in_several_messages_is_one_report(town: Town) -> None:
    resident = town.resident()
    resident.says("แจ้งเรื่อง")
    resident.says("อยากได้รถเข็น")
    assert intake.ASK_WHO in resident.last()
    resident.says("อยู่ ต.ท่าข้าม อ.หาดใหญ่")
    assert steps.NOTED in resident.messages()[-2]["text"], "what was told out of turn is kept"
    resident.says("ให้พ่อค่ะ โทร 081-234-5678")
    to_summary(resident)
    summary = resident.last()
    for told in ("พ่อหรือแม่", "ท่าข้าม", "081-234-5678"):
        assert told in summary


def test_more_of_the_trouble_told_in_mid_report_joins_the_story(town: Town) -> None:
    resident = asked_for_phone(town)
    resident.says("หลังคารั่วด้วยค่ะ")
    to_summary(resident)
    summary = resident.last()
    for told in ("อยากได้รถเข็น", "หลังคารั่วด้วย", "ช่วยเหลือคนพิการ", "ซ่อมแซม"):
        assert told in summary


@pytest.mark.parametrize("said", ["ต.ท่าข้าม อ.หาดใหญ่", "ท่าขาม หาดไหย่", "ตำบลท่าข้าม อำเภอหาดใหญ่ จังหวัดสงขลา"])
def test_the_place_is_understood_in_words_also_misspelt(town: Town, said: str) -> None:
    resident = asked_for_place(town)
    resident.says(said)
    assert intake.ASK_LANDMARK.split("\n")[0] in resident.last()
    to_summary(resident)
    assert "ต.ท่าข้าม อ.หาดใหญ่ จ.สงขลา" in resident.last()


def test_the_place_is_found_by_buttons_from_province_to_sub_district(town: Town) -> None:
    resident = asked_for_place(town)
    for button in (steps.CHOOSE_FROM_PROVINCES, "พัทลุง", "ควนขนุน", "ทะเลน้อย"):
        resident.taps(button)
    to_summary(resident)
    assert "ต.ทะเลน้อย อ.ควนขนุน จ.พัทลุง" in resident.last()


def test_a_location_with_a_readable_address_answers_place_and_house(town: Town) -> None:
    resident = asked_for_place(town)
    resident.sends_location(7.05, 100.5, "88 หมู่ 2 ต.ท่าข้าม อ.หาดใหญ่ จ.สงขลา 90110")
    assert "ขอเบอร์โทร" in resident.last(), "neither sub-district nor house is asked"
    to_summary(resident)
    assert "88 หมู่ 2" in resident.last()


def test_a_location_without_an_address_asks_only_for_the_names(town: Town) -> None:
    volunteer = town.volunteer()
    resident = asked_for_place(town)
    resident.sends_location(7.0512, 100.5034, "")
    for button in ("สงขลา", "หาดใหญ่", "ท่าข้าม"):
        resident.taps(button)
    finish(resident)
    volunteer.taps("รับเรื่อง")
    assert volunteer.button("เปิดแผนที่")[1]["uri"].endswith("query=7.0512,100.5034"), "the spot itself is kept"


def test_a_location_sent_for_the_house_gives_the_spot(town: Town) -> None:
    volunteer = town.volunteer()
    resident = asked_for_place(town)
    resident.says("ต.ท่าข้าม อ.หาดใหญ่")
    resident.sends_location(7.0512, 100.5034, "")
    finish(resident)
    volunteer.taps("รับเรื่อง")
    assert volunteer.button("เปิดแผนที่")[1]["uri"].endswith("query=7.0512,100.5034")


def test_a_number_in_thai_digits_and_a_wrong_one(town: Town) -> None:
    resident = asked_for_phone(town)
    resident.says("12345")
    assert intake.PHONE_SORRY in resident.messages()[-2]["text"]
    resident.says("๐๘๑ ๒๓๔ ๕๖๗๘")
    to_summary(resident)
    assert "081-234-5678" in resident.last()


def test_photos_of_one_send_are_counted_together_and_stay_optional(town: Town) -> None:
    resident = asked_for_phone(town)
    resident.says("ไม่มีเบอร์ค่ะ")
    assert "มีรูปให้ดูไหมคะ" in resident.last()
    said = resident.sends_photos(3)
    assert [steps.photos_so_far(3) in message["altText"] for message in said] == [True], "one answer to one send"
    resident.sends_photos(1)
    assert steps.photos_so_far(4) in resident.last()
    resident.taps("ยืนยัน")
    assert "4 รูป" in resident.last()
    resident.taps("ยืนยัน")
    with town.app.unit_of_work() as uow:
        assert len(uow.cases.media_of(next(uow.cases.all()).id)) == 4


def test_photos_and_place_sent_before_a_word_belong_to_the_report(town: Town) -> None:
    resident = town.resident()
    assert common.MEDIA_WITHOUT_QUESTION in resident.sends_photos(2)[0]["text"]
    resident.sends_location(7.05, 100.5, "ต.ท่าข้าม อ.หาดใหญ่ จ.สงขลา")
    resident.says(WHEELCHAIR)
    resident.taps("ข้าม")
    assert steps.photos_so_far(2) in resident.last()
    resident.taps("ยืนยัน")
    summary = resident.last()
    assert "ท่าข้าม" in summary
    assert "2 รูป" in summary


def test_photos_sent_too_early_get_one_word_and_are_kept(town: Town) -> None:
    resident = asked_for_place(town)
    said = resident.sends_photos(3)
    assert len(said) == 2, "a word and the question, not three times"
    resident.says("ต.ท่าข้าม อ.หาดใหญ่")
    resident.taps("ข้าม")
    resident.taps("ข้าม")
    assert steps.photos_so_far(3) in resident.last()


def test_a_trouble_told_by_voice_opens_a_case_with_the_recording(town: Town) -> None:
    resident = town.resident()
    resident.sends_voice()
    assert intake.ASK_NEED_OPEN in resident.last()
    resident.taps("อาหาร")
    resident.taps("ตัวฉันเอง")
    resident.says("ต.ท่าข้าม อ.หาดใหญ่")
    resident.taps("ข้าม")
    resident.taps("ข้าม")
    resident.taps("ยืนยัน")
    assert intake.TOLD_BY_VOICE in resident.last()
    resident.taps("ยืนยัน")
    with town.app.unit_of_work() as uow:
        assert len(uow.cases.media_of(next(uow.cases.all()).id)) == 1


def test_the_summary_is_corrected_field_by_field(town: Town) -> None:
    resident = asked_for_phone(town)
    resident.says("081-234-5678")
    resident.taps("ข้าม")
    for name, answer, shown in (
        ("เบอร์โทร", "089-999-8888", "089-999-8888"),
        ("ช่วยใคร", "เพื่อนบ้าน", "เพื่อนบ้าน"),
        ("ตำบล", "ต.คอหงส์ อ.หาดใหญ่", "ต.คอหงส์"),
        ("บ้านหรือจุดสังเกต", "ข้างวัดใหม่", "ข้างวัดใหม่"),
        ("ประเภทเรื่อง", "ผู้สูงอายุ/ติดเตียง", "ผู้ป่วยติดเตียง"),
        ("เรื่องที่เล่า", "พ่อนอนติดเตียง อยากได้เตียง", "อยากได้เตียง"),
    ):
        resident.taps("แก้ไข")
        resident.taps(name)
        resident.says(answer)
        assert SUMMARY in resident.last(), name
        assert shown in resident.last()
    assert "081-234-5678" not in resident.last()
    resident.taps("ยืนยัน")
    resident.hears(OPENED)


def test_back_leads_to_the_question_before_and_forgets_its_answer(town: Town) -> None:
    resident = asked_for_phone(town)
    resident.says("ย้อนกลับ")
    assert intake.ASK_LANDMARK.split("\n")[0] in resident.last()
    resident.taps("ย้อนกลับ")
    assert "อยู่ที่ไหนคะ" in resident.last()
    resident.says("ต.คอหงส์ อ.หาดใหญ่")
    to_summary(resident)
    assert "คอหงส์" in resident.last()
    assert "ท่าข้าม" not in resident.last()


def test_words_are_taken_where_buttons_stand_and_a_sticker_is_forgiven(town: Town) -> None:
    resident = town.resident()
    resident.says("แจ้งเรื่อง")
    resident.says("อยากได้รถเข็น")
    said = resident.sends_sticker()
    assert intake.WHO_SORRY in said[0]["text"]
    assert intake.ASK_WHO in resident.last(), "the question stands again"
    resident.says("ป้าแดง")
    resident.says("ต.ท่าข้าม อ.หาดใหญ่")
    to_summary(resident)
    assert SUMMARY in resident.last()


def test_a_look_aside_does_not_lose_the_draft(town: Town) -> None:
    resident = asked_for_phone(town)
    for words in ("เมนู", "ติดตามเรื่อง"):
        resident.says(words)
        assert common.UNFINISHED in resident.last()
    resident.taps("ทำต่อ")
    assert "ขอเบอร์โทร" in resident.last()
    resident.taps("แจ้งเรื่อง")
    assert common.ALREADY_REPORTING in resident.messages()[-2]["text"]
    resident.says("081-234-5678")
    to_summary(resident)
    assert "รถเข็น" in resident.last()


def test_a_report_resumes_after_three_days_and_after_a_restart(town: Town) -> None:
    resident = asked_for_phone(town)
    town.days_pass(3)
    town.restart()
    said = resident.says("081-234-5678")
    assert common.WELCOME_BACK in said[0]["text"]
    to_summary(resident)
    assert "081-234-5678" in resident.last()
    assert "รถเข็น" in resident.last()


def test_a_very_long_story_is_taken(town: Town) -> None:
    resident = town.resident()
    resident.says("อยากได้รถเข็นให้พ่อ " + "เดือดร้อนมานานแล้วค่ะ " * 220)
    resident.says("ต.ท่าข้าม อ.หาดใหญ่")
    finish(resident)


def test_what_was_not_understood_need_not_be_typed_again(town: Town) -> None:
    resident = town.resident()
    resident.says("เอ่อ คือว่า")
    assert common.NOT_UNDERSTOOD in resident.last()
    resident.taps("แจ้งเรื่องนี้")
    assert intake.ASK_NEED_OPEN in resident.last()
    resident.taps("ซ่อม/ปรับบ้าน")
    resident.taps("ตัวฉันเอง")
    resident.says("ต.ท่าข้าม อ.หาดใหญ่")
    to_summary(resident)
    assert "เอ่อ คือว่า" in resident.last()


def test_an_edited_story_replaces_the_first_one(town: Town) -> None:
    resident = asked_for_place(town)
    said = resident.edits("รถเข็น", "อยากได้รถเข็นให้แม่ อยู่ ต.ท่าข้าม อ.หาดใหญ่")
    assert common.EDITED in said[0]["text"]
    to_summary(resident)
    assert "ให้แม่" in resident.last()
    assert "ให้พ่อ" not in resident.last()


def test_a_story_that_is_taken_back_is_forgotten(town: Town) -> None:
    resident = asked_for_place(town)
    resident.unsends("รถเข็น")
    resident.says("ต.ท่าข้าม อ.หาดใหญ่")
    assert SUMMARY not in resident.last()
    resident.says("ติดตามเรื่อง")
    assert "รถเข็น" not in resident.last()


def test_a_number_that_is_taken_back_is_asked_again(town: Town) -> None:
    resident = asked_for_phone(town)
    resident.says("081-234-5678")
    resident.unsends("081-234-5678")
    resident.hears("ขอเบอร์โทร")
    resident.taps("ข้าม")
    to_summary(resident)
    assert "081-234-5678" not in resident.last()


def test_a_photo_that_is_taken_back_is_not_in_the_case(town: Town) -> None:
    resident = asked_for_phone(town)
    resident.taps("ข้าม")
    resident.sends_photos(1)
    resident.unsends("")
    resident.sends_photos(1)
    assert steps.photos_so_far(1) in resident.last()
