"""What the figures of a text count: a house, a village, somebody's age, the things that are wanted."""

import re
import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from nlp.numbers import NUMBER, read_number
from nlp.patterns import either

DATA = Path(__file__).parent / "data" / "details.toml"
_BUDDHIST = 543  # years between the Buddhist and the Christian era
_OLDEST, _MOST_MOO, _MOST_THINGS = 120, 50, 10_000
_NEAR = 24  # letters around a figure that tell what it counts


@dataclass(frozen=True, slots=True)
class Fact:
    """A value and the stretch of the prepared text that tells it."""

    value: str
    start: int
    end: int


def house_number(text: str) -> Fact | None:
    """45/2 of "บ้านเลขที่ 45/2" or of "45/2 ม.3"; the number of a file or an account is none."""
    patterns = _patterns()
    for match in patterns.house.finditer(text):
        group = "told" if match["told"] else "bare"
        if not patterns.not_a_house.search(text, max(0, match.start() - _NEAR), match.start(group)):
            return Fact(match[group], *match.span(group))
    return None


def moo(text: str) -> Fact | None:
    """3 of "หมู่ 3" or "ม.3"; a class at school (เรียนอยู่ ม.3) is none."""
    patterns = _patterns()
    for match in patterns.moo.finditer(text):
        before, behind = _around(text, match)
        in_address = patterns.address.search(before) or patterns.address.search(behind)
        at_school = match["short"] and patterns.school.search(before + behind) and not in_address
        number = read_number(match["number"])
        if number and number <= _MOST_MOO and not at_school:
            return Fact(str(number), match.start(), match.end())
    return None


def ages(text: str, today: date) -> list[Fact]:
    """The ages of people, in years; babies are 0. Rules about ages and lengths of time are none."""
    patterns = _patterns()
    found: list[Fact] = []
    for match in patterns.age.finditer(text):
        years = read_number(match["told"] or match["small"] or match["person"])
        rule = patterns.not_age.search(_around(text, match)[0]) or patterns.not_age_behind.match(text, match.end())
        if years and years <= _OLDEST and not rule:
            found.append(Fact("0" if match["months"] else str(years), match.start(), match.end()))
    for match in patterns.born.finditer(text):
        years = today.year + _BUDDHIST - int(match["year"])
        found += [Fact(str(years), match.start(), match.end())] if 0 <= years <= _OLDEST else []
    return found


def quantity(text: str) -> Fact | None:
    """How many things are told of: those that are wanted, else the first; a rate (วันละ 4 ผืน) is none."""
    patterns = _patterns()
    found: list[tuple[bool, Fact]] = []
    for match in patterns.quantity.finditer(text):
        number = read_number(match["count"]) if match["count"] else 1
        before = _around(text, match)[0]
        if number and number <= _MOST_THINGS and not patterns.not_a_thing.search(before):
            found.append((patterns.wanted.search(before) is None, Fact(str(number), match.start(), match.end())))
    return min(found, key=lambda one: one[0])[1] if found else None


def _around(text: str, match: re.Match[str]) -> tuple[str, str]:
    return text[max(0, match.start() - _NEAR) : match.start()], text[match.end() : match.end() + _NEAR]


@dataclass(frozen=True, slots=True)
class _Patterns:
    house: re.Pattern[str]
    not_a_house: re.Pattern[str]
    moo: re.Pattern[str]
    school: re.Pattern[str]
    address: re.Pattern[str]
    age: re.Pattern[str]
    born: re.Pattern[str]
    not_age: re.Pattern[str]
    not_age_behind: re.Pattern[str]
    quantity: re.Pattern[str]
    not_a_thing: re.Pattern[str]
    wanted: re.Pattern[str]


_HOUSE = r"\d{1,4}(?:/\d{1,4}){0,2}"
_ABOUT = r"\s*(?:ประมาณ|ราวๆ?|ได้|ตั้ง|เกือบ|ย่าง|สัก|ก็|กะ|เข้า)?\s*"
_MORE = r"(?:กว่าๆ?|ปาย|ปลายๆ?|เศษ)?"


@cache
def _patterns() -> _Patterns:
    data = tomllib.loads(DATA.read_text(encoding="utf-8"))
    return _Patterns(
        house=re.compile(
            rf"(?:บ้านเลขที่|เลขบ้าน|บ\.เลขที่|เลขที่บ้าน|เลขที่|บ้าน(?=\s*\d+/))\s*(?P<told>{_HOUSE})(?![\d/-])"
            rf"|(?<![\d/])(?P<bare>{_HOUSE})(?=\s*(?:ม\.|หมู่)\s*(?:ที่)?\s*\d)"
        ),
        not_a_house=re.compile(either(data["house"]["not_a_house"])),
        moo=re.compile(
            rf"(?:หมู่ที่|หมู่|(?P<short>(?<![ก-์A-Za-z.])ม\.|(?<=\d\s)ม\s|(?<=\d)ม\.))\s*(?P<number>{NUMBER})(?![\d/])(?!\s*-\s*\d)"
        ),
        school=re.compile(either(data["village"]["school"])),
        address=re.compile(either(data["village"]["address"])),
        born=re.compile(r"เกิด(?:เมื่อ)?\s*(?:ปี)?\s*(?:พ\.?ศ\.?)?\s*(?P<year>2[45]\d\d)"),
        **_patterns_of_age(data["age"]),
        **_patterns_of_quantity(data["quantity"]),
    )


def _patterns_of_age(words: dict[str, Any]) -> dict[str, re.Pattern[str]]:
    age = (
        rf"(?:อายุ|วัย){_ABOUT}(?P<told>{NUMBER}){_MORE}(?:\s*(?P<months>เดือน)|\s*(?:ปี๋?|ขวบ))?"
        rf"|(?P<small>{NUMBER}){_MORE}\s*ขวบ"
        rf"|(?:{either(words['persons'])})[^\s\d]{{0,8}}\s*(?P<person>\d{{1,3}}){_MORE}\s*(?:ปี๋?)"
    )
    return {
        "age": re.compile(age),
        "not_age": re.compile(rf"(?:{either(words['not_age'])})$"),
        "not_age_behind": re.compile(rf"{_MORE}(?:{either(words['not_after'])})"),
    }


def _patterns_of_quantity(words: dict[str, Any]) -> dict[str, re.Pattern[str]]:
    thing = rf"(?!{either(words['not_classifiers'])})(?:{either(words['classifiers'])})"
    return {
        "quantity": re.compile(rf"(?P<count>{NUMBER})\s*{thing}(?![ะ-ฺ็-์])|{thing}(?:นึง|หนึ่ง|เดียว)"),
        "not_a_thing": re.compile(rf"(?:{either(words['not_before'])})\s*$"),
        "wanted": re.compile(either(words["wanted"])),
    }
