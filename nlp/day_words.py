"""The words by which people name days, as `data/dates.toml` holds them, and the pieces of patterns made of them."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from nlp.numbers import NUMBER
from nlp.patterns import either

DATA = Path(__file__).parent / "data" / "dates.toml"

# A year of two figures is none where it counts something else: 5 มีนา 10 โมง.
_NOT_A_YEAR = r"(?!\d|\s*(?:โมง|น\.|ทุ่ม|นาฬิกา|[.:]\d|คน|ราย|ท่าน|บาท))"
_UNIT = "(?P<unit>วัน|มื้อ|อาทิตย์|สัปดาห์|เดือน|ปี)"


@dataclass(frozen=True, slots=True)
class Words:
    """Words with their meaning, and patterns that tell in what sense a day is meant."""

    months: dict[str, int]  # 1 to 12
    weekdays: dict[str, int]  # 0 for Monday
    relative: dict[str, int]  # days from today
    nights: dict[str, int]
    joints: list[str]  # may stand between a day and its time
    next: re.Pattern[str]
    last: re.Pattern[str]
    past: re.Pattern[str]  # at the end of what stands before a day
    not_once: re.Pattern[str]  # the same: a day that comes again and again, a greeting, a birthday


@dataclass(frozen=True, slots=True)
class Pieces:
    """Sources of patterns; the names of their groups are those that the readers of days ask for."""

    any_weekday: str
    weekday: str
    sure_weekday: str
    month: str
    year: str
    which: str  # นี้, หน้า, ที่แล้ว
    which_month: str
    ahead: str
    ago: str
    night: str
    relative: str


@cache
def words() -> Words:
    """The words for days, read on first use."""
    data = tomllib.loads(DATA.read_text(encoding="utf-8"))
    said = data["words"]
    return Words(
        months={name: number for number, names in enumerate(data["months"]["names"], 1) for name in names},
        weekdays=data["weekdays"],
        relative=data["relative"],
        nights=data["nights"],
        joints=said["joints"],
        next=re.compile(either(said["next"])),
        last=re.compile(either(said["last"])),
        past=re.compile(rf"(?:{either(said['past'])})[^\d]{{0,4}}$"),
        not_once=re.compile(rf"(?:{either(said['recurring'] + said['born'])})\s*(?:วัน)?(?:ที่)?\s*$"),
    )


@cache
def pieces() -> Pieces:
    """What the patterns of days are made of."""
    data = tomllib.loads(DATA.read_text(encoding="utf-8"))
    said, known = data["words"], words()
    which = either(said["next"] + said["coming"] + said["last"])
    this = either(said["coming"] + said["last"])
    return Pieces(
        any_weekday=f"(?:{either(known.weekdays)})",
        weekday=f"(?P<weekday>{either(known.weekdays)})",
        sure_weekday=f"(?P<weekday>{either(said['sure_weekdays'])})",
        # ต.ค followed by a letter is the beginning of a place: หมู่ 9 ต.คลองสาม
        month=rf"(?P<month>{either(known.months)})(?![a-z])(?<!\.[ก-ฮ](?=[ก-ฮะ-์]))",
        year=rf"(?:พ\.?ศ\.?|ค\.?ศ\.?|ปี)?\s*(?P<year>2[45]\d\d|20\d\d|\d\d{_NOT_A_YEAR})",
        which=f"(?P<which>{which})",
        which_month=f"(?P<which>เดือน(?:{which})|{this})",
        ahead=rf"(?P<ahead>อีก)\s*(?P<count>{NUMBER})\s*{_UNIT}(?!ละ)",
        ago=rf"(?P<count>{NUMBER})\s*{_UNIT}(?:(?P<ahead>ข้างหน้า)|ก่อน|ที่แล้ว|ที่ผ่านมา)",
        night=f"(?P<night>{either(known.nights)})",
        relative=either(known.relative),
    )
