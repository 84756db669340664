"""Spelling by ear: one letter for those that sound alike, no tones and no silent letters."""

import re

# ฟุทบาท and ฟุตบาท, ใด้ and ได้, สิทธิ์ and สิทธิ, พิก๋าร and พิการ become the same.
_ALIKE = str.maketrans("ญณศษซฎฏฐฑฒธภฆฬฌรฮีืูๅใขถผฝฉ", "ยนสสสดตททททพคลชลลิึุาไคทพฟช")
_UNHEARD = re.compile("[ก-ฮ][ิุ]?์|[่้๊๋็ํ๎ะๆ\\s]")


def by_ear(text: str) -> str:
    """Evened-out `text` as it sounds, blanks left out."""
    return _UNHEARD.sub("", text).replace("รร", "ั").replace("ำ", "ัม").translate(_ALIKE)
