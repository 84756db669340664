"""Hotlines: telephone numbers of the state, kept as data with their source and the day they were verified."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Hotline:
    """One number. `topics` are need codes and dangers ("medical", "fire"…) that it is for."""

    number: str
    name: str
    topics: tuple[str, ...]
    source: str
    verified_on: date
    position: int = 0
