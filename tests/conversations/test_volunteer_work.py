"""A volunteer works on a case: records what was done, gives it back, and hears what the resident adds."""

from cases.case import Happening, Status
from handlers.texts import my_cases
from handlers.texts import referral as texts
from tests.conftest import THA_KHAM, Town
from tests.conversations.reports import report_roof
from tests.phone import Phone


def taken(town: Town) -> tuple[Phone, Phone, str]:
    """A case that a volunteer has accepted: the volunteer's phone, the resident's, and the number."""
    volunteer, resident = town.volunteer(), town.resident()
    number = report_roof(resident)
    volunteer.hears("มีเรื่องใกล้คุณ")
    volunteer.taps("รับเรื่อง")
    return volunteer, resident, number


def happenings(town: Town) -> list[Happening]:
    """The timeline of the one case."""
    with town.app.unit_of_work() as uow:
        return [entry.what for entry in uow.cases.timeline(next(uow.cases.all()).id)]


def test_a_call_and_a_visit_stand_in_the_timeline_in_plain_words(town: Town) -> None:
    volunteer, resident, _ = taken(town)
    volunteer.taps("ติดต่อแล้ว")
    assert texts.CONTACTED in volunteer.last()
    volunteer.taps("ลงเยี่ยมแล้ว")
    volunteer.says("สังกะสีผุ 20 แผ่น " + "ต้องเปลี่ยนทั้งหมด " * 250)
    volunteer.sends_photos(2)
    volunteer.taps("ยืนยัน")
    assert texts.VISITED in volunteer.last()
    assert happenings(town)[-2:] == [Happening.CONTACTED, Happening.VISITED]
    resident.says("ติดตามเรื่อง")
    resident.hears(texts.RESIDENT_VISITED)
    timeline = resident.last()
    assert my_cases.STATUS_NAMES[Status.VISITED] in timeline
    assert "สังกะสีผุ 20 แผ่น" in timeline, "a long note is shortened, not refused"


def test_news_without_haste_rides_on_the_next_reply_for_free(town: Town) -> None:
    volunteer, resident, _ = taken(town)
    resident.hears("รับเรื่องของคุณแล้ว")
    volunteer.taps("ลงเยี่ยมแล้ว")
    volunteer.taps("ข้าม")
    volunteer.taps("ข้าม")
    town.settles()
    assert texts.RESIDENT_VISITED not in resident.last(), "a push would cost"
    said = resident.says("เมนู")
    assert texts.RESIDENT_VISITED in said[0]["text"]
    assert resident.entries()[-2]["via"] == "reply"


def test_news_without_haste_is_pushed_when_nobody_writes(town: Town) -> None:
    volunteer, resident, _ = taken(town)
    resident.hears("รับเรื่องของคุณแล้ว")
    volunteer.taps("ลงเยี่ยมแล้ว")
    volunteer.taps("ข้าม")
    volunteer.taps("ข้าม")
    town.days_pass(1)
    resident.hears(texts.RESIDENT_VISITED)


def test_work_is_found_by_menu_and_by_number(town: Town) -> None:
    volunteer, _, number = taken(town)
    volunteer.says("เมนู")
    volunteer.taps("งานที่รับไว้")
    assert "081-234-5678" in volunteer.last()
    volunteer.says(f"เรื่อง {number} ครับ")
    assert "081-234-5678" in volunteer.last()
    second = town.resident("สายใจ")
    report_roof(second)
    volunteer.hears("มีเรื่องใกล้คุณ")
    volunteer.says("รับค่ะ")
    volunteer.says("เมนู")
    volunteer.taps("งานที่รับไว้")
    assert "งานที่รับไว้ 2 เรื่อง" in volunteer.last()


def test_who_passes_after_accepting_is_asked_for_a_reason(town: Town) -> None:
    volunteer, resident = town.volunteer(), town.resident()
    report_roof(resident)
    volunteer.hears("มีเรื่องใกล้คุณ")
    offer = volunteer.button("ขอผ่าน")
    volunteer.taps("รับเรื่อง")
    volunteer.tap_action(*offer)
    assert texts.ASK_REASON.split("\n")[0] in volunteer.last()
    volunteer.says("รถเสียค่ะ")
    assert texts.CANNOT in volunteer.last()
    resident.says("ติดตามเรื่อง")
    assert "รถเสีย" not in resident.last()
    assert happenings(town)[-2:] == [Happening.CANNOT, Happening.NOBODY]


def test_who_passed_by_mistake_may_still_take_what_waits(town: Town) -> None:
    volunteer, resident = town.volunteer(), town.resident()
    report_roof(resident)
    volunteer.hears("มีเรื่องใกล้คุณ")
    offer = volunteer.button("รับเรื่อง")
    volunteer.taps("ขอผ่าน")
    volunteer.tap_action(*offer)
    assert "081-234-5678" in volunteer.last()


def test_an_offer_of_a_case_that_was_withdrawn_is_over(town: Town) -> None:
    volunteer, resident = town.volunteer(), town.resident()
    report_roof(resident)
    volunteer.hears("มีเรื่องใกล้คุณ")
    resident.says("ติดตามเรื่อง")
    resident.taps("ถอนเรื่อง")
    resident.taps("ยืนยัน")
    assert my_cases.WITHDRAWN in resident.last()
    volunteer.taps("รับเรื่อง")
    assert texts.OVER in volunteer.last()
    volunteer.says("รับเรื่อง")
    assert texts.NO_OFFER in volunteer.last()


def test_what_the_resident_adds_reaches_the_volunteer_with_a_way_to_the_case(town: Town) -> None:
    volunteer, resident, _ = taken(town)
    resident.sends_photos(1)
    resident.taps("เพิ่มใน")
    resident.says("ฝนสาดเข้าห้องนอนแล้ว")
    resident.taps("ยืนยัน")
    assert my_cases.ADDED in resident.last()
    volunteer.says("เมนู")
    assert "ฝนสาดเข้าห้องนอนแล้ว" in volunteer.hears("ผู้แจ้งเพิ่มข้อมูล")
    volunteer.taps("เปิดเรื่อง")
    assert "081-234-5678" in volunteer.last()
    assert volunteer.button("ดูรูป")


def test_volunteers_with_other_skills_or_full_hands_are_not_asked(town: Town) -> None:
    other_skill = town.volunteer("ทนาย", needs=("consumer_complaint",))
    near, wide = town.volunteer("ใกล้"), town.volunteer("กว้าง", area="90")
    away = town.volunteer("ไกล", area=THA_KHAM[:4] + "01")
    report_roof(town.resident())
    near.hears("มีเรื่องใกล้คุณ")
    wide.hears("มีเรื่องใกล้คุณ")
    town.settles()
    assert "มีเรื่องใกล้คุณ" not in other_skill.last()
    assert "มีเรื่องใกล้คุณ" not in away.last(), "another sub-district is the next circle"
