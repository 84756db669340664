"""Offers to volunteers, and what they do with a case they took."""

from collections.abc import Sequence
from datetime import datetime

from cases.case import Case, Status
from cases.needs import Urgency, thai_names
from cases.replies import Button, Card, Cards, Link, Reply, Text
from handlers.engine.buttons import command
from handlers.texts.common import URGENCY_NAMES, map_address, needs_line, phone_for_reading
from handlers.texts.intake import RELATION_NAMES
from handlers.texts.my_cases import STATUS_NAMES
from handlers.texts.thai_dates import day_and_clock

TAKEN = "เรื่องนี้มีอาสาท่านอื่นรับไปแล้วค่ะ ขอบคุณที่พร้อมช่วยนะคะ 🙏"
PASSED = "รับทราบค่ะ ข้อต่อจะส่งให้อาสาท่านอื่น"
OVER = "เรื่องนี้ไม่ต้องการอาสาแล้วค่ะ ขอบคุณที่พร้อมช่วยนะคะ 🙏"
GONE = "เรื่องนี้ไม่ได้อยู่กับคุณแล้วค่ะ"
NO_OFFER = "ตอนนี้ไม่มีเรื่องที่รอให้ตอบค่ะ"
NO_WORK = "ตอนนี้ไม่มีเรื่องที่รับไว้ค่ะ"
CONTACTED = "บันทึกว่าติดต่อแล้วค่ะ ขอบคุณนะคะ"
ASK_VISIT_NOTE = "ลงเยี่ยมแล้วเป็นอย่างไรบ้างคะ\nพิมพ์สั้น ๆ ว่าพบอะไร ต้องช่วยอะไรต่อ (ไม่มี กดข้ามได้)"
ASK_PHOTOS = "มีรูปไหมคะ\nส่งได้หลายรูป ถ่ายจุดที่ต้องช่วย ขออนุญาตเจ้าของบ้านก่อนนะคะ (ไม่มี กดข้ามได้)"
PHOTOS_SORRY = "ส่งรูปได้เลยค่ะ ถ้าไม่มีรูป กดข้ามได้"
VISITED = "บันทึกการลงเยี่ยมแล้วค่ะ ขอบคุณมากนะคะ 🙏"
ASK_HELP_NOTE = "ช่วยอะไรไปบ้างคะ\nพิมพ์สั้น ๆ เช่น ซ่อมหลังคาเสร็จแล้ว (กดข้ามได้)"
HELPED = "บันทึกแล้วค่ะ ขอบคุณแทนชาวบ้านด้วยนะคะ 🙏 อีกไม่กี่วันข้อต่อจะถามผู้แจ้งว่าได้รับความช่วยเหลือจริงไหม"
ASK_REASON = "ติดขัดเรื่องอะไรคะ\nเลือก หรือพิมพ์เหตุผลก็ได้"
CANNOT = "รับทราบค่ะ ขอบคุณที่บอกให้รู้ ข้อต่อจะหาอาสาท่านอื่นต่อ"
REASONS = (
    ("time", "ไม่มีเวลา"),
    ("far", "อยู่ไกลเกินไป"),
    ("skill", "ต้องใช้ช่างหรือผู้เชี่ยวชาญ"),
    ("contact", "ติดต่อผู้แจ้งไม่ได้"),
    ("agency", "ต้องให้หน่วยงานทำ"),
)


def offer(case: Case, offer_id: int, area: str, expires_at: datetime) -> Reply:
    """Before accepting: need, sub-district, urgency. Nothing that tells who it is."""
    return Card(
        "มีเรื่องใกล้คุณค่ะ",
        f"ตอบได้ถึง {day_and_clock(expires_at)}",
        rows=(("เรื่อง", needs_line(case.needs)), ("พื้นที่", area), ("ความเร่งด่วน", URGENCY_NAMES[case.urgency])),
        buttons=(
            command("รับเรื่อง", "accept", offer=offer_id, strong=True),
            command("ขอผ่าน", "pass", offer=offer_id),
        ),
        alarm=case.urgency is Urgency.EMERGENCY,
    )


def taken_on(case: Case, reporter: str, area: str, photos_link: str) -> Reply:
    """After accepting: name, phone, map, the story, and what can be recorded."""
    return Card(
        f"เรื่องเลขที่ {case.number}",
        STATUS_NAMES[case.status],
        rows=(
            ("เรื่อง", needs_line(case.needs)),
            ("เล่าว่า", case.story),
            ("ผู้แจ้ง", reporter or "ไม่ได้ให้ชื่อไว้"),
            ("ช่วยใคร", case.beneficiary or RELATION_NAMES.get(case.relation, case.relation)),
            ("ที่อยู่", f"{case.address} {area}".strip()),
            ("เบอร์โทร", phone_for_reading(case.phone) or "ไม่ได้ให้ไว้"),
        ),
        buttons=(*_ways_there(case, area, photos_link), *_records(case)),
    )


