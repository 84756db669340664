"""ติดตามเรื่อง: one's own cases and their timelines in plain words."""

from collections.abc import Sequence

from cases.case import CLOSED, NOTES_FOR_ALL, Case, Entry, Happening, Status
from cases.needs import thai_names
from cases.replies import Button, Card, Cards, Reply, Tap, Text
from handlers.engine.buttons import command
from handlers.texts.common import MENU_CHOICES, needs_line
from handlers.texts.thai_dates import day, day_and_clock

NONE_YET = "ยังไม่มีเรื่องที่แจ้งไว้ค่ะ ถ้าเดือดร้อนเรื่องอะไร พิมพ์เล่ามาได้เลย"
NOT_FOUND = "ไม่พบเรื่องเลขนี้ในรายการของคุณค่ะ ลองตรวจเลขอีกครั้งนะคะ"
ASK_ADDITION = "อยากเพิ่มข้อมูลอะไรคะ\nพิมพ์มาได้เลยค่ะ"
ADDED = "เพิ่มข้อมูลให้แล้วค่ะ คนที่ดูแลเรื่องนี้จะเห็นด้วย"
ASK_WITHDRAW = "ต้องการถอนเรื่องนี้จริงไหมคะ\nข้อต่อจะหยุดหาคนช่วย"
DO_WITHDRAW, DO_WITHDRAW_WORDS = "ยืนยัน ถอนเรื่อง", ("ยืนยัน", "ใช่", "ถอน")
KEEP, KEEP_WORDS = "ไม่ถอน", ("ไม่", "เก็บไว้")
WITHDRAWN = "ถอนเรื่องให้แล้วค่ะ ถ้าต้องการความช่วยเหลืออีก แจ้งใหม่ได้เสมอ"
KEPT = "เก็บเรื่องไว้ตามเดิมค่ะ"
THANKS_RECEIVED = "ดีใจด้วยค่ะ 😊 ขอบคุณที่บอกให้รู้ ข้อต่อปิดเรื่องนี้ให้แล้ว"
THANKS_NOT_YET = "ขอโทษด้วยนะคะ ข้อต่อเปิดเรื่องให้อีกครั้ง และแจ้งอาสากับผู้ประสานงานแล้วค่ะ"
ALREADY_ANSWERED = "เรื่องนี้ตอบไว้แล้วค่ะ ขอบคุณนะคะ"

STATUS_NAMES = {
    Status.NEW: "รับเรื่องแล้ว",
    Status.SCREENED: "คัดกรองแล้ว กำลังหาคนช่วย",
    Status.OFFERED: "กำลังหาอาสา",
    Status.ASSIGNED: "มีผู้รับเรื่องแล้ว",
    Status.VISITED: "ลงเยี่ยมแล้ว",
    Status.REFERRED: "ส่งต่อหน่วยงานแล้ว",
    Status.HELPED: "ให้ความช่วยเหลือแล้ว",
    Status.CONFIRMED: "ผู้แจ้งยืนยันแล้ว",
    Status.UNCONFIRMED: "ช่วยแล้ว แต่ยังไม่ได้รับการยืนยัน",
    Status.REFUSED: "ช่วยไม่ได้",
    Status.DUPLICATE: "รวมกับเรื่องอื่นแล้ว",
    Status.WITHDRAWN: "ถอนเรื่องแล้ว",
}

HAPPENINGS = {
    Happening.OPENED: "แจ้งเรื่อง",
    Happening.OFFERED: "ชวนอาสาใกล้บ้าน",
    Happening.ACCEPTED: "มีอาสารับเรื่อง",
    Happening.ASSIGNED: "ผู้ประสานงานมอบหมายอาสา",
    Happening.CONTACTED: "อาสาติดต่อแล้ว",
    Happening.VISITED: "อาสาลงเยี่ยม",
    Happening.HELPED: "ให้ความช่วยเหลือแล้ว",
    Happening.CANNOT: "อาสาทำต่อไม่ได้ กำลังหาคนใหม่",
    Happening.NOBODY: "ยังไม่มีอาสาว่าง ผู้ประสานงานกำลังดูให้",
    Happening.CONFIRMED: "ยืนยันว่าได้รับความช่วยเหลือแล้ว",
    Happening.NOT_YET: "แจ้งว่ายังไม่ได้รับความช่วยเหลือ",
    Happening.UNCONFIRMED: "ปิดเรื่องโดยยังไม่ได้รับการยืนยัน",
    Happening.WITHDRAWN: "ถอนเรื่อง",
    Happening.ADDED: "เพิ่มข้อมูล",
    Happening.ESCALATED: "แจ้งผู้ประสานงานระดับถัดไป",
    Happening.CORRECTED: "แก้ประเภทเรื่อง",
    Happening.ERASED: "ลบข้อมูลส่วนตัวแล้ว",
}
_LEVELS = {"1": "ตำบล", "2": "อำเภอ", "3": "จังหวัด"}
_LONGEST_NOTE = 200  # characters of a note in a timeline; the page of the case shows it whole


