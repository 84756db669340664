"""Where the classifier cuts a text into words."""

import hashlib
import tempfile
from collections.abc import Iterable
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import nlpo3


class Tokeniser:
    """Cuts Thai text into words: pythainlp's 62,000 (CC0) and those of our own field."""

    def __init__(self, own_words: Iterable[str]) -> None:
        self._dictionary = _load("\n".join(sorted(set(own_words))))

    def words(self, text: str) -> list[str]:
        """The words of evened-out `text` in order, blanks among them."""
        return list(nlpo3.segment(text, self._dictionary, safe=True))


@cache
def _load(own_words: str) -> str:
    """The name under which nlpo3 holds both lists; it reads dictionaries from files only."""
    name = f"classifier-{hashlib.sha256(own_words.encode()).hexdigest()[:12]}"
    package = find_spec("pythainlp")
    assert package is not None and package.origin is not None
    listed = (Path(package.origin).parent / "corpus" / "words_th.txt").read_text(encoding="utf-8-sig")
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", suffix=".txt") as file:
        file.write(f"{listed.rstrip()}\n{own_words}\n")
        file.flush()
        nlpo3.load_dict(file.name, name)
    return name
