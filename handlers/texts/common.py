"""Sentences that every conversation shares: greeting, menu, stale buttons, cancelling."""

from collections.abc import Sequence
from urllib.parse import quote

from cases.hotlines import Hotline
from cases.needs import BY_CODE, Urgency, thai_names
from cases.replies import Button, Card, Link, Reply, Tap, Text
from handlers.engine.buttons import command

MENU = "ต้องการให้ช่วยเรื่องอะไรคะ"
CANCELLED = "ยกเลิกให้แล้วค่ะ ถ้าต้องการอะไร พิมพ์มาได้ตลอดเวลานะคะ"
STALE = "ปุ่มนี้เป็นของคำถามก่อนหน้าค่ะ ตอนนี้เรากำลังคุยเรื่องนี้กันอยู่"
STALE_DONE = "ปุ่มนี้ใช้ไม่ได้แล้วค่ะ เพราะเรื่องนั้นจบไปแล้ว"
WELCOME_BACK = "กลับมาคุยกันต่อนะคะ"
CONTINUE = "มาทำเรื่องที่ค้างไว้ต่อกันค่ะ"
NOT_ALLOWED = "ขอโทษค่ะ ส่วนนี้สำหรับเจ้าหน้าที่ที่ดูแลพื้นที่เท่านั้น"
STICKER = "😊 ขอบคุณค่ะ มีอะไรให้ข้อต่อช่วยไหมคะ"
MEDIA_WITHOUT_QUESTION = "ได้รับแล้วค่ะ อยากให้ช่วยเรื่องอะไรคะ พิมพ์เล่ามาได้เลย"
LOCATION_WITHOUT_QUESTION = "ได้รับตำแหน่งแล้วค่ะ อยากให้ช่วยเรื่องอะไรคะ พิมพ์เล่ามาได้เลย"
SMALLTALK = "สวัสดีค่ะ ข้อต่อยินดีช่วยเหลือ มีเรื่องอะไรเดือดร้อน เล่ามาได้เลยนะคะ"
NOT_UNDERSTOOD = "ข้อต่อยังไม่แน่ใจว่าต้องการให้ช่วยอะไรค่ะ เลือกจากปุ่มนี้ หรือพิมพ์เล่าเรื่องที่เดือดร้อนมาได้เลย"
TROUBLE = "ขอโทษค่ะ ระบบขัดข้องชั่วคราว ข้อความของคุณเก็บไว้แล้ว เจ้าหน้าที่จะดูให้ค่ะ"
JOINED_GROUP = "สวัสดีค่ะ ข้อต่อช่วยรับเรื่องเดือดร้อนและตามให้ถึงความช่วยเหลือ ใครต้องการแจ้งเรื่อง ทักข้อต่อเป็นการส่วนตัวได้เลยนะคะ"
NOTHING_TO_CANCEL = "ตอนนี้ไม่มีเรื่องที่ค้างอยู่ค่ะ ถ้าต้องการถอนเรื่องที่แจ้งไว้ กด “ติดตามเรื่อง” นะคะ"
ALREADY_REPORTING = "เรากำลังแจ้งเรื่องนี้กันอยู่ค่ะ ถ้าจะเริ่มใหม่ กด “ยกเลิก” ก่อนนะคะ"
UNFINISHED = "เรื่องที่ทำค้างไว้ยังอยู่นะคะ"
SOME_MORE = "ขอข้อมูลเพิ่มอีกนิดนะคะ จะได้ไปถูกที่"
MEDIA_GONE = "ขอโทษค่ะ เปิดดูไม่ได้แล้ว รบกวนส่งใหม่อีกครั้งนะคะ"
OFFER_THANKS = "ขอบคุณมากค่ะที่อยากช่วย 🙏 ถ้าได้รหัสเชิญจากผู้ประสานงานแล้ว พิมพ์รหัสมาได้เลย หรือกดคุยกับเจ้าหน้าที่นะคะ"
EDITED = "รับทราบที่แก้ไขข้อความแล้วค่ะ"

