"""The days that a text names: พรุ่งนี้, ศุกร์หน้า, ๕ มีนาคม ๒๕๖๙, 5/3/69, สิ้นเดือน."""

import re
from calendar import monthrange
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from nlp.day_words import pieces, words
from nlp.numbers import NUMBER, read_number

_BUDDHIST = 543  # years between the Buddhist and the Christian era
_UNITS = {"วัน": 1, "มื้อ": 1, "อาทิตย์": 7, "สัปดาห์": 7}  # in days; months and years are of their own length
_LOOK_BACK = 14  # letters before a day that say that it is past, or no single day
_SATURDAY, _MID_MONTH = 5, 15

_Reader = Callable[[re.Match[str], date, bool], date | None]


@dataclass(frozen=True, slots=True)
class Day:
    """A day named by `text[start:end]`; `night` if its small hours belong to the day after."""

    start: int
    end: int
    day: date
    night: bool = False


def find_days(text: str, today: date) -> list[Day]:
    """The days that a prepared text names, in its order; recurring days (ทุกวันจันทร์) and birthdays are none."""
    found: list[Day] = []
    taken: list[tuple[int, int]] = []
    for pattern, read in _readers():
        for match in pattern.finditer(text):
            start, end = match.span()
            if any(start < other_end and end > other_start for other_start, other_end in taken):
                continue
            taken.append((start, end))
            before = text[max(0, start - _LOOK_BACK) : start]
            day = None if words().not_once.search(before) else _read(read, match, today, before)
            if day:
                found.append(Day(start, end, day, night="night" in match.groupdict()))
    return sorted(found, key=lambda day: day.start)


def _read(read: _Reader, match: re.Match[str], today: date, before: str) -> date | None:
    try:
        return read(match, today, words().past.search(before) is not None)
    except (ValueError, OverflowError):  # no such day in the calendar
        return None


def _written(match: re.Match[str], today: date, past: bool) -> date | None:
    """5 มีนาคม 2569; without a year, the nearest."""
    day, month = read_number(match["day"]), words().months[match["month"].lower()]
    if day is None:
        return None
    if match["year"]:
        return date(_year(match["year"], today), month, day)
    return _nearest((date(today.year + more, month, day) for more in (-1, 0, 1)), today, past)


def _in_figures(match: re.Match[str], today: date, past: bool) -> date | None:
    """5/3/69."""
    return date(_year(match["year"], today), int(match["month"]), int(match["day"]))


def _day_and_month(match: re.Match[str], today: date, past: bool) -> date | None:
    """วันที่ 5/3."""
    day, month = int(match["day"]), int(match["month"])
    return _nearest((date(today.year + more, month, day) for more in (-1, 0, 1)), today, past)


def _day_of_month(match: re.Match[str], today: date, past: bool) -> date | None:
    """วันที่ 5, วันพุธที่ 8, วันที่ 5 เดือนหน้า: the next one unless the words tell another."""
    day, which = read_number(match["day"]), match["which"] or ""
    if day is None:
        return None
    if "เดือน" in which:
        return _in_month(today, _months_ahead(which), day)
    weekday = words().weekdays.get(match["weekday"] or "")
    days = [found for more in range(-2, 4) if (found := _in_month(today, more, day))]
    days = [found for found in days if found.weekday() == weekday] or days
    if past or words().last.search(which):
        return max((found for found in days if found <= today), default=None)
    return min((found for found in days if found >= today), default=None)


def _weekday(match: re.Match[str], today: date, past: bool) -> date | None:
    """วันจันทร์หน้า is in the next week, จันทร์นี้ and วันจันทร์ the next one, จันทร์ที่แล้ว the last one."""
    which, weekday = match["which"] or "", words().weekdays[match["weekday"]]
    ahead = (weekday - today.weekday()) % 7
    if past or words().last.search(which):
        return today + timedelta(days=ahead - 7)
    if words().next.search(which):
        return today + timedelta(days=7 - today.weekday() + weekday)
    return today + timedelta(days=ahead)


def _weekend(match: re.Match[str], today: date, past: bool) -> date | None:
    """เสาร์อาทิตย์นี้: its Saturday."""
    return today + timedelta(days=_SATURDAY - today.weekday() + 7 * _months_ahead(match["which"]))


