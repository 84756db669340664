"""Arithmetic on Thailand's official area codes: 2 digits a province, 4 a district, 6 a sub-district."""

from enum import IntEnum


class Level(IntEnum):
    """The three administrative levels, by the length of their codes."""

    PROVINCE = 2
    DISTRICT = 4
    SUBDISTRICT = 6


def is_code(text: str) -> bool:
    """Whether the text has the shape of an area code (it may still name no real area)."""
    return text.isascii() and text.isdigit() and len(text) in tuple(Level)


def level(code: str) -> Level:
    """The level of an area code; ValueError where the length is none of 2, 4, 6."""
    return Level(len(code))


def widening(code: str) -> list[str]:
    """The area and those around it, from the narrowest to the province: 901108 → 901108, 9011, 90."""
    return [code[:length] for length in (6, 4, 2) if length <= len(code)]


def last_within(code: str) -> str:
    """The last code that an area may hold: 9011 → 901199."""
    return code.ljust(Level.SUBDISTRICT, "9")


def covers(area: str, code: str) -> bool:
    """Whether `code` lies in `area` (every area covers itself)."""
    return bool(area) and code.startswith(area)


def touch(area: str, code: str) -> bool:
    """Whether one of the two lies in the other."""
    return covers(area, code) or covers(code, area)
