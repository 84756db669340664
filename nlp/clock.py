"""The times of day that a text names: บ่ายโมงครึ่ง, สองทุ่ม, 9 โมงเช้า, 13.30 น., ตีสอง, เที่ยง."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import time

from nlp.numbers import NUMBER, read_number

_ANY_TIME = re.compile(r"โมง|ทุ่ม|ตี|เที่ยง|บ่าย|นาฬิกา|\dน?\s*[น:]|เวลา|ตอน")
_UNTIL = re.compile(r"\s*(?:น\.)?\s*(?:-|–|—|ถึง|จนถึง|ยัน)\s*(?:เวลา)?\s*")
_DAWN, _NOON, _EVENING = 6, 12, 18  # hours from which โมงเช้า, บ่าย and ทุ่ม are counted


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day named by `text[start:end]`; of a span of time (9.00-12.00 น.), its beginning."""

    start: int
    end: int
    at: time


def find_times(text: str) -> list[Clock]:
    """The times of day that a prepared text names, in its order."""
    found: list[Clock] = []
    if not _ANY_TIME.search(text):
        return found
    for pattern, read in _READERS:
        for match in pattern.finditer(text):
            at = _read(read, match)
            if at and not any(match.start() < other.end and match.end() > other.start for other in found):
                found.append(Clock(match.start(), match.end(), at))
    return _spans_as_beginnings(text, sorted(found, key=lambda clock: clock.start))


def _read(read: Callable[[re.Match[str]], time], match: re.Match[str]) -> time | None:
    try:
        return read(match)
    except ValueError:  # no such hour, or no number
        return None


def _spans_as_beginnings(text: str, times: list[Clock]) -> list[Clock]:
    """Join "9 โมงถึงเที่ยง" to one time: when it begins."""
    joined: list[Clock] = []
    for clock in times:
        if joined and _UNTIL.fullmatch(text, joined[-1].end, clock.start):
            joined[-1] = Clock(joined[-1].start, clock.end, joined[-1].at)
        else:
            joined.append(clock)
    return joined


def _in_figures(match: re.Match[str]) -> time:
    """13.30 น., 09:00."""
    return time(int(match["hour"]) % 24, int(match["minute"]))


def _full_hour(match: re.Match[str]) -> time:
    """13 น., 13 นาฬิกา 30 นาที."""
    return time(int(match["hour"]) % 24, _minute(match))


def _morning_or_afternoon(match: re.Match[str]) -> time:
    """9 โมงเช้า, สี่โมงเย็น, สามโมง: one to five alone are the afternoon's; สามโมงเช้า is the old way for nine."""
    hour, part = _number(match["count"]), match["part"]
    if part in ("เย็น", "แลง"):
        hour += _NOON if hour < _NOON else 0
    elif hour < _DAWN:
        hour += _DAWN if part else _NOON
    return time(hour, _minute(match))


def _afternoon(match: re.Match[str]) -> time:
    """บ่ายโมงครึ่ง, บ่ายสาม."""
    hour = _number(match["count"]) if match["count"] else 1
    return time(hour + _NOON if hour < _NOON else hour, _minute(match))


def _evening(match: re.Match[str]) -> time:
    """สองทุ่ม, ทุ่มครึ่ง."""
    return time(_EVENING + (_number(match["count"]) if match["count"] else 1), _minute(match))


def _small_hours(match: re.Match[str]) -> time:
    """ตีสองครึ่ง."""
    hour = _number(match["count"])
    if not 1 <= hour <= _DAWN:
        raise ValueError("no such hour")
    return time(hour, _minute(match))


def _noon(match: re.Match[str]) -> time:
    return time(_NOON, _minute(match))


def _midnight(match: re.Match[str]) -> time:
    return time(0, _minute(match))


def _number(text: str) -> int:
    number = read_number(text)
    if number is None:
        raise ValueError("no number")
    return number


def _minute(match: re.Match[str]) -> int:
    return 30 if match["half"] else _number(match["minutes"] or match["figures"] or "0")


_HOUR = r"(?<![\d/.,:-])(?P<hour>[01]?\d|2[0-4])"
_OCLOCK = r"(?:น\.?(?![ก-๙])|นาฬิกา)"
_FROM = rf"(?:{NUMBER}\s*[-–]\s*)?"
_MINUTES = rf"(?:\s*(?P<half>ครึ่ง|เคิ่ง)|\s*(?P<minutes>{NUMBER})\s*นาที|\s*(?P<figures>[1-5][05])(?![\d,.]|\s*[ก-ฮ]))?"
_COUNTED = r"(?:คน|ครั้ง|ที(?!่)|หน|รอบ|วัน(?![จอพศสนท])|ชั่วโมง|เดือน|ปี|บาท|ตัว|แผ่น|ราย|เทื่อ)"
_NOT_COUNTED = rf"(?!\s*{_COUNTED})"
_SOURCES: tuple[tuple[str, Callable[[re.Match[str]], time]], ...] = (
    (rf"{_HOUR}[.:](?P<minute>[0-5]\d)\s*(?:(?:-|–|ถึง)\s*\d\d?[.:]\d\d\s*)?{_OCLOCK}", _in_figures),
    (rf"(?:เวลา|ตอน)\s*{_HOUR}[.:](?P<minute>[0-5]\d)(?![\d.])", _in_figures),
    (rf"{_HOUR}:(?P<minute>[0-5]\d)(?![\d:])", _in_figures),
    (rf"{_HOUR}\s*(?:น\.(?![ก-๙])|นาฬิกา){_MINUTES}", _full_hour),
    (rf"บ่าย\s*{_FROM}(?:โมง|(?P<count>{NUMBER})(?:\s*โมง)?){_MINUTES}{_NOT_COUNTED}", _afternoon),
    (
        rf"{_FROM}(?<![\d.,])(?P<count>{NUMBER})\s*โมง(?:\s*(?P<part>เช้า|เซ้า|เจ๊า|เย็น|แลง))?(?:กว่า)?{_MINUTES}",
        _morning_or_afternoon,
    ),
    (
        rf"(?:(?P<count>{NUMBER})\s*ทุ่ม|ทุ่ม(?=นึง|หนึ่ง|ครึ่ง|ตรง|กว่า))(?:นึง|หนึ่ง|ตรง|กว่า)?{_MINUTES}",
        _evening,
    ),
    (rf"(?<!ทุบ)(?<!โดน)(?<!ถูก)(?<!มา)ตี\s*(?P<count>{NUMBER}){_MINUTES}{_NOT_COUNTED}", _small_hours),
    (rf"เที่ยงคืน{_MINUTES}", _midnight),
    (rf"(?<!ข้าว)(?<!มื้อ)(?<!อาหาร)เที่ยง(?!ธรรม|แท้|คืน)(?:ตรง|วัน)?{_MINUTES}", _noon),
)
_READERS = tuple((re.compile(source), read) for source, read in _SOURCES)
