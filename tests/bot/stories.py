"""Stories that tests of the whole bot begin with."""

from tests.phone import Phone

ROOF = "หลังคาบ้านแม่รั่วทั้งหลัง อยู่ ต.ท่าข้าม อ.หาดใหญ่ โทร 081-234-5678"
_MOST_QUESTIONS = 8


def report(resident: Phone, story: str = ROOF) -> str:
    """Report a need, leaving out what may be left out; returns the case number."""
    resident.says(story)
    for _ in range(_MOST_QUESTIONS):
        if "ตรวจดูอีกครั้ง" in resident.last():
            break
        resident.taps("พ่อหรือแม่" if "พ่อหรือแม่" in resident.last() else "ข้าม")
    resident.taps("ยืนยัน")
    return resident.hears("รับเรื่องแล้ว เลขที่").split("เลขที่ ")[1][:10]
