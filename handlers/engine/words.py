"""The words that mean the same everywhere: on buttons, and as people type them."""

import re

WORDS: dict[str, tuple[str, ...]] = {
    "confirm": (
        "ยืนยัน",
        "ใช่",
        "ใช่ค่ะ",
        "ใช่ครับ",
        "ถูกต้อง",
        "ตกลง",
        "โอเค",
        "ok",
        "ครบแล้ว",
        "เสร็จแล้ว",
        "พอแล้ว",
        "หมดแล้ว",
    ),
    "correct": ("แก้ไข", "แก้", "ไม่ถูก", "ไม่ใช่", "ผิด", "เปลี่ยน"),
    "back": ("ย้อนกลับ", "กลับ", "ย้อน", "back"),
    "cancel": ("ยกเลิก", "ไม่ทำแล้ว", "ไม่แจ้งแล้ว", "cancel"),
    "skip": (
        "ข้าม",
        "ข้ามไป",
        "ไม่มี",
        "ไม่มีเบอร์",
        "ไม่มีโทรศัพท์",
        "ไม่มีรูป",
        "ไม่สะดวก",
        "ไม่บอก",
        "ไม่รู้",
        "ไม่ทราบ",
        "skip",
        "-",
    ),
    "menu": ("เมนู", "menu", "เริ่มใหม่", "หน้าแรก", "หน้าหลัก", "ช่วยเหลือ", "help"),
    "report": ("แจ้งเรื่อง", "แจ้งเรื่องใหม่", "ขอความช่วยเหลือ", "ร้องเรียน"),
    "track": ("ติดตามเรื่อง", "ติดตาม", "เรื่องของฉัน", "ดูเรื่อง"),
    "human": ("คุยกับเจ้าหน้าที่", "ขอคุยกับเจ้าหน้าที่", "ติดต่อเจ้าหน้าที่", "เจ้าหน้าที่", "คุยกับคน"),
    "consent": ("ยินยอม", "ยอม", "อนุญาต", "ให้ได้"),
    "refuse": ("ไม่ยินยอม", "ไม่ยอม", "ไม่อนุญาต", "ไม่ให้"),
    "accept": ("รับเรื่อง", "รับ", "รับค่ะ", "รับครับ"),
    "pass": ("ขอผ่าน", "ผ่าน", "ไม่รับ", "ไม่ว่าง"),
    "received": ("ได้รับแล้ว", "ได้แล้ว", "ได้รับความช่วยเหลือแล้ว", "ได้รับการช่วยเหลือแล้ว", "เรียบร้อย", "มาแล้ว"),
    "not_yet": ("ยังไม่ได้รับ", "ยังไม่ได้", "ยังเลย", "ยัง", "ไม่ได้รับ"),
    "coming": ("ไปร่วม", "ไป", "ไปค่ะ", "ไปครับ", "เข้าร่วม"),
    "declined": ("ไม่ไป", "ไม่ไปค่ะ", "ไม่ไปครับ", "ไปไม่ได้"),
}

NOT_YET_BEGINNINGS = (
    "ยังไม่ได้",
    "ยังไม่มี",
    "ยังไม่มา",
    "ยังไม่เห็น",
    "ยังเลย",
    "ไม่ได้รับ",
    "ไม่มีใครมา",
    "ไม่เห็นมี",
    "ไม่เห็นใคร",
)
BUT = "แต่"
CRIES = ("ช่วยด้วย", "ช่วยที", "ฉุกเฉิน")  # mean danger without naming it

_PARTICLES = re.compile(r"(?:นะคะ|นะครับ|ค่ะ|คะ|ครับ|คับ|จ้า|จ้ะ|จ๊ะ|เจ้า|จ่ะ|เด้อ)+$")
_NOISE = re.compile(r"[\s\u200b.,!?…\"'“”()]+")
_THAI_DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")


def plain(text: str) -> str:
    """The text without spaces, punctuation, polite particles and capital letters."""
    bare = _NOISE.sub("", text.translate(_THAI_DIGITS)).casefold()
    return _PARTICLES.sub("", bare) or bare


def matches(text: str, words: tuple[str, ...]) -> bool:
    """Whether the text is one of the words, politeness and spacing aside."""
    said = plain(text)
    return bool(said) and any(said == plain(word) for word in words)


def begins_with(text: str, words: tuple[str, ...]) -> bool:
    """Whether the text begins with one of the words, politeness and spacing aside."""
    said = plain(text)
    return any(said.startswith(plain(word)) for word in words)
