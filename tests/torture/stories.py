"""What people do: each story hangs on the seed and on what the bot says, and on nobody outside the story."""

from collections.abc import Sequence
from random import Random

from handlers.texts import referral, steps
from tests.conversations.reports import SUMMARY
from tests.phone import text_of
from tests.torture.people import Person

TROUBLES = (
    "หลังคาบ้านแม่รั่วทั้งหลัง",
    "อยากได้รถเข็นให้พ่อ เดินไม่ไหวแล้ว",
    "ยายนอนติดเตียง ไม่มีคนดูแล",
    "บ้านพื้นผุ ห้องน้ำใช้ไม่ได้ ตาลื่นล้มบ่อย",
    "ลูกพิการยังไม่มีบัตรคนพิการ",
    "ถูกหลอกซื้อของออนไลน์ ของไม่มา",
    "น้ำท่วมบ้าน ไม่มีข้าวกิน",
    "ไม่มีเงินไปหาหมอ",
    "ขอผ้าอ้อมผู้ใหญ่ให้ย่า",
    "อยากซ่อมบ้านให้ป้า",
)
PLAIN_WORDS = (
    "สวัสดีค่ะ",
    "ขอบคุณมากครับ",
    "เมนู",
    "ติดตามเรื่อง",
    "แจ้งเรื่อง",
    "ยกเลิก",
    "ไม่รู้จะทำยังไงดี",
    "0812345678",
    "บ้านเลขที่ 12/3 หมู่ 4 ใกล้วัด",
    "แม่ค่ะ",
    "เดี๋ยวก่อนนะ",
    "ใช่",
    "ย้อนกลับ",
    "อาสาจะมาวันไหน",
)
SMALL_TALK = ("สวัสดีค่ะ", "เมนู", "ติดตามเรื่อง", "ยกเลิก", "ขอบคุณค่ะ", "")
NEVER_TAPPED = steps.CHOOSE_FROM_PROVINCES  # it leads to where others live
RARELY_TAPPED = ("ยกเลิก", "ไม่ยินยอม", "ถอนเรื่อง", "ย้อนกลับ")
_STEPS = (6, 14)  # of somebody who wanders
_MOST_QUESTIONS = 30


def wander(me: Person, place: str) -> None:
    """Tell a trouble, then tap and write whatever comes to mind."""
    me.adds_bot()
    me.says(f"{me.chance.choice(TROUBLES)} อยู่ {place}")
    for _ in range(me.chance.randint(*_STEPS)):
        dice = me.chance.random()
        buttons = [label for label in me.buttons() if NEVER_TAPPED not in label]
        if dice < 0.7 and buttons:
            me.taps(_some(me.chance, buttons))
        elif dice < 0.78:
            me.sends_photo()
        elif dice < 0.82:
            me.sends_sticker()
        else:
            me.says(me.chance.choice(PLAIN_WORDS))
    me.says("ติดตามเรื่อง")


def chatter(me: Person) -> None:
    """Write several things at once, none of which hangs on another; in whatever order LINE brings them."""
    me.adds_bot()
    for _ in range(4):
        me.chatters(*me.chance.choices(SMALL_TALK, k=me.chance.randint(1, 4)))


def watch(me: Person) -> None:
    """A coordinator, a friend of the bot already, who hears of everything and asks for the menu now and then."""
    for _ in range(6):
        me.says("เมนู")


def from_need_to_help(resident: Person, volunteer: Person, place: str) -> None:
    """A resident and the one volunteer of the sub-district, from the first word to confirmed help."""
    volunteer.adds_bot()
    resident.adds_bot()
    resident.says(f"{resident.chance.choice(TROUBLES)} อยู่ {place} โทร 0812345678")
    _report(resident, place)
    volunteer.waits_for("มีเรื่องใกล้คุณ")
    volunteer.taps("รับเรื่อง")
    resident.waits_for("รับเรื่องของคุณแล้ว")
    resident.says("ติดตามเรื่อง")
    _record(volunteer, "ลงเยี่ยมแล้ว")
    resident.says("ติดตามเรื่อง")
    _record(volunteer, "ช่วยเสร็จแล้ว")
    resident.waits_for(referral.RESIDENT_HELPED[:20])
    resident.says("ได้รับแล้ว")
    resident.says("ติดตามเรื่อง")


def _report(resident: Person, place: str) -> None:
    """Answer until the case is open."""
    for _ in range(_MOST_QUESTIONS):
        buttons = resident.buttons()
        words = text_of(resident.newest)
        if "รับเรื่องแล้ว" in words:
            return
        if SUMMARY in words:
            resident.taps("ยืนยัน")
        elif any("ยินยอม" in label for label in buttons):
            resident.taps(next(label for label in buttons if "ยินยอม" in label and "ไม่" not in label))
        elif "มีรูปให้ดูไหม" in words and resident.chance.random() < 0.5:
            resident.sends_photo()
            resident.says("พอแล้ว")
        elif "ข้าม" in buttons:
            resident.taps("ข้าม")
        elif answers := [label for label in buttons if label not in RARELY_TAPPED]:
            resident.taps(resident.chance.choice(answers))
        else:
            resident.says(place)
    raise AssertionError(f"{resident.line_id}: no case after {_MOST_QUESTIONS} answers")


def _record(volunteer: Person, what: str) -> None:
    """A visit or the help, with a note, and perhaps photos."""
    volunteer.taps(what)
    volunteer.says("ซ่อมหลังคาแล้วสองแผ่น")
    if volunteer.chance.random() < 0.5:
        volunteer.sends_photo()
        volunteer.says("พอแล้ว")
    else:
        volunteer.taps("ข้าม")


def _some(chance: Random, labels: Sequence[str]) -> str:
    weights = [0.15 if any(rare in label for rare in RARELY_TAPPED) else 1.0 for label in labels]
    return chance.choices(labels, weights)[0]
