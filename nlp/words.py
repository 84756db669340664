"""Thai words: where they begin and end, and lists of them (all from pythainlp's corpus, CC0)."""

from functools import cache, lru_cache
from importlib.util import find_spec
from itertools import accumulate
from pathlib import Path

import nlpo3

_DICTIONARY = "khotto-words"
_SHORTEST_LISTED = 3  # letters


@lru_cache(maxsize=64)
def ends_of_words(text: str) -> frozenset[int]:
    """The offsets at which words begin or end, 0 and the length included."""
    words = nlpo3.segment(text, _dictionary(), safe=True)
    return frozenset(accumulate(map(len, words), initial=0))


def listed(*files: str) -> frozenset[str]:
    """The words of some of pythainlp's lists, those of one or two letters left out."""
    texts = ((_corpus() / file).read_text(encoding="utf-8") for file in files)
    return frozenset(word for text in texts for word in text.split() if len(word) >= _SHORTEST_LISTED)


@cache
def _dictionary() -> str:
    """The name under which nlpo3 holds the list of 62,000 words."""
    nlpo3.load_dict(str(_corpus() / "words_th.txt"), _DICTIONARY)
    return _DICTIONARY


@cache
def _corpus() -> Path:
    """Where pythainlp keeps its lists; the package itself is slow to load and is not needed for them."""
    package = find_spec("pythainlp")
    assert package is not None and package.origin is not None
    return Path(package.origin).parent / "corpus"
