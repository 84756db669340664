"""Thai number words: สามสิบเอ็ด, ยี่สิบกว่า, พันห้า, ซาว."""

import re

_ONES = {
    "ศูนย์": 0, "หนึ่ง": 1, "นึง": 1, "นึ่ง": 1, "เอ็ด": 1, "เอด": 1, "สอง": 2, "ยี่": 2, "สาม": 3, "สี่": 4,
    "ห้า": 5, "หก": 6, "เจ็ด": 7, "เจ๋ด": 7, "เจด": 7, "แปด": 8, "เก้า": 9,
}  # fmt: skip
_UNITS = {"สิบ": 10, "ซาว": 20, "ร้อย": 100, "พัน": 1_000, "หมื่น": 10_000, "แสน": 100_000, "ล้าน": 1_000_000}
_TOKEN = re.compile("|".join(sorted([*_ONES, *_UNITS], key=lambda word: -len(word))))

# A number in figures (1,500) or in words, to be put into larger patterns; bounded, so that these stay fast.
NUMBER = rf"(?:(?<!\d)\d{{1,3}}(?:,\d{{3}}){{1,3}}|(?<!\d)\d{{1,9}}(?!\d)|(?:{_TOKEN.pattern}){{1,12}})"


def read_number(text: str) -> int | None:
    """The value of a number in figures (Arabic) or in Thai words, None if the text is no such number.

    As people speak, a last figure after พัน or a larger unit counts in the unit below it: พันห้า is 1,500.
    """
    figures = text.replace(",", "")
    if figures.isascii() and figures.isdigit():
        return int(figures)
    words = _TOKEN.findall(text)
    if not words or "".join(words) != text:
        return None
    total, ones, last_unit = 0, -1, 0
    for word in words:
        if word in _ONES:
            if ones >= 0:
                return None
            ones = _ONES[word]
        elif word == "ล้าน":
            total, ones, last_unit = (total + max(ones, 0) or 1) * _UNITS[word], -1, _UNITS[word]
        else:
            unit = _UNITS[word]
            total += unit if word == "ซาว" else unit * (ones if ones >= 0 else 1)
            ones, last_unit = -1, unit
    if ones > 0 and last_unit >= 1_000:
        return total + ones * last_unit // 10
    return total + max(ones, 0)
