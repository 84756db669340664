"""One spelling for what people type in several ways."""

import re

from nlp.text import prepare

_REPEATED = re.compile(r"([^\d\s])\1{2,}")
_SPACES = re.compile(r"\s+")


def even_out(text: str) -> str:
    """`text` as the classifier reads it: normalised, lower case, a letter held down (มากกกก) written once."""
    return _SPACES.sub(" ", _REPEATED.sub(r"\1", prepare(text).text.lower())).strip()
