"""Somebody asks for help: the questions, the summary, the words after the case was opened."""

from typing import Any

from cases.case import Case
from cases.needs import BY_CODE
from cases.replies import Card, Reply, ShareLocation, TakePhoto, Text
from handlers.engine.buttons import command
from handlers.engine.steps import View
from handlers.texts.common import URGENCY_NAMES, needs_line, phone_for_reading
from handlers.texts.steps import SHARE_LOCATION

ASK_STORY = "เล่าให้ฟังหน่อยค่ะ\nเดือดร้อนเรื่องอะไร พิมพ์เป็นคำพูดของคุณได้เลย สั้นหรือยาวก็ได้"
STORY_SORRY = "ขอโทษค่ะ ข้อต่ออ่านได้แต่ตัวหนังสือ รบกวนพิมพ์เล่าสั้น ๆ ว่าเดือดร้อนเรื่องอะไรนะคะ"
ASK_NEED_OPEN = "เรื่องนี้เป็นเรื่องไหนคะ\nเลือกข้อที่ใกล้ที่สุด"
ASK_NEED_BETWEEN = "ขอถามให้แน่ใจค่ะ\nเรื่องนี้เป็นเรื่องไหนคะ"
NEED_SORRY = "เลือกจากปุ่มที่ใกล้เคียงที่สุดได้เลยค่ะ"
ASK_WHO = "ช่วยใครดีคะ\nคนที่ต้องการความช่วยเหลือคือใคร"
WHO_SORRY = "กดเลือกจากปุ่ม หรือพิมพ์ว่าเป็นใคร เช่น แม่ หรือ เพื่อนบ้าน"
ASK_PLACE = "อยู่ที่ไหนคะ\nพิมพ์ชื่อตำบลและอำเภอ เช่น “ต.ท่าข้าม อ.หาดใหญ่” หรือกดส่งตำแหน่งก็ได้ค่ะ"
PLACE_SORRY = "ขอโทษค่ะ ข้อต่อหาตำบลนี้ไม่พบ ลองพิมพ์ชื่อตำบลกับอำเภอ หรือเลือกจากรายชื่อนะคะ"
ASK_LANDMARK = "บ้านอยู่ตรงไหนคะ\nบ้านเลขที่ หมู่ที่ หรือจุดสังเกต เช่น ใกล้วัด ใกล้โรงเรียน (ไม่สะดวก กดข้ามได้)"
ASK_PHONE = "ขอเบอร์โทรที่ติดต่อได้ค่ะ\nอาสาที่รับเรื่องจะโทรหาก่อนไปเยี่ยม (ไม่สะดวก กดข้ามได้)"
PHONE_SORRY = "เบอร์นี้ยังไม่ถูกค่ะ พิมพ์ตัวเลข 10 หลัก เช่น 081 234 5678 หรือกดข้ามได้เลย"
PHOTOS_SORRY = "ส่งรูปได้เลยค่ะ ถ้าไม่มีรูป กดข้ามได้"
CONFIRM_SORRY = "ถ้าถูกต้องกด “ยืนยัน” ถ้ามีอะไรผิดกด “แก้ไข” ค่ะ"

RELATIONS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("self", "ตัวฉันเอง", ("ตัวเอง", "ฉัน", "ผม", "ดิฉัน", "หนู", "เรา", "ข้อย", "ฉันเอง", "ผมเอง", "ของฉัน")),
    ("parent", "พ่อหรือแม่", ("พ่อ", "แม่", "พ่อแม่", "บิดา", "มารดา", "ป้อ")),
    ("grandparent", "ปู่ย่าตายาย", ("ปู่", "ย่า", "ตา", "ยาย", "คุณตา", "คุณยาย", "แม่อุ๊ย", "พ่อเฒ่า", "แม่เฒ่า")),
    (
        "family",
        "คนอื่นในครอบครัว",
        ("ลูก", "หลาน", "สามี", "ภรรยา", "แฟน", "พี่", "น้อง", "ญาติ", "ลุง", "ป้า", "น้า", "อา"),
    ),
    ("neighbour", "เพื่อนบ้าน", ("เพื่อน", "คนข้างบ้าน", "คนในหมู่บ้าน", "ชาวบ้าน", "ลูกบ้าน")),
    ("other", "คนอื่น", ("คนรู้จัก",)),
)
RELATION_NAMES = {code: label for code, label, _ in RELATIONS}

