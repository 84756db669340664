"""What residents tell in these stories, and how a report is brought to its end."""

from handlers.texts import intake
from tests.phone import Phone

ROOF = "หลังคาบ้านแม่รั่วทั้งหลัง อยู่ ต.ท่าข้าม อ.หาดใหญ่ โทร 081-234-5678"
SUMMARY = "ตรวจดูอีกครั้ง"
OPENED = "รับเรื่องแล้ว เลขที่ "
_MOST_QUESTIONS = 10


def report_roof(resident: Phone, words: str = ROOF) -> str:
    """Report a leaking roof with as few answers as possible; returns the case number."""
    resident.says(words)
    return finish(resident)


def finish(resident: Phone) -> str:
    """Answer what is still asked, confirm, and return the case number."""
    to_summary(resident)
    resident.taps("ยืนยัน")
    return resident.hears(OPENED).split(OPENED)[1][:10]


def to_summary(resident: Phone) -> None:
    """Answer what is still asked with as little as possible."""
    for _ in range(_MOST_QUESTIONS):
        asked = resident.last()
        if SUMMARY in asked:
            return
        if intake.ASK_NEED_OPEN in asked or intake.ASK_NEED_BETWEEN in asked:
            resident.taps("ซ่อม/ปรับบ้าน")
        elif intake.ASK_WHO in asked:
            resident.taps("พ่อหรือแม่")
        else:
            resident.taps("ข้าม")
    raise AssertionError(f"no summary after {_MOST_QUESTIONS} answers, but: {resident.last()}")