def _part_of_month(match: re.Match[str], today: date, past: bool) -> date | None:
    """สิ้นเดือน, สิ้นเดือนหน้า, กลางเดือนนี้."""
    year, month = _shifted(today, _months_ahead(match["which"] or ""))
    return date(year, month, _MID_MONTH if match["part"] == "กลาง" else monthrange(year, month)[1])


def _relative(match: re.Match[str], today: date, past: bool) -> date | None:
    known = words()
    return today + timedelta(days=(known.relative | known.nights)[match.group()])


def _counted(match: re.Match[str], today: date, past: bool) -> date | None:
    """อีกสามวัน, 2 อาทิตย์ก่อน."""
    count, unit = read_number(match["count"]), match["unit"]
    if count is None:
        return None
    count *= 1 if match["ahead"] else -1
    if unit in _UNITS:
        return today + timedelta(days=count * _UNITS[unit])
    year, month = _shifted(today, count * (12 if unit == "ปี" else 1))
    return date(year, month, min(today.day, monthrange(year, month)[1]))


def _no_day(match: re.Match[str], today: date, past: bool) -> date | None:
    """จันทร์-ศุกร์: opening days."""
    return None


def _year(figures: str, today: date) -> int:
    """The Christian year of "2569", "2026", "69" or "26": of two figures, the reading that lies nearer."""
    number = int(figures)
    if len(figures) == 4:
        return number - _BUDDHIST if number >= 2300 else number
    return min(2000 + number, 2500 + number - _BUDDHIST, key=lambda year: abs(year - today.year))


def _nearest(days: Iterable[date], today: date, past: bool) -> date | None:
    if past:
        return max((day for day in days if day <= today), default=None)
    return min(days, key=lambda day: abs((day - today).days))


def _months_ahead(which: str) -> int:
    return 1 if words().next.search(which) else -1 if words().last.search(which) else 0


def _in_month(today: date, more: int, day: int) -> date | None:
    year, month = _shifted(today, more)
    return date(year, month, day) if 1 <= day <= monthrange(year, month)[1] else None


def _shifted(today: date, months: int) -> tuple[int, int]:
    years, month = divmod(today.month - 1 + months, 12)
    return today.year + years, month + 1


@cache
def _readers() -> tuple[tuple[re.Pattern[str], _Reader], ...]:
    """What names a day, the most exact first, and how it is read."""
    part = pieces()
    day = rf"(?<!\d)(?P<day>{NUMBER})"
    until = rf"(?:\s*(?:-|–|ถึง)\s*{NUMBER})?"
    short_year = r"(?P<year>2[045]\d\d|\d\d)(?![\d/-])"
    sources: list[tuple[str, _Reader]] = [
        (r"(?<![\d/.,-])(?P<year>2[045]\d\d)-(?P<month>\d\d?)-(?P<day>\d\d?)(?!\d)", _in_figures),
        (rf"(?<![\d/.,-])(?P<day>\d\d?)\s?([/.-])\s?(?P<month>\d\d?)\s?\2\s?{short_year}", _in_figures),
        (
            rf"(?:(?:วัน)?{part.weekday}\s*)?(?:วัน)?(?:ที่\s*)?{day}{until}\s*(?:เดือน)?\s*{part.month}(?:\s*{part.year})?",
            _written,
        ),
        (r"วันที่\s*(?P<day>\d\d?)\s?/\s?(?P<month>\d\d?)(?![\d/])", _day_and_month),
        (rf"(?:(?:วัน)?{part.weekday}\s*ที่|วันที่)\s*{day}(?![\d/:.]\d)(?:\s*{part.which_month})?", _day_of_month),
        (rf"(?:วัน)?{part.any_weekday}\s*(?:-|–|ถึง)\s*(?:วัน)?{part.any_weekday}", _no_day),
        (part.ahead, _counted),
        (part.ago, _counted),
        (rf"วัน{part.weekday}(?!ละ)(?:\s*{part.which})?", _weekday),
        (rf"(?<![ก-ฮะ-์]){part.sure_weekday}\s*{part.which}", _weekday),
        (rf"เสาร์\s?-?\s?อาทิตย์\s*{part.which}", _weekend),
        (rf"(?P<part>สิ้น|กลาง)เดือน(?:\s*{part.which})?", _part_of_month),
        (part.night, _relative),
        (part.relative, _relative),
    ]
    return tuple((re.compile(source, re.IGNORECASE), read) for source, read in sources)