BOTH_NEEDS = "ทั้งสองเรื่อง"
BOTH_WORDS = ("ทั้งสอง", "ทั้งคู่", "ทั้ง 2 เรื่อง", "ทั้งสองอย่าง")
TOLD_BY_VOICE = "เล่าเป็นเสียง (ฟังได้ในรูปและประวัติของเรื่อง)"

FIELDS = {
    "story": "เรื่องที่เล่า",
    "need": "ประเภทเรื่อง",
    "who": "ช่วยใคร",
    "place": "ตำบล",
    "landmark": "บ้านหรือจุดสังเกต",
    "phone": "เบอร์โทร",
    "photos": "รูปภาพ",
}


def ask_need(view: View) -> Reply:
    """Openly, or between the plausible ones."""
    return Text(ASK_NEED_BETWEEN if view.answers.get("candidates") else ASK_NEED_OPEN)


def ask_landmark(_view: View) -> Reply:
    """In words, or on the map."""
    return Text(ASK_LANDMARK, choices=(ShareLocation(SHARE_LOCATION),))


def house(number: str, moo: str) -> str:
    """บ้านเลขที่ 12/3 หมู่ 4; empty where neither is known."""
    parts = (f"บ้านเลขที่ {number}" if number else "", f"หมู่ {moo}" if moo else "")
    return " ".join(filter(None, parts))


def ask_photos(_view: View) -> Reply:
    """Several photos; people are told what not to show."""
    return Text(
        "มีรูปให้ดูไหมคะ\nส่งได้หลายรูป ถ่ายเฉพาะจุดที่เดือดร้อนก็พอ ไม่ต้องให้เห็นหน้าใคร (ไม่มี กดข้ามได้)",
        choices=(TakePhoto("📷 ถ่ายรูป"), TakePhoto("🖼 เลือกรูป", album=True)),
    )


def summary(view: View) -> Reply:
    """What was understood, to be confirmed."""
    answers = view.answers
    photos = answers.get("photos") or []
    rows = (
        ("เรื่อง", needs_line(answers["need"].split("+"))),
        ("เล่าว่า", answers["story"]),
        ("ช่วยใคร", RELATION_NAMES.get(answers["who"], answers["who"])),
        ("ที่อยู่", view.gazetteer.name(answers["place"]["code"])),
        ("จุดสังเกต", _landmark(answers)),
        ("เบอร์โทร", phone_for_reading(answers.get("phone") or "") or "ไม่ได้ให้ไว้"),
        ("รูป", f"{len(photos)} รูป" if photos else "ไม่มี"),
    )
    return Card("ตรวจดูอีกครั้งนะคะ", "ข้อมูลถูกต้องไหมคะ", rows=rows)


def _landmark(answers: Any) -> str:
    if answers.get("landmark"):
        return str(answers["landmark"])
    return "ส่งตำแหน่งแล้ว" if answers["place"].get("spot") else "ไม่ได้ระบุ"


def opened(case: Case, area: str, *, coordinators_told: bool) -> Reply:
    """The case number and what comes next."""
    soon = (
        "ข้อต่อแจ้งผู้ประสานงานแล้ว และกำลังหาอาสาให้ทันทีค่ะ"
        if coordinators_told
        else "ข้อต่อกำลังหาอาสาใกล้บ้านให้ค่ะ มีความคืบหน้าจะบอกทันที"
    )
    return Card(
        f"รับเรื่องแล้ว เลขที่ {case.number}",
        f"{soon}\nเก็บเลขนี้ไว้ใช้ติดตามเรื่องนะคะ",
        rows=(("เรื่อง", needs_line(case.needs)), ("พื้นที่", area), ("ความเร่งด่วน", URGENCY_NAMES[case.urgency])),
        buttons=(command("ติดตามเรื่อง", "track"),),
    )


def need_label(code: str) -> str:
    """A need on a button."""
    return f"{BY_CODE[code].emoji} {BY_CODE[code].short}"
