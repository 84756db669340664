"""Thai telephone numbers as people type and speak them."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import phonenumbers

from cases.understanding import Span
from nlp.patterns import either
from nlp.text import Prepared, prepare, rewrite

_DATA = Path(__file__).parent / "data" / "phones.toml"
_LOOK_BACK = 32  # letters before a number that say whose it is
_THAILAND = 66
_GROUPS_OF_ACCOUNT = (3, 1, 5, 1)
_GROUPS_OF_IDENTITY = (1, 4, 5, 2, 1)
_ABROAD = re.compile(r"(?:\+|00)?66[ ()\-.]*0?[ ()\-.]*(?=[0-9])")
_NATIONAL = re.compile(r"0[689]\d{8}|02\d{7}|0[3-57]\d{7}")
_CLUSTER = re.compile(r"[+(]?[0-9][0-9()\-\u2010-\u2014./_ \u20e3*]{6,}[0-9]")
_CENTS = re.compile(r"[.,]\d{2}(?!\d)")
_EXTENSION = re.compile(r"(?:ต่อ|ext\.?)\s*\d{1,5}")
# Letters that are taken for digits, next to a digit and not part of a word.
_LOOKALIKE = r"(?<![A-Za-z])[OoIl|]+(?=[0-9])|(?<=[0-9])[OoIl|]+(?![A-Za-z])"
_LOOKALIKES = str.maketrans("OoIl|", "00111")


@dataclass(frozen=True, slots=True)
class _Number:
    digits: str
    start: int
    end: int
    worth: int  # how much speaks for its being the contact's


def find_phone(text: str) -> tuple[str, Span] | None:
    """The telephone number at which the writer is to be reached, and where it stands.

    It is given in its national form, digits only (0812345678). Of several, the one that is called the contact's
    counts, else the first; None if there is none, or only a shop's or a swindler's.
    """
    prepared = prepare(text)
    numbers = [number for number in _numbers(prepared) if number.worth > -2]
    if not numbers:
        return None
    best = max(numbers, key=lambda number: (number.worth, -number.start))
    return best.digits, prepared.span(best.start, best.end)


def parse_phone(text: str) -> str | None:
    """The number in an answer to "what is your number?": exactly one, and no other figures beside it."""
    prepared = prepare(text)
    numbers = _numbers(prepared)
    if len({number.digits for number in numbers}) != 1:
        return None
    rest = prepared.text
    for number in reversed(numbers):
        rest = rest[: number.start] + _EXTENSION.sub("", rest[number.end :])
    return None if re.search(r"\d{2}", rest) else numbers[0].digits


def _numbers(prepared: Prepared) -> list[_Number]:
    patterns = _patterns()
    if not patterns.any_digits.search(prepared.text):
        return []
    spoken, starts, ends = rewrite(prepared.text, patterns.digit_word, patterns.digits_of)
    found: list[_Number] = []
    for cluster in _CLUSTER.finditer(spoken):
        for begin, end, digits in _inside(cluster.group(), spoken, cluster.start()):
            worth = _worth(prepared.text, starts[begin], patterns)
            if worth is not None:
                found.append(_Number(digits, starts[begin], ends[end - 1], worth))
    return found


def _inside(run: str, text: str, offset: int) -> list[tuple[int, int, str]]:
    """The telephone numbers in a run of digits and separators: where each begins and ends, and its digits."""
    groups = tuple(map(len, re.findall("[0-9]+", run)))
    if groups in (_GROUPS_OF_ACCOUNT, _GROUPS_OF_IDENTITY) or _is_part_of_code(text, offset, offset + len(run)):
        return []
    found: list[tuple[int, int, str]] = []
    index = 0
    while index < len(run):
        taken = _take(run, index) if index == 0 or not run[index - 1].isdigit() else None
        if taken and not _CENTS.match(text, offset + taken[0]):
            found.append((offset + index, offset + taken[0], taken[1]))
        index = taken[0] if taken else index + 1
    return found


def _take(run: str, index: int) -> tuple[int, str] | None:
    """A number that begins just here and ends with a group of digits: where it ends, and its national form."""
    abroad = _ABROAD.match(run, index)
    digits = "0" if abroad else ""
    for at in range(abroad.end() if abroad else index, len(run)):
        if not run[at].isdigit():
            continue
        digits += run[at]
        group_ends = not run[at + 1 : at + 2].isdigit()
        if group_ends and _NATIONAL.fullmatch(digits) and _is_assigned(digits):
            return at + 1, digits
        if len(digits) > 10:
            return None
    return None


def _is_assigned(digits: str) -> bool:
    number = phonenumbers.PhoneNumber(country_code=_THAILAND, national_number=int(digits))
    return phonenumbers.is_valid_number(number)


def _is_part_of_code(text: str, start: int, end: int) -> bool:
    """Whether letters or # touch the digits, as in the number of a parcel or an order."""
    return bool(re.match("[A-Za-z#]", text[start - 1 : start]) or re.match("[A-Za-z]", text[end : end + 1]))


def _worth(text: str, start: int, patterns: "_Patterns") -> int | None:
    """3 for a number called the writer's own, 1 after a word like โทร, -2 for somebody else's; None: no telephone."""
    before = text[max(0, start - _LOOK_BACK) : start].lower()
    last = {kind: _last_end(pattern, before) for kind, pattern in patterns.context.items()}
    if last["not_a_phone"] > max(last["contact"], last["own"]):
        return None
    own = max(last["own"], last["now"] if before[last["now"] :].strip(" :") == "" else -1)
    if last["other"] > own:
        return -2
    if own >= 0:
        return 3
    return 1 if last["contact"] >= 0 else 0


def _last_end(pattern: re.Pattern[str], text: str) -> int:
    return max((match.end() for match in pattern.finditer(text)), default=-1)


@dataclass(frozen=True, slots=True)
class _Patterns:
    any_digits: re.Pattern[str]
    digit_word: re.Pattern[str]
    digit_by_word: dict[str, str]
    context: dict[str, re.Pattern[str]]

    def digits_of(self, match: re.Match[str]) -> str:
        """The digit of a spoken word, or those that some letters are taken for."""
        return self.digit_by_word.get(match.group()) or match.group().translate(_LOOKALIKES)


@cache
def _patterns() -> _Patterns:
    data = tomllib.loads(_DATA.read_text(encoding="utf-8"))
    digit_by_word = {word: digit for digit, words in data["digits"].items() for word in words}
    context = {kind: re.compile(either(words)) for kind, words in data["context"].items()}
    zero = either(data["digits"]["0"])
    return _Patterns(
        any_digits=re.compile(f"(?:[0-9][^0-9]*){{3}}|{zero}"),
        digit_word=re.compile(f"{either(digit_by_word)}|{_LOOKALIKE}"),
        digit_by_word=digit_by_word,
        context=context,
    )