def short_list(cases: Sequence[Case]) -> Reply:
    """One's cases side by side."""
    cards = tuple(
        Card(
            f"เลขที่ {case.number}",
            STATUS_NAMES[case.status],
            rows=(("เรื่อง", needs_line(case.needs)), ("แจ้งเมื่อ", day(case.opened_at))),
            buttons=(command("ดูรายละเอียด", "case", case=case.id),),
        )
        for case in cases
    )
    return Cards(f"เรื่องของคุณ {len(cases)} เรื่อง", cards, choices=MENU_CHOICES) if len(cards) > 1 else cards[0]


def timeline(case: Case, entries: Sequence[Entry]) -> Reply:
    """What happened so far, and what one may do about it."""
    lines = [f"• {day_and_clock(entry.at)}\n   {_plain(entry)}" for entry in entries]
    return Card(
        f"เลขที่ {case.number}",
        f"{thai_names(case.needs)}\nตอนนี้: {STATUS_NAMES[case.status]}\n\n" + "\n".join(lines[-15:]),
        buttons=_buttons(case),
    )


def happening(entry: Entry) -> str:
    """A line of a timeline: what happened, with its note."""
    whole = note_of(entry)
    note = whole if len(whole) <= _LONGEST_NOTE else f"{whole[:_LONGEST_NOTE]}…"
    return f"{HAPPENINGS[entry.what]}: {note}" if note else HAPPENINGS[entry.what]


def note_of(entry: Entry) -> str:
    """The note of a line in words, also where it is a bare number."""
    match entry.what:
        case Happening.OFFERED:
            return f"ถามอาสา {entry.note} คน"
        case Happening.ESCALATED:
            return f"ถึงระดับ{_LEVELS.get(entry.note, entry.note)}"
        case _:
            return entry.note


def _plain(entry: Entry) -> str:
    return happening(entry) if entry.what in NOTES_FOR_ALL else HAPPENINGS[entry.what]


def _buttons(case: Case) -> tuple[Button, ...]:
    if case.status in (Status.HELPED, Status.UNCONFIRMED):
        return answer_buttons(case.id)
    if case.status is Status.CONFIRMED:
        return (command("ยังไม่ได้รับ (เปิดเรื่องใหม่)", "not_yet", case=case.id),)
    if case.status in CLOSED:
        return ()
    return (command("เพิ่มข้อมูล", "add", case=case.id), command("ถอนเรื่อง", "withdraw", case=case.id))


def answer_buttons(case_id: int) -> tuple[Button, ...]:
    """Did help come? One tap."""
    return (
        command("ได้รับแล้ว", "received", case=case_id, strong=True),
        command("ยังไม่ได้รับ", "not_yet", case=case_id),
    )


def add_button(case: Case) -> Tap:
    """What was just sent belongs to this case."""
    return command(f"เพิ่มใน {case.number}", "add", case=case.id)


def did_help_come(case: Case, again: bool) -> Reply:
    """The follow-up question."""
    polite = "ขอถามอีกครั้งนะคะ " if again else ""
    return Card(
        "ได้รับความช่วยเหลือหรือยังคะ",
        f"{polite}เรื่องเลขที่ {case.number} ({thai_names(case.needs)}) อาสาแจ้งว่าช่วยแล้ว คุณได้รับความช่วยเหลือจริงไหมคะ",
        buttons=answer_buttons(case.id),
    )


def progress(case: Case, words: str) -> Reply:
    """A word of news to the resident."""
    return Text(f"เรื่องเลขที่ {case.number}: {words}")
