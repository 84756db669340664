"""Cutting Thai text where a reader would: never inside a grapheme cluster."""

import regex

_CLUSTER = regex.compile(r"\X")
_BLANKS = ("\n", " ")  # the better place to cut first


def count(text: str) -> int:
    """How many grapheme clusters (what a reader calls a letter) a text has."""
    return sum(1 for _ in _CLUSTER.finditer(text))


def utf16_units(text: str) -> int:
    """The length that LINE counts for message text: an emoji outside the basic plane is two."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def shorten(text: str, most: int) -> str:
    """The text, or its beginning with … so that it has at most `most` clusters."""
    clusters = _CLUSTER.findall(text)
    return text if len(clusters) <= most else "".join(clusters[: most - 1]).rstrip() + "…"


def shorten_units(text: str, most: int) -> str:
    """The text, or its beginning with … so that it has at most `most` UTF-16 units."""
    return text if utf16_units(text) <= most else _head(text, most - 1).rstrip() + "…"


def split(text: str, most: int) -> list[str]:
    """The text in parts of at most `most` UTF-16 units, cut at a line's or a word's end if one is near."""
    parts = []
    while utf16_units(text) > most:
        head = _head(text, most)
        cut = _blank_near_the_end(head)
        parts.append(head[:cut])
        text = text[cut + 1 :] if cut is not None else text[len(head) :]
    return [*parts, text] if text or not parts else parts


def _blank_near_the_end(head: str) -> int | None:
    """Where the last line break or else the last space in the second half stands; None where there is none."""
    found: dict[str, int] = {}
    for cluster in _CLUSTER.finditer(head):
        if cluster.group() in _BLANKS and cluster.start() > len(head) // 2:
            found[cluster.group()] = cluster.start()
    return next((found[blank] for blank in _BLANKS if blank in found), None)


def _head(text: str, most: int) -> str:
    units = end = 0
    for cluster in _CLUSTER.finditer(text):
        units += utf16_units(cluster.group())
        if units > most:
            return text[:end] or text[:1]
        end = cluster.end()
    return text