def _ways_there(case: Case, area: str, photos_link: str) -> list[Button]:
    spot = f"{case.latitude},{case.longitude}" if case.latitude is not None else area
    links: list[Button] = [Link("โทรหาผู้แจ้ง", f"tel:{case.phone}")] if case.phone else []
    links.append(Link("เปิดแผนที่", map_address(spot)))
    return [*links, Link("ดูรูป", photos_link)] if photos_link else links


def _records(case: Case) -> list[Button]:
    if case.status not in (Status.ASSIGNED, Status.VISITED, Status.REFERRED):
        return []
    return [
        command("ติดต่อแล้ว", "contacted", case=case.id),
        command("ลงเยี่ยมแล้ว", "visited", case=case.id),
        command("ช่วยเสร็จแล้ว", "helped", case=case.id, strong=True),
        command("ทำไม่ได้", "cannot", case=case.id),
    ]


def work_item(case: Case, area: str) -> Card:
    """One case among those a volunteer holds."""
    return Card(
        f"เลขที่ {case.number}",
        STATUS_NAMES[case.status],
        rows=(("เรื่อง", needs_line(case.needs)), ("พื้นที่", area)),
        buttons=(command("เปิดเรื่อง", "work", case=case.id),),
    )


def how_goes_it(case: Case, area: str) -> Reply:
    """To a volunteer who has been silent since accepting."""
    return Card(
        "เป็นอย่างไรบ้างคะ",
        f"เรื่องเลขที่ {case.number} ({thai_names(case.needs)}) {area} ที่คุณรับไว้ ยังไม่มีบันทึก ติดขัดตรงไหนบอกได้นะคะ",
        buttons=(command("เปิดเรื่อง", "work", case=case.id), *_records(case)),
    )


def not_yet_to_volunteer(case: Case, words: str) -> Reply:
    """The resident says that help did not come, perhaps with a word why."""
    said = f"\n“{words}”" if words else ""
    return Card(
        "ผู้แจ้งบอกว่ายังไม่ได้รับความช่วยเหลือ",
        f"เรื่องเลขที่ {case.number} ({thai_names(case.needs)}) เปิดอีกครั้งแล้วค่ะ โปรดติดต่อผู้แจ้งดูนะคะ{said}",
        buttons=(command("เปิดเรื่อง", "work", case=case.id),),
    )


def added_to_volunteer(case: Case, area: str, note: str) -> Reply:
    """The resident added words or photos."""
    return Card(
        "ผู้แจ้งเพิ่มข้อมูล",
        f"เรื่องเลขที่ {case.number} ({thai_names(case.needs)}) {area}\n{note}".strip(),
        buttons=(command("เปิดเรื่อง", "work", case=case.id),),
    )


def my_work(cases: Sequence[Case], areas: Sequence[str]) -> Reply:
    """The cases that a volunteer holds, side by side."""
    cards = tuple(work_item(case, area) for case, area in zip(cases, areas, strict=True))
    return Cards(f"งานที่รับไว้ {len(cards)} เรื่อง", cards)


def withdrawn_to_volunteer(case: Case) -> Reply:
    """The resident took the case back."""
    return Text(f"เรื่องเลขที่ {case.number} ผู้แจ้งขอถอนแล้วค่ะ ไม่ต้องดำเนินการต่อ ขอบคุณนะคะ")


def moved_away(case: Case) -> Reply:
    """A coordinator gave the case to somebody else."""
    return Text(f"เรื่องเลขที่ {case.number} ผู้ประสานงานมอบให้ท่านอื่นดูแลต่อแล้วค่ะ ขอบคุณนะคะ")


# What the resident hears

RESIDENT_VISITED = "อาสาได้ลงเยี่ยมแล้วค่ะ"
RESIDENT_HELPED = "อาสาแจ้งว่าช่วยเสร็จแล้วค่ะ อีกไม่กี่วันข้อต่อจะถามว่าได้รับจริงไหม หากยังไม่ได้ บอกได้ทันทีนะคะ"
RESIDENT_LOOKING_AGAIN = "อาสาท่านเดิมติดขัด ข้อต่อกำลังหาท่านใหม่ให้ค่ะ"


def resident_accepted(volunteer: str, has_phone: bool) -> str:
    """Who comes."""
    who = f"คุณ{volunteer} อาสาในพื้นที่" if volunteer else "อาสาในพื้นที่"
    how = "จะโทรหาเพื่อนัดเวลานะคะ" if has_phone else "จะติดต่อไปนะคะ"
    return f"{who} รับเรื่องของคุณแล้วค่ะ {how}"
