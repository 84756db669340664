"""Case numbers that read well over the telephone: 69-00123-7 (Buddhist year, running number, check digit).

The check digit is Damm's (H. M. Damm, 2004): it finds every single wrong digit and every swap of neighbours,
the two slips that happen when a number is read aloud.
"""

import re
from datetime import date

_DAMM = (
    "0317598642",
    "7092154863",
    "4206871359",
    "1750983426",
    "6123045978",
    "3674209581",
    "5869720134",
    "8945362017",
    "9438617205",
    "2581436790",
)
_THAI_DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
_SHAPE = re.compile(r"(?<!\d)(\d{2})[\s\-–/]*(\d{5,7})[\s\-–/]*(\d)(?!\d)")


def buddhist_year(day: date) -> int:
    """The year of the Buddhist era, as Thai people write it: 2026 → 2569."""
    return day.year + 543


def _check_digit(digits: str) -> str:
    interim = "0"
    for digit in digits:
        interim = _DAMM[int(interim)][int(digit)]
    return interim


def format_number(year: int, running: int) -> str:
    """The case number of a Buddhist year (2569 or 69) and a running number from 1."""
    short, serial = f"{year % 100:02d}", f"{running:05d}"
    return f"{short}-{serial}-{_check_digit(short + serial)}"


def find_number(text: str) -> str | None:
    """The first valid case number in a text, however it is spaced; None where there is none."""
    for year, serial, check in _SHAPE.findall(text.translate(_THAI_DIGITS)):
        if _check_digit(year + serial) == check:
            return f"{year}-{serial}-{check}"
    return None
