"""The few pieces of Markdown that generated pages are made of."""

import inspect
from collections.abc import Iterable, Sequence

GENERATED = "<!-- Written by `make docs` from the code. Change the code, not this page. -->"


def page(title: str, *parts: str) -> str:
    """A whole page, with the note that it is generated."""
    return "\n\n".join([f"# {title}", GENERATED, *(part for part in parts if part)]) + "\n"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; cells may hold any text."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(_cell(cell) for cell in line)} |" for line in lines)


def fenced(text: str, language: str = "text") -> str:
    """Text as it stands, in a box."""
    return f"```{language}\n{text.strip()}\n```"


def first_sentence(thing: object) -> str:
    """What the docstring of a function, class or module says first."""
    line = inspect.cleandoc(thing.__doc__ or "").split("\n", 1)[0]
    return line.split(". ", 1)[0].rstrip(".")


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
