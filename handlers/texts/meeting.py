"""Announcing a meeting, and the answers to it."""

from collections.abc import Sequence

from cases.meetings import Attendance, Meeting
from cases.replies import Card, Cards, Reply, Text
from handlers.engine.buttons import command
from handlers.engine.steps import View
from handlers.texts.thai_dates import weekday_and_clock

ASK_TITLE = "ประชุมเรื่องอะไรคะ\nพิมพ์ชื่อการประชุมสั้น ๆ"
ASK_SPOT = "จัดที่ไหนคะ\nเช่น ศาลาหมู่ 4 ต.ท่าข้าม"
ASK_TIME = "วันไหน กี่โมงคะ\nกดเลือก หรือพิมพ์ เช่น “พรุ่งนี้ 9 โมงเช้า”"
TIME_SORRY = "ขอทั้งวันและเวลานะคะ เช่น “ศุกร์หน้า บ่ายโมง”"
ASK_AREA = "เชิญคนในพื้นที่ไหนคะ"
AREA_SORRY = "เลือกพื้นที่ที่คุณดูแลนะคะ"
ASK_AUDIENCE = "เชิญใครบ้างคะ"
AUDIENCES = (("team", "อาสาและผู้ประสานงาน"), ("everyone", "ทุกคนรวมผู้แจ้งเรื่อง"))
NOBODY = "ยังไม่มีใครในพื้นที่นี้ให้เชิญค่ะ"
CONFIRM_SORRY = "กด “ยืนยัน” เพื่อส่ง หรือ “แก้ไข” ค่ะ"
NO_MEETINGS = "ตอนนี้ยังไม่มีนัดประชุมค่ะ"
COMING = "รับทราบค่ะ แล้วพบกันนะคะ 😊"
DECLINED = "รับทราบค่ะ ขอบคุณที่บอกให้รู้นะคะ"
OVER = "การประชุมนี้ผ่านไปแล้วค่ะ"
FIELDS = {"title": "ชื่อการประชุม", "spot": "สถานที่", "time": "วันเวลา", "area": "พื้นที่", "audience": "ผู้รับเชิญ"}


def summary(view: View) -> Reply:
    """The announcement before it goes out, with what it costs."""
    from_iso = view.facts["moment"]
    answers = view.answers
    count = view.facts["count_people"](answers["area"], answers["audience"])
    rows = (
        ("เรื่อง", answers["title"]),
        ("สถานที่", answers["spot"]),
        ("วันเวลา", weekday_and_clock(from_iso(answers["time"]))),
        ("พื้นที่", view.gazetteer.name(answers["area"])),
        ("ผู้รับ", f"{count} คน (ใช้โควตา {count} ข้อความ)"),
    )
    return Card("ตรวจก่อนส่งนะคะ", rows=rows)


def invitation(meeting: Meeting) -> Reply:
    """What everybody gets."""
    return Card(
        f"📢 {meeting.title}",
        "ขอเชิญร่วมประชุมค่ะ",
        rows=(("เมื่อ", weekday_and_clock(meeting.starts_at)), ("ที่", meeting.place)),
        buttons=(
            command("ไปร่วม", "coming", meeting=meeting.id, strong=True),
            command("ไม่ไป", "declined", meeting=meeting.id),
        ),
    )


def sent(meeting: Meeting, count: int) -> Reply:
    """To the coordinator, after sending."""
    return Card(
        "ส่งคำเชิญแล้วค่ะ",
        f"{meeting.title}: กำลังส่งถึง {count} คน",
        buttons=(command("ดูผลตอบรับ", "attendance", meeting=meeting.id),),
    )


def attendance(meeting: Meeting, counts: Attendance) -> Reply:
    """Who comes."""
    silent = counts.asked - counts.coming - counts.declined
    rows = (("ไปร่วม", f"{counts.coming} คน"), ("ไม่ไป", f"{counts.declined} คน"), ("ยังไม่ตอบ", f"{silent} คน"))
    return Card(
        meeting.title,
        weekday_and_clock(meeting.starts_at),
        rows,
        buttons=(command("ดูผลตอบรับ", "attendance", meeting=meeting.id),),
    )


def upcoming(meetings: Sequence[Meeting]) -> Reply:
    """Meetings to come."""
    cards = [invitation(meeting) for meeting in meetings[:10]]
    if not cards:
        return Text(NO_MEETINGS)
    return Cards("นัดประชุม", tuple(c for c in cards if isinstance(c, Card))) if len(cards) > 1 else cards[0]
