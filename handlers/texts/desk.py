"""A coordinator's desk in LINE: what waits, one case, who could take it."""

from collections.abc import Sequence

from cases.case import Case, Entry
from cases.incoming import SentLocation
from cases.needs import thai_names
from cases.people import Volunteer
from cases.replies import Button, Card, Cards, Link, Reply, Text
from handlers.engine.buttons import command
from handlers.texts.common import (
    CONTINUE_CHOICES,
    MENU_CHOICES,
    URGENCY_NAMES,
    map_address,
    needs_line,
    phone_for_reading,
)
from handlers.texts.intake import RELATION_NAMES
from handlers.texts.my_cases import STATUS_NAMES, happening
from handlers.texts.thai_dates import day_and_clock

WAITING = "เรื่องที่รออยู่"
OVERDUE = "เรื่องเกินกำหนด"
A_VOLUNTEER = "อาสา"
NOTHING_WAITS = "ไม่มีเรื่องที่รออยู่ค่ะ 👍"
MORE = "ยังมีอีกค่ะ"
SHOW_MORE = "ดูเพิ่ม"
NOTHING_OVERDUE = "ไม่มีเรื่องเกินกำหนดค่ะ 👍"
NO_VOLUNTEERS = "ยังไม่มีอาสาในจังหวัดนี้ค่ะ เชิญอาสาใหม่ได้ด้วยรหัสเชิญ"
NO_OTHERS = "ไม่มีอาสาคนอื่นในจังหวัดนี้ค่ะ เรื่องนี้ยังอยู่กับอาสาคนเดิม"
NOT_FOUND = "ไม่พบเรื่องเลขนี้ในพื้นที่ของคุณค่ะ"
ASK_ANSWER = "จะตอบว่าอย่างไรคะ\nพิมพ์ข้อความ ข้อต่อจะส่งให้ผู้แจ้ง"
ANSWERED = "ส่งให้แล้วค่ะ"
ASK_NEEDS = "เรื่องนี้เป็นเรื่องไหนคะ\nเลือกได้หลายข้อ เลือกครบแล้วกดยืนยัน"
NEEDS_CORRECTED = "แก้ประเภทเรื่องให้แล้วค่ะ ข้อต่อจะจำไว้เรียนรู้ด้วย"
HUMAN_TOLD = "แจ้งเจ้าหน้าที่แล้วค่ะ เดี๋ยวจะติดต่อกลับนะคะ ระหว่างนี้พิมพ์ข้อความฝากไว้ได้เลย"
HUMAN_NOBODY = "ตอนนี้ยังไม่มีเจ้าหน้าที่รับข้อความค่ะ โทรสายด่วนเหล่านี้ได้เลยนะคะ"
FORWARDED = "ส่งถึงเจ้าหน้าที่แล้วค่ะ"
HUMAN = "คุยกับเจ้าหน้าที่"
CANNOT_ASSIGN = "เรื่องนี้มอบหมายไม่ได้แล้วค่ะ เพราะปิดไปแล้ว"


def waiting_list(title: str, cases: Sequence[Case], names: Sequence[str]) -> Reply:
    """Cases side by side, the most pressing first."""
    cards = tuple(
        Card(
            f"เลขที่ {case.number}",
            STATUS_NAMES[case.status],
            rows=(
                ("เรื่อง", needs_line(case.needs)),
                ("พื้นที่", name),
                ("ความเร่งด่วน", URGENCY_NAMES[case.urgency]),
                ("แจ้งเมื่อ", day_and_clock(case.opened_at)),
            ),
            buttons=(
                command("เปิดเรื่อง", "open", case=case.id, strong=True),
                command("มอบหมายอาสา", "choose_volunteer", case=case.id),
            ),
        )
        for case, name in zip(cases, names, strict=True)
    )
    return Cards(f"{title} {len(cards)} เรื่อง", cards) if len(cards) > 1 else cards[0]


def case_file(case: Case, people: dict[str, str], entries: Sequence[Entry], page: str) -> Reply:
    """One case with its timeline. `people` names reporter and volunteer, `page` is its web address."""
    lines = [f"• {day_and_clock(entry.at)} {happening(entry)}" for entry in entries]
    rows = (
        ("เรื่อง", needs_line(case.needs)),
        ("ความเร่งด่วน", URGENCY_NAMES[case.urgency]),
        ("เล่าว่า", case.story),
        ("ผู้แจ้ง", people["reporter"] or "ไม่ทราบชื่อ"),
        ("ช่วยใคร", case.beneficiary or RELATION_NAMES.get(case.relation, case.relation)),
        ("ที่อยู่", f"{case.address} {people['area']}".strip()),
        ("เบอร์โทร", phone_for_reading(case.phone) or "ไม่ได้ให้ไว้"),
        ("อาสา", people["volunteer"] or "ยังไม่มี"),
    )
    buttons: list[Button] = [
        command("มอบหมายอาสา", "choose_volunteer", case=case.id, strong=True),
        command("แก้ประเภทเรื่อง", "correct_needs", case=case.id),
        command("ตอบผู้แจ้ง", "answer", person=case.reporter_id),
    ]
    if case.phone:
        buttons.append(Link("โทรหาผู้แจ้ง", f"tel:{case.phone}"))
    if page:
        buttons.append(Link("ดูรูปและประวัติ", page))
    return Card(f"เลขที่ {case.number} {STATUS_NAMES[case.status]}", "\n".join(lines[-8:]), rows, tuple(buttons))


