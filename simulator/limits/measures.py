"""How LINE counts characters and bytes."""

import json
from typing import Any

import regex


def utf16_units(text: str) -> int:
    """The length of message texts, as LINE counts it."""
    return len(text.encode("utf-16-le")) // 2


def graphemes(text: str) -> int:
    """The length of labels and other short texts, as LINE counts it: a Thai syllable's marks are free."""
    return len(regex.findall(r"\X", text))


def json_bytes(value: Any) -> int:
    """The size of a value as compact UTF-8 JSON, in bytes."""
    return len(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode())
