"""What somebody reads who writes faster than anybody can work on it."""

from collections.abc import Sequence

from cases.hotlines import Hotline
from cases.replies import Reply, Text
from handlers.texts import common

_TOO_FAST = "ได้รับข้อความหลายข้อความติดกันค่ะ ข้อความที่เกินจะเก็บไว้แต่ยังไม่ได้อ่านนะคะ รอสัก 1 นาที แล้วพิมพ์เรื่องที่สำคัญมาอีกครั้งได้เลยค่ะ"
_DANGER = "ถ้ามีเหตุอันตราย"


def too_fast(lines: Sequence[Hotline]) -> list[Reply]:
    """A kind word, and the numbers for those in danger."""
    words: list[Reply] = [Text(_TOO_FAST)]
    return [*words, common.hotlines(_DANGER, "โทรเบอร์เหล่านี้ได้ทันทีค่ะ", lines)] if lines else words
