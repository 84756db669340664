"""Danger: the hotline first, then the word that a person was told."""

from collections.abc import Mapping, Sequence
from typing import Any

from cases.hotlines import Hotline
from cases.replies import Button, Card, Link, Reply, Tap
from handlers.engine.buttons import command
from handlers.texts.common import call, map_address, phone_for_reading

TITLE = "🔴 โทรเดี๋ยวนี้เลยค่ะ"
STAY = "ถ้าโทรไม่สะดวก ให้คนใกล้ตัวช่วยโทร และออกมาอยู่ในที่ปลอดภัยก่อนนะคะ"
TOLD = "ข้อต่อแจ้งเจ้าหน้าที่ของศูนย์แล้วค่ะ"
NOBODY_TOLD = "ตอนนี้ยังไม่มีเจ้าหน้าที่ออนไลน์ โปรดโทรตามเบอร์ข้างบนทันทีค่ะ"


def first(lines: Sequence[Hotline], coordinators_told: bool) -> Reply:
    """The numbers that fit the danger, and the offer to go on when there is time."""
    told = TOLD if coordinators_told else NOBODY_TOLD
    go_on: tuple[Tap, ...] = (command("แจ้งเรื่องต่อ", "go_on", strong=True), command("คุยกับเจ้าหน้าที่", "human"))
    buttons: tuple[Button, ...] = (*(call(line) for line in lines[:4]), *go_on)
    numbers = "\n".join(f"📞 {line.number} {line.name}" for line in lines[:4])
    text = f"{numbers}\n\n{STAY}\n\n{told}\nเมื่อพร้อมแล้ว กด “แจ้งเรื่องต่อ” ให้อาสาช่วยตามต่อได้ค่ะ"
    return Card(TITLE, text, buttons=buttons, alarm=True)


def to_coordinator(
    name: str,
    words: str,
    *,
    before: str,
    area: str,
    address: str,
    spot: Mapping[str, Any] | None,
    phone: str,
    person_id: int,
) -> Reply:
    """What a coordinator is told at once; `before` is what the person had told earlier."""
    buttons: list[Button] = [Link("โทรหาผู้แจ้ง", f"tel:{phone}")] if phone else []
    if spot:
        buttons.append(Link("เปิดแผนที่", map_address(f"{spot['latitude']},{spot['longitude']}")))
    buttons.append(command("ตอบผู้แจ้ง", "answer", person=person_id))
    rows = (
        ("ผู้แจ้ง", name or "ไม่ทราบชื่อ"),
        ("ข้อความ", words),
        *((("เล่าไว้ก่อนหน้า", before),) if before else ()),
        ("พื้นที่", f"{address} {area}".strip() or "ยังไม่ทราบ"),
        ("เบอร์โทร", phone_for_reading(phone) or "ไม่ได้ให้ไว้"),
    )
    return Card(
        "🔴 เหตุฉุกเฉิน",
        "มีผู้แจ้งเหตุเมื่อสักครู่ ข้อต่อให้เบอร์สายด่วนไปแล้ว โปรดติดต่อกลับทันทีค่ะ",
        rows,
        tuple(buttons),
        alarm=True,
    )
