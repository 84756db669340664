"""Somebody sends an invitation code: volunteers say where, with what and when they help; coordinators begin."""

from typing import Any

from cases.needs import BY_CODE, thai_names
from cases.people import Role
from cases.replies import Button, Card, Reply
from handlers.engine.buttons import command
from handlers.engine.steps import View

INVITED = "ยินดีต้อนรับค่ะ ขอถาม 3 ข้อก่อนเริ่มเป็นอาสา ช่วยที่ตำบลไหน ถนัดเรื่องอะไร ว่างวันไหน"
ASK_PLACE = "ช่วยที่ตำบลไหนได้บ้างคะ\nพิมพ์ชื่อตำบลและอำเภอ หรือเลือกจากรายการ"
PLACE_SORRY = "ขอโทษค่ะ ข้อต่อหาตำบลนี้ไม่พบ ลองพิมพ์ชื่อตำบลกับอำเภอ หรือเลือกจากรายชื่อนะคะ"
ASK_SKILLS = "ถนัดช่วยเรื่องไหนคะ\nเลือกได้หลายข้อ เลือกครบแล้วกดยืนยัน"
ASK_DAYS = "ว่างวันไหนบ้างคะ\nเลือกได้หลายวัน เลือกครบแล้วกดยืนยัน"
EVERYTHING = "ได้ทุกเรื่อง"
EVERY_DAY = "ว่างทุกวัน"
BAD_CODE = "รหัสนี้ใช้ไม่ได้ค่ะ อาจพิมพ์ผิด หมดอายุ หรือมีคนใช้ไปแล้ว ขอรหัสใหม่จากผู้ประสานงานได้เลยค่ะ"
TOO_MANY = "ลองรหัสผิดหลายครั้งแล้วค่ะ รออีก 1 ชั่วโมงแล้วลองใหม่ หรือขอรหัสใหม่จากผู้ประสานงานนะคะ"
CONFIRM_SORRY = "ถ้าถูกต้องกด “ยืนยัน” ถ้ามีอะไรผิดกด “แก้ไข” ค่ะ"
RESTING = "พักให้แล้วค่ะ พร้อมเมื่อไร กด “กลับมาช่วย” ได้เลย"
BACK_AT_WORK = "ยินดีต้อนรับกลับมาค่ะ ข้อต่อจะส่งเรื่องใกล้บ้านให้นะคะ"

DAYS = ("จันทร์", "อังคาร", "พุธ", "พฤหัสบดี", "ศุกร์", "เสาร์", "อาทิตย์")
FIELDS = {"place": "ตำบลที่ช่วยได้", "skills": "เรื่องที่ถนัด", "days": "วันที่ว่าง"}
ROLE_NAMES = {Role.VOLUNTEER: "อาสา", Role.COORDINATOR: "ผู้ประสานงาน", Role.ADMIN: "ผู้ดูแลระบบ"}


def day_words(name: str) -> tuple[str, ...]:
    """Further ways to write a day."""
    return (f"วัน{name}", name.removesuffix("บดี"))


def skill_label(code: str) -> str:
    """A need as a skill."""
    return f"{BY_CODE[code].emoji} {BY_CODE[code].short}"


def day_names(days: list[Any]) -> str:
    """จันทร์, อังคาร"""
    numbers = sorted(int(day) for day in days)
    return "ทุกวัน" if len(numbers) == len(DAYS) else ", ".join(DAYS[number] for number in numbers)


def summary(view: View) -> Reply:
    """What a volunteer offers, to be confirmed."""
    answers = view.answers
    rows = (
        ("พื้นที่", view.gazetteer.name(answers["place"]["code"])),
        ("เรื่องที่ถนัด", thai_names(answers["skills"])),
        ("วันที่ว่าง", day_names(answers["days"])),
    )
    return Card("สมัครเป็นอาสา", "ข้อมูลถูกต้องไหมคะ", rows=rows)


def welcome_volunteer(area: str) -> Reply:
    """Signed up."""
    return Card(
        "ขอบคุณที่มาเป็นอาสาค่ะ 🙏",
        f"เมื่อมีเรื่องใน{area} หรือใกล้เคียง ข้อต่อจะส่งมาให้เลือก “รับเรื่อง” หรือ “ขอผ่าน” "
        "ก่อนรับจะเห็นแค่ประเภทเรื่องและตำบล รับแล้วจึงเห็นชื่อและเบอร์โทร โปรดเก็บเป็นความลับนะคะ",
        buttons=volunteer_buttons(resting=False),
    )


def volunteer_buttons(resting: bool) -> tuple[Button, ...]:
    """A volunteer's part of the menu."""
    pause = command("กลับมาช่วย", "wake") if resting else command("พักสักระยะ", "rest")
    return (command("งานที่รับไว้", "my_work"), pause)


def welcome_coordinator(role: Role, area: str) -> Reply:
    """A coordinator begins."""
    return Card(
        f"เริ่มงาน{ROLE_NAMES[role]} {area}",
        "ข้อต่อจะแจ้งเหตุฉุกเฉินและเรื่องที่ไม่มีใครรับมาที่นี่ค่ะ ดูเรื่องทั้งหมดได้จากปุ่มนี้ หรือพิมพ์เลขที่เรื่อง",
        buttons=coordinator_buttons(),
    )


def coordinator_buttons() -> tuple[Button, ...]:
    """A coordinator's part of the menu."""
    return (
        command("เรื่องที่รออยู่", "waiting", strong=True),
        command("เรื่องเกินกำหนด", "overdue"),
        command("นัดประชุม", "announce"),
    )
