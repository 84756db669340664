"""Words that the steps of every dialogue share: ways out, apologies, lists, the place and its levels."""

BACK, CANCEL, SKIP = "ย้อนกลับ", "ยกเลิก", "ข้าม"
CONFIRM, CORRECT = "ยืนยัน", "แก้ไข"

FIRST_QUESTION = "นี่คือข้อแรกแล้วค่ะ"
SORRY = "ขอโทษค่ะ ข้อต่อไม่เข้าใจคำตอบนี้"
NOTED = "จดไว้ให้แล้วค่ะ"
ASK_WHICH_TO_CORRECT = "ต้องการแก้ไขข้อไหนคะ"

TICK = "✓"
ALL_WORDS = ("ทั้งหมด", "ทุกข้อ", "ทุกอย่าง", "ทุกเรื่อง", "ทุกวัน")
PHOTO_GONE = "ขอโทษค่ะ รูปนี้เปิดไม่ได้แล้ว รบกวนส่งใหม่อีกครั้งนะคะ"
MORE_PHOTOS = "ส่งเพิ่มได้อีก หรือกดยืนยันเพื่อไปต่อค่ะ"
PICK_TIME = "เลือกวันและเวลา"
TIME_IS_PAST = "วันเวลานี้ผ่านไปแล้วค่ะ"

SHARE_LOCATION = "📍 ส่งตำแหน่ง"
CHOOSE_FROM_PROVINCES = "เลือกจากรายชื่อจังหวัด"
WHICH_PLACE = "หมายถึงที่ไหนคะ"
CHOOSE_OR_TYPE_AGAIN = "เลือกจากรายการนี้ หรือพิมพ์ใหม่ก็ได้ค่ะ"
CHOOSE_OR_TYPE_NAME = "เลือกจากรายการ หรือพิมพ์ชื่อก็ได้ค่ะ"
PROVINCE, DISTRICT, SUBDISTRICT = "จังหวัด", "อำเภอ", "ตำบล"


def confirm_ticked(count: int) -> str:
    """On the button that ends a list of ticks."""
    return f"{CONFIRM} ({count} ข้อ)"


def photos_so_far(count: int) -> str:
    """Above the button that ends the photos."""
    return f"ได้รับแล้ว {count} รายการ"


def which_area(level: str) -> str:
    """อำเภออะไรคะ"""
    return f"{level}อะไรคะ"
