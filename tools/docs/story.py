"""The demo's story as it is played for the pictures, with the moments that are worth one."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta

from bot.demo_story import STORY
from tests.phone import Phone
from tools.docs.demo import Demo

_NEWCOMER = "U" + "4" * 32
_THA_KHAM = "901113"


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture: of one phone; of the whole page, where there is no phone; or of the page behind a link.

    `height` is that of the window in pixels: what a picture is of must not be cut.
    """

    name: str
    phone: Phone | None = None
    link: str = ""
    height: int = 900


def play(demo: Demo) -> Iterator[Shot]:
    """Play the story from the first words to the alarm at its end."""
    demo.until_morning()
    resident, volunteer, coordinator = demo.phones()
    yield from _somebody_asks(resident)
    yield from _somebody_comes(resident, volunteer, coordinator)
    yield from _somebody_joins(demo)
    yield from _did_help_come(demo, resident, volunteer, coordinator)
    yield from _at_the_desk(resident, coordinator)


def _somebody_asks(resident: Phone) -> Iterator[Shot]:
    resident.says(STORY[0].say or "")
    yield Shot("consent", resident, height=1000)
    resident.taps("ยินยอม")
    resident.taps("ยินยอม")
    _answers_the_rest(resident)
    yield Shot("summary", resident, height=1000)
    resident.taps("ยืนยัน")


def _answers_the_rest(resident: Phone) -> None:
    """Answer what is still asked until the summary comes: what the first words told is not asked."""
    answers: tuple[tuple[str, Callable[[], object]], ...] = (
        ("เรื่องไหน", lambda: resident.taps("ซ่อม")),
        ("ช่วยใคร", lambda: resident.says("แม่")),
        ("อยู่ตรงไหน", lambda: resident.says("บ้านเลขที่ 12 หมู่ 3 ใกล้วัดท่าข้าม")),
        ("มีรูป", lambda: resident.sends_photos(2)),
        ("ได้รับแล้ว", lambda: resident.taps("ยืนยัน")),
    )
    while "ตรวจดูอีกครั้ง" not in (asked := resident.last()):
        answer = next((answer for words, answer in answers if words in asked), None)
        if answer is None:
            raise LookupError(f"the story has no answer to this: {asked}")
        answer()


def _somebody_comes(resident: Phone, volunteer: Phone, coordinator: Phone) -> Iterator[Shot]:
    volunteer.hears("รับเรื่อง")
    yield Shot("offer", volunteer)
    coordinator.taps("เรื่องที่รออยู่")
    volunteer.taps("รับเรื่อง")
    resident.hears("รับเรื่องของคุณแล้ว")
    yield Shot("accepted", volunteer, height=1050)
    yield Shot("demo")


def _somebody_joins(demo: Demo) -> Iterator[Shot]:
    newcomer = Phone(demo.url, _NEWCOMER, "แดง (อาสาใหม่)")
    newcomer.follow()
    newcomer.says(demo.khotto("invite", "--role", "volunteer", "--area", _THA_KHAM).split()[-1])
    newcomer.taps("ซ่อม")
    yield Shot("sign-up", newcomer, height=1000)
    newcomer.taps("ยืนยัน")
    newcomer.taps("ว่างทุกวัน")
    newcomer.taps("ยืนยัน")


def _did_help_come(demo: Demo, resident: Phone, volunteer: Phone, coordinator: Phone) -> Iterator[Shot]:
    demo.time_passes(timedelta(hours=5))
    volunteer.taps("ลงเยี่ยมแล้ว")
    volunteer.says("หลังคาสังกะสีผุ 6 แผ่น ยังไม่มีที่กันฝน จะพาช่างมาพรุ่งนี้")
    volunteer.sends_photos(2)
    yield Shot("visit", volunteer, height=1000)
    volunteer.taps("ยืนยัน")
    demo.time_passes(timedelta(days=1))
    volunteer.taps("ช่วยเสร็จแล้ว")
    volunteer.says("เปลี่ยนสังกะสีแล้ว 4 แผ่น")
    volunteer.taps("ข้าม")
    demo.time_passes(timedelta(days=3))
    resident.hears("ได้รับความช่วยเหลือหรือยัง")
    yield Shot("question", resident)
    resident.taps("ยังไม่ได้รับ")
    coordinator.hears("ยังไม่ได้รับความช่วยเหลือ")


def _at_the_desk(resident: Phone, coordinator: Phone) -> Iterator[Shot]:
    coordinator.taps("เปิดเรื่อง")
    yield Shot("case", coordinator, height=1450)
    _, link = coordinator.button("ดูรูปและประวัติ")
    yield Shot("case-page", link=link["uri"])
    coordinator.taps("มอบหมายอาสา")
    yield Shot("assign", coordinator)
    coordinator.says("เมนู")
    coordinator.taps("นัดประชุม")
    coordinator.says("ประชุมวางแผนซ่อมบ้าน")
    coordinator.says("ศาลาหมู่ 4 ต.ท่าข้าม")
    coordinator.says("พรุ่งนี้ 9 โมงเช้า")
    coordinator.taps("สงขลา")
    coordinator.taps("อาสาและผู้ประสานงาน")
    yield Shot("meeting", coordinator)
    coordinator.taps("ยืนยัน")
    resident.says(STORY[-1].say or "")
    yield Shot("emergency", resident)
    coordinator.hears("เหตุฉุกเฉิน")
    yield Shot("alarm", coordinator)
