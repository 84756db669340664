"""A coordinator in LINE: what waits and what is overdue, opening, assigning, correcting, answering, meetings."""

from datetime import timedelta

from cases.case import Case, Happening
from cases.needs import Urgency
from cases.policy import THAI_TIME
from handlers.texts import common, desk
from handlers.texts import meeting as meeting_texts
from handlers.texts import referral as referral_texts
from tests.conftest import SONGKHLA, THA_KHAM, Town
from tests.conversations.reports import report_roof
from tests.phone import Phone

HAT_YAI = THA_KHAM[:4]


def open_cases(town: Town, reporter: Phone, count: int) -> list[str]:
    """Cases that wait, as if reported one after the other; returns their numbers."""
    with town.app.unit_of_work() as uow:
        person = uow.people.by_line_id(reporter.line_id).id
        begin = town.app.now() - timedelta(hours=1)
        cases = [
            Case(
                0, "", person, ("home_repair",), Urgency.NORMAL, "หลังคารั่ว", THA_KHAM, begin + timedelta(minutes=number)
            )
            for number in range(count)
        ]
        numbers = [uow.cases.open(case).number for case in cases]
        uow.commit()
    return numbers


def test_a_long_list_goes_on_when_asked(town: Town) -> None:
    coordinator, numbers = town.coordinator(), open_cases(town, town.resident(), 12)
    coordinator.says("เมนู")
    coordinator.taps("เรื่องที่รออยู่")
    assert numbers[10] not in coordinator.hears(numbers[9])
    coordinator.taps(desk.SHOW_MORE)
    assert "เรื่องที่รออยู่ 2 เรื่อง" in coordinator.hears(numbers[11])
    assert desk.MORE not in coordinator.last()


def test_lists_open_by_button_and_by_number(town: Town) -> None:
    coordinator, resident = town.coordinator(), town.resident("ประนอม")
    coordinator.says("เมนู")
    coordinator.taps("เรื่องที่รออยู่")
    assert desk.NOTHING_WAITS in coordinator.last()
    first, second = report_roof(resident), report_roof(resident)
    coordinator.says("เมนู")
    coordinator.taps("เรื่องที่รออยู่")
    assert "เรื่องที่รออยู่ 2 เรื่อง" in coordinator.last()
    coordinator.taps("เปิดเรื่อง")
    assert "ประนอม" in coordinator.last()
    assert "081-234-5678" in coordinator.last()
    coordinator.says(f"ขอดู {second.replace('-', ' ')}")
    assert second in coordinator.last()
    coordinator.says("เมนู")
    coordinator.taps("เรื่องเกินกำหนด")
    assert desk.NOTHING_OVERDUE in coordinator.last()
    town.days_pass(4)
    coordinator.says("เมนู")
    coordinator.taps("เรื่องเกินกำหนด")
    assert first in coordinator.last()
    assert second in coordinator.last()


def test_other_areas_and_other_people_get_a_polite_no(town: Town) -> None:
    elsewhere, resident = town.coordinator("พัทลุง", "93"), town.resident()
    number = report_roof(resident)
    here = town.coordinator()
    here.says(number)
    _, open_it = here.button("แก้ประเภทเรื่อง")
    elsewhere.says(number)
    assert "081-234-5678" not in elsewhere.last()
    elsewhere.sends_action(open_it)
    assert desk.NOT_FOUND in elsewhere.last()
    here.says("เมนู")
    _, announce = here.button("นัดประชุม")
    resident.sends_action(announce)
    assert common.NOT_ALLOWED in resident.last()


def test_a_case_is_assigned_by_hand_also_away_from_somebody(town: Town) -> None:
    first, coordinator, resident = town.volunteer("นิด"), town.coordinator(), town.resident()
    number = report_roof(resident)
    first.hears("มีเรื่องใกล้คุณ")
    first.taps("รับเรื่อง")
    second = town.volunteer("หน่อย")
    coordinator.says(number)
    coordinator.taps("มอบหมายอาสา")
    assert "หน่อย" in coordinator.last()
    coordinator.taps("มอบหมาย")
    assert "หน่อย" in coordinator.last()
    first.hears("มอบให้ท่านอื่น")
    assert "081-234-5678" in second.hears(number)
    assert "คุณหน่อย" in resident.hears("คุณหน่อย")
    first.taps("ลงเยี่ยมแล้ว")
    assert referral_texts.GONE in first.last()


