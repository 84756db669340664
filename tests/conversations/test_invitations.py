"""Invitations: whoever sends a code takes its role, once; wrong, used and old codes are told, and guessing is slow."""

from datetime import timedelta

from cases.people import Invitation, Role, Volunteer
from handlers.texts import sign_up as texts
from tests.conftest import SONGKHLA, THA_KHAM, Town
from tests.conversations.reports import report_roof
from tests.phone import Phone

CODE = "KT-ABCDEFGH23"


def invite(town: Town, role: Role, area: str, code: str = CODE) -> str:
    """Make a code that lasts a day."""
    with town.app.unit_of_work() as uow:
        uow.people.create_invitation(Invitation(code, role, area, town.app.now() + timedelta(days=1)))
        uow.commit()
    return code


def offer_of(town: Town, phone: Phone) -> Volunteer | None:
    """What the person on a phone offers."""
    with town.app.unit_of_work() as uow:
        return uow.volunteers.get(uow.people.by_line_id(phone.line_id).id)


def sign_up(phone: Phone, code: str) -> None:
    """Sign up for everything on every day."""
    phone.says(code)
    phone.taps(texts.EVERYTHING)
    phone.taps(texts.EVERY_DAY)
    phone.taps("ยืนยัน")


def test_a_volunteer_says_where_with_what_and_when(town: Town) -> None:
    phone = town.phone("นิด")
    phone.follow()
    phone.says(f"รหัสเชิญ {invite(town, Role.VOLUNTEER, SONGKHLA).lower()}")
    assert texts.INVITED in phone.messages()[-2]["text"]
    assert "อำเภออะไรคะ" in phone.last(), "the invitation tells the province"
    phone.says("เชียงใหม่")
    assert texts.PLACE_SORRY in phone.messages()[-2]["text"], "outside of what the invitation is for"
    phone.says("ต.ท่าข้าม อ.หาดใหญ่")
    phone.taps("ซ่อม/ปรับบ้าน")
    phone.says("ช่วยคนพิการ กับ เด็กและครอบครัว")
    phone.taps("ยืนยัน")
    phone.says("เสาร์ อาทิตย์ และพฤหัส")
    phone.says("ยืนยัน")
    summary = phone.last()
    for told in ("ท่าข้าม", "ซ่อมแซม", "คนพิการ", "เด็กและครอบครัว", "พฤหัสบดี, เสาร์, อาทิตย์"):
        assert told in summary
    phone.says("ถูกต้องค่ะ")
    offered = offer_of(town, phone)
    assert offered
    assert (offered.areas, offered.days) == ((THA_KHAM,), (3, 5, 6))
    assert set(offered.needs) == {"home_repair", "disability_aid", "child_family"}


def test_a_case_that_nobody_could_take_is_offered_to_who_signs_up(town: Town) -> None:
    report_roof(town.resident())
    phone = town.phone("นิด")
    phone.follow()
    sign_up(phone, invite(town, Role.VOLUNTEER, THA_KHAM))
    phone.hears("มีเรื่องใกล้คุณ")
    phone.taps("รับเรื่อง")
    phone.hears("081-234-5678")


def test_a_coordinator_begins_at_once(town: Town) -> None:
    phone = town.phone("หนุ่ย")
    phone.follow()
    phone.says(invite(town, Role.COORDINATOR, SONGKHLA))
    assert "เริ่มงานผู้ประสานงาน จ.สงขลา" in phone.last()
    phone.taps("เรื่องที่รออยู่")
    phone.says("เมนู")
    assert "เรื่องเกินกำหนด" in phone.last()


def test_an_invitation_in_mid_report_does_not_lose_the_report(town: Town) -> None:
    resident = town.resident()
    resident.says("อยากได้รถเข็นให้พ่อ")
    sign_up(resident, invite(town, Role.VOLUNTEER, THA_KHAM))
    assert "อยู่ที่ไหนคะ" in resident.last()


def test_wrong_used_and_expired_codes_are_told(town: Town) -> None:
    first, second = town.resident("หนึ่ง"), town.resident("สอง")
    used = invite(town, Role.COORDINATOR, SONGKHLA)
    first.says(used)
    old = invite(town, Role.COORDINATOR, SONGKHLA, "KT-ZYXWVUTS98")
    town.days_pass(2)
    for code in ("KT-0000000000", "kt 12345", used, old):
        second.says(code)
        assert texts.BAD_CODE in second.last(), code
    second.says("เมนู")
    assert "เรื่องที่รออยู่" not in second.last()


def test_a_resting_volunteer_is_left_alone_until_they_come_back(town: Town) -> None:
    volunteer = town.volunteer()
    volunteer.says("เมนู")
    volunteer.taps("พักสักระยะ")
    assert texts.RESTING in volunteer.last()
    report_roof(town.resident())
    town.settles()
    assert "มีเรื่องใกล้คุณ" not in volunteer.last()
    volunteer.taps("กลับมาช่วย")
    volunteer.hears("มีเรื่องใกล้คุณ")