def choose_volunteer(case: Case, volunteers: Sequence[tuple[Volunteer, str, str]]) -> Reply:
    """Who could take a case: name, area and load of each."""
    cards = tuple(
        Card(
            name or f"อาสา #{volunteer.person_id}",
            rows=(
                ("พื้นที่", area),
                ("ถนัด", thai_names(volunteer.needs)),
                ("งานในมือ", f"{volunteer.load} เรื่อง" + (" (พักอยู่)" if volunteer.resting else "")),
            ),
            buttons=(command("มอบหมาย", "assign", case=case.id, volunteer=volunteer.person_id, strong=True),),
        )
        for volunteer, name, area in volunteers
    )
    return Cards(f"มอบหมายเรื่อง {case.number}", cards) if len(cards) > 1 else cards[0]


def assigned(case: Case, volunteer: str) -> Reply:
    """Assignment done."""
    return Text(f"มอบเรื่อง {case.number} ให้{volunteer or 'อาสา'}แล้วค่ะ ข้อต่อแจ้งทั้งสองฝ่ายแล้ว")


def nobody_left(case: Case, area: str) -> Reply:
    """Every suitable volunteer passed or stayed silent, or there is none."""
    return Card(
        "ยังไม่มีอาสารับเรื่อง",
        f"เรื่องเลขที่ {case.number} ({thai_names(case.needs)}) {area}",
        rows=(("ความเร่งด่วน", URGENCY_NAMES[case.urgency]),),
        buttons=(
            command("เปิดเรื่อง", "open", case=case.id, strong=True),
            command("มอบหมายอาสา", "choose_volunteer", case=case.id),
        ),
    )


def about_case(case: Case, area: str, title: str, words: str = "") -> Reply:
    """A word to coordinators about one case, with the way to open it."""
    text = f"เรื่องเลขที่ {case.number} ({thai_names(case.needs)}) {area}"
    return Card(title, f"{text}\n{words}".strip(), buttons=(command("เปิดเรื่อง", "open", case=case.id, strong=True),))


URGENT_OPENED = "🟠 มีเรื่องเร่งด่วน"
NOT_YET = "ผู้แจ้งบอกว่ายังไม่ได้รับความช่วยเหลือ"
VOLUNTEER_SILENT = "อาสารับเรื่องแล้วแต่ยังเงียบ"
VOLUNTEER_CANNOT = "อาสาทำต่อไม่ได้"
WAITS_TOO_LONG = "เรื่องรอนานเกินกำหนด"


def somebody_wants_to_talk(name: str, words: str, person_id: int) -> Reply:
    """A resident asks for a person."""
    return Card(
        "มีผู้ขอคุยกับเจ้าหน้าที่",
        rows=(("ชื่อ", name or "ไม่ทราบชื่อ"), ("ข้อความ", words or "–")),
        buttons=(command("ตอบ", "answer", person=person_id, strong=True),),
    )


def words_of(name: str, words: str, person_id: int) -> Reply:
    """What somebody says in a talk with the staff."""
    return Card(
        f"ข้อความจากคุณ{name}" if name else "ข้อความจากผู้แจ้ง",
        words,
        buttons=(command("ตอบ", "answer", person=person_id, strong=True),),
    )


def place_of(name: str, sent: SentLocation, person_id: int) -> Reply:
    """Where somebody is who talks with the staff."""
    spot = f"{sent.latitude},{sent.longitude}"
    return Card(
        f"ตำแหน่งของคุณ{name}" if name else "ตำแหน่งของผู้แจ้ง",
        sent.address or spot,
        buttons=(
            Link("เปิดแผนที่", map_address(spot)),
            command("ตอบ", "answer", person=person_id, strong=True),
        ),
    )


def from_staff(organisation: str, words: str, *, unfinished: bool) -> Reply:
    """A coordinator's words to a resident, who answers by writing; `unfinished` offers the way back to a draft."""
    choices = CONTINUE_CHOICES if unfinished else MENU_CHOICES
    return Text(f"ข้อความจากเจ้าหน้าที่ {organisation}:\n{words}", choices=choices)


def consent_withdrawn(name: str, person_id: int) -> Reply:
    """A resident took back the consent; what is kept must be looked through (PDPA s.33)."""
    return Card(
        "มีผู้ถอนความยินยอม",
        "เรื่องที่ยังไม่จบของผู้นี้หยุดไว้แล้ว โปรดตรวจว่ามีข้อมูลใดต้องลบค่ะ",
        rows=(("ชื่อ", name or "ไม่ทราบชื่อ"), ("เลขบุคคล", str(person_id))),
        buttons=(command("ตอบ", "answer", person=person_id),),
    )
