"""Every Thai sentence that people read on the console's pages."""

from dataclasses import dataclass

from console.access import Viewer


@dataclass(frozen=True, slots=True)
class Notice:
    """A page of words alone: a title, what it means, and what to do."""

    title: str
    lines: tuple[str, ...]


BRAND = "ข้อต่อ"

FRONT = Notice(
    "เปิดดูเรื่องได้จาก LINE ค่ะ",
    (
        "หน้านี้ไม่มีรหัสผ่าน เข้าดูได้จากลิงก์ส่วนตัวที่ข้อต่อส่งให้ใน LINE เท่านั้น",
        "อาสา: ทักข้อต่อใน LINE กด “งานที่รับไว้” เปิดเรื่อง แล้วกด “ดูรูป”",
        "ผู้ประสานงาน: ทักข้อต่อใน LINE กด “เรื่องที่รออยู่” แล้ว “เปิดเรื่อง” แล้วกด “ดูรูปและประวัติ”",
    ),
)
NOT_FOUND = Notice(
    "เปิดลิงก์นี้ไม่ได้ค่ะ",
    (
        "ลิงก์อาจหมดอายุแล้ว หรือคัดลอกมาไม่ครบ",
        "ขอลิงก์ใหม่ได้เลยค่ะ: ทักข้อต่อใน LINE เปิดเรื่องนั้นอีกครั้ง แล้วกดปุ่มดูรูป",
    ),
)
NOT_ALLOWED = Notice(
    "เรื่องนี้ไม่ได้อยู่กับคุณแล้วค่ะ",
    (
        "เรื่องอาจปิดแล้ว หรือมีคนอื่นดูแลต่อ จึงเปิดดูไม่ได้ เพื่อรักษาความลับของผู้เดือดร้อน",
        "ถ้ายังต้องดูแลเรื่องนี้อยู่ ทักข้อต่อใน LINE แล้วกด “คุยกับเจ้าหน้าที่” นะคะ",
    ),
)
TROUBLE = Notice(
    "ขอโทษค่ะ ระบบขัดข้องชั่วคราว",
    ("รอสักครู่ แล้วเปิดลิงก์เดิมอีกครั้งนะคะ", "ถ้ายังเปิดไม่ได้ ทักข้อต่อใน LINE แล้วกด “คุยกับเจ้าหน้าที่”"),
)

VIEWERS = {
    Viewer.COORDINATOR: "คุณดูเรื่องนี้ในฐานะผู้ประสานงาน",
    Viewer.VOLUNTEER: "คุณดูเรื่องนี้ในฐานะอาสาที่รับเรื่อง",
    Viewer.REPORTER: "คุณดูเรื่องนี้ในฐานะผู้แจ้ง",
}

NUMBER = "เรื่องเลขที่"
STATUS = "สถานะ"
URGENCY = "ความเร่งด่วน"
NEEDS = "ต้องการความช่วยเหลือ"
STORY = "เล่าว่า"
DETAILS = "รายละเอียด"
REPORTER = "ผู้แจ้ง"
BENEFICIARY = "ช่วยใคร"
ADDRESS = "ที่อยู่"
AREA = "พื้นที่"
PHONE = "เบอร์โทร"
VOLUNTEER = "อาสา"
OPENED = "แจ้งเมื่อ"
MEDIA = "รูปและไฟล์"
TIMELINE = "ประวัติของเรื่อง"
NEWEST_FIRST = "ล่าสุดอยู่บนสุด"

NO_NAME = "ไม่ได้ให้ชื่อไว้"
NO_ADDRESS = "ไม่ได้ระบุบ้านเลขที่"
NO_PHONE = "ไม่ได้ให้ไว้"
NO_VOLUNTEER = "ยังไม่มี"
NO_MEDIA = "ยังไม่มีรูปหรือไฟล์"
NOT_SAID = "ไม่ได้ระบุ"

CALL_SIGN, CALL = "📞", "โทร"
MAP_SIGN, MAP_OF_HOUSE, MAP_OF_AREA = "🗺️", "เปิดแผนที่ไปบ้าน", "เปิดแผนที่ตำบล"

PICTURE = "รูปที่"
FILM = "วิดีโอที่"
RECORDING = "เสียงที่"
FILE = "ไฟล์ที่"
DOWNLOAD = "ดาวน์โหลด"

BY_SERVICE = "ระบบ"
WORK_IN_LINE = "บันทึกงานหรือส่งรูปเพิ่ม ทำในแชต LINE ของข้อต่อนะคะ"
KEEP_TO_YOURSELF = "ลิงก์นี้ให้คุณคนเดียว โปรดอย่าส่งต่อ เพราะมีข้อมูลส่วนตัวของผู้เดือดร้อน"
AS_OF = "ข้อมูลเมื่อ"