def test_a_waiting_case_climbs_from_sub_district_to_district_to_province(town: Town) -> None:
    near, middle, top = (
        town.coordinator("ตำบล", THA_KHAM),
        town.coordinator("อำเภอ", HAT_YAI),
        town.coordinator("จังหวัด", SONGKHLA),
    )
    report_roof(town.resident())
    near.hears("ยังไม่มีอาสารับเรื่อง")
    for told, untold in ((near, (middle, top)), (middle, (top,)), (top, ())):
        town.days_pass(3.1)
        told.hears(desk.WAITS_TOO_LONG)
        for phone in untold:
            assert desk.WAITS_TOO_LONG not in phone.last()
            assert "ยังไม่มีอาสารับเรื่อง" not in phone.last()
    town.days_pass(3.1)
    with town.app.unit_of_work() as uow:
        timeline = uow.cases.timeline(next(uow.cases.all()).id)
    assert [entry.what for entry in timeline].count(Happening.ESCALATED) == 3, "nobody stands above the province"


def test_nobody_is_woken_at_night_for_what_can_wait(town: Town) -> None:
    coordinator = town.coordinator()
    report_roof(town.resident())
    coordinator.hears("ยังไม่มีอาสารับเรื่อง")
    town.days_pass(3 + 16 / 24)
    assert town.app.now().astimezone(THAI_TIME).hour in (1, 2)
    assert desk.WAITS_TOO_LONG not in coordinator.last()
    town.days_pass(8 / 24)
    coordinator.hears(desk.WAITS_TOO_LONG)


def test_corrected_needs_are_kept_masked_and_bring_other_volunteers(town: Town) -> None:
    coordinator, resident = town.coordinator(), town.resident()
    carer = town.volunteer("ผู้ดูแล", needs=("elderly_care",))
    number = report_roof(resident)
    coordinator.says(number)
    coordinator.taps("แก้ประเภทเรื่อง")
    coordinator.says("ผู้สูงอายุ/ติดเตียง")
    coordinator.taps("ยืนยัน")
    assert desk.NEEDS_CORRECTED in coordinator.last()
    carer.hears("มีเรื่องใกล้คุณ")
    with town.app.unit_of_work() as uow:
        kept = uow.corrections.all()[-1]
        timeline = uow.cases.timeline(next(uow.cases.all()).id)
    assert kept["needs"] == ["elderly_care"]
    assert "081-234-5678" not in kept["text"]
    assert "<โทร>" in kept["text"]
    assert Happening.CORRECTED in [entry.what for entry in timeline]


def announced(town: Town, coordinator: Phone, audience: str) -> str:
    """Fill in an announcement for the sub-district; returns the summary."""
    coordinator.says("เมนู")
    coordinator.taps("นัดประชุม")
    coordinator.says("ประชุมซ่อมบ้าน")
    coordinator.says("ศาลาหมู่ 4")
    coordinator.says("เมื่อไหร่ดี")
    assert meeting_texts.TIME_SORRY in coordinator.messages()[-2]["text"]
    day = (town.app.now() + timedelta(days=5)).astimezone(THAI_TIME)
    coordinator.taps("เลือกวันและเวลา", datetime=f"{day:%Y-%m-%d}T13:30")
    coordinator.says("ต.ท่าข้าม")
    coordinator.taps(audience)
    return coordinator.last()


def test_a_meeting_is_counted_before_it_is_sent_and_answers_are_counted(town: Town) -> None:
    nid, noi, coordinator = town.volunteer("นิด"), town.volunteer("หน่อย"), town.coordinator()
    away, resident = town.volunteer("ไกล", area="930101"), town.resident()
    report_roof(resident)
    summary = announced(town, coordinator, "อาสาและผู้ประสานงาน")
    assert "2 คน (ใช้โควตา 2 ข้อความ)" in summary
    used = town.quota_used()
    coordinator.taps("ยืนยัน")
    nid.hears("ประชุมซ่อมบ้าน")
    noi.hears("ประชุมซ่อมบ้าน")
    assert town.quota_used() - used == 2, "what was announced is what it cost"
    nid.taps("ไปร่วม")
    assert meeting_texts.COMING in nid.last()
    noi.says("ไปไม่ได้ค่ะ")
    assert meeting_texts.DECLINED in noi.last()
    noi.taps("ไปร่วม")
    coordinator.taps("ดูผลตอบรับ")
    assert "2 คน" in coordinator.last()
    assert "ไม่ไป: 0 คน" in coordinator.last()
    for phone in (away, resident):
        assert "ประชุมซ่อมบ้าน" not in phone.last()
    town.days_pass(6)
    nid.taps("ไม่ไป")
    assert meeting_texts.OVER in nid.last()


def test_residents_who_reported_may_be_invited_too(town: Town) -> None:
    coordinator, resident = town.coordinator(), town.resident()
    report_roof(resident)
    assert "1 คน" in announced(town, coordinator, "ทุกคนรวมผู้แจ้งเรื่อง")
    coordinator.taps("ยืนยัน")
    resident.hears("ประชุมซ่อมบ้าน")
    resident.taps("ไปร่วม")
    assert meeting_texts.COMING in resident.last()