URGENCY_NAMES = {Urgency.EMERGENCY: "🔴 ฉุกเฉิน", Urgency.URGENT: "🟠 เร่งด่วน", Urgency.NORMAL: "ปกติ"}

GENERAL_TOPICS = ("elderly_care", "disability_aid", "consumer_complaint", "health_rights")  # of hotlines

MENU_CHOICES: tuple[Tap, ...] = (
    command("แจ้งเรื่อง", "report"),
    command("ติดตามเรื่อง", "track"),
    command("คุยกับเจ้าหน้าที่", "human"),
)


THIS_IS_A_REPORT = command("แจ้งเรื่องนี้", "go_on", strong=True)
CONTINUE_CHOICES: tuple[Tap, ...] = (command("ทำต่อ", "continue"), *MENU_CHOICES)


def greeting(organisation: str, name: str) -> Reply:
    """The first words: who we are, what people may ask."""
    hello = f"สวัสดีค่ะ คุณ{name}" if name else "สวัสดีค่ะ"
    return Card(
        hello,
        f"ข้อต่อ เป็นผู้ช่วยรับเรื่องของ{organisation} ค่ะ\n"
        "เดือดร้อนเรื่องบ้าน คนพิการ ผู้สูงอายุ ถูกเอาเปรียบ หรือเรื่องอื่น พิมพ์เล่าเป็นคำพูดของคุณได้เลย "
        "ข้อต่อจะหาอาสาใกล้บ้านมาช่วย และถามกลับว่าได้รับความช่วยเหลือจริงไหม",
        buttons=MENU_CHOICES,
    )


def menu(text: str = MENU, first: Sequence[Button] = (), more: Sequence[Button] = ()) -> Reply:
    """The menu, with buttons that belong to the moment, and further ones for volunteers and coordinators."""
    return Card("เมนู", text, buttons=(*first, *MENU_CHOICES, *more))


def call(line: Hotline) -> Link:
    """A button that dials a hotline."""
    return Link(f"โทร {line.number} {line.name}", f"tel:{line.number}")


def hotlines(title: str, text: str, lines: Sequence[Hotline], alarm: bool = False) -> Reply:
    """Hotlines as buttons to call, the first ones first."""
    return Card(title, text, buttons=tuple(call(line) for line in lines[:4]), alarm=alarm)


def answer_to_question(lines: Sequence[Hotline]) -> Reply:
    """A question: who knows the answer, and the way to have somebody look after it."""
    text = "เรื่องนี้สอบถามได้ที่เบอร์ด้านล่างค่ะ โทรฟรีหรือค่าโทรปกติ\nถ้าอยากให้อาสาช่วยตามให้ กด “แจ้งเรื่อง” ได้เลย"
    buttons: tuple[Button, ...] = (
        *(call(line) for line in lines[:3]),
        THIS_IS_A_REPORT,
    )
    return Card("ช่วยดูให้ค่ะ", text, buttons=(*buttons, command("คุยกับเจ้าหน้าที่", "human")))


def phone_for_reading(digits: str) -> str:
    """081-234-5678"""
    if len(digits) == 10:
        return f"{digits[:3]}-{digits[3:6]}-{digits[6:]}"
    return f"{digits[:-7]}-{digits[-7:-4]}-{digits[-4:]}" if len(digits) > 7 else digits


def map_address(place: str) -> str:
    """A web address that shows a place (coordinates or words) on a map, in any phone's map app."""
    return f"https://www.google.com/maps/search/?api=1&query={quote(place, safe=',')}"


def needs_line(needs: Sequence[str]) -> str:
    """The needs of a case with their signs: 🏠 ซ่อมแซม/ปรับสภาพบ้าน"""
    return "\n".join(f"{BY_CODE[code].emoji} {thai_names([code])}" for code in needs if code in BY_CODE) or "ยังไม่ระบุ"


def no_hotline_text() -> Reply:
    """Where an organisation deleted its whole list."""
    return Text("หากเป็นเหตุฉุกเฉิน โปรดโทรแจ้งหน่วยงานใกล้บ้านทันทีค่ะ")
