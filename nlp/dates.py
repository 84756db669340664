"""When something was, is or shall be: the days and times of a text, put together as people said them."""

import re
from datetime import date, timedelta
from functools import cache

from cases.understanding import When
from nlp.clock import Clock, find_times
from nlp.day_words import words
from nlp.days import Day, find_days
from nlp.patterns import either
from nlp.text import Prepared, prepare

_MORNING, _NOON = 6, 12  # a night's hours before the first are the next day's, those up to noon its evening's


def find_when(text: str, today: date) -> tuple[When, ...]:
    """The dates and times that a text names, in its order, as seen on `today` (in Bangkok).

    A day and the time next to it are one `When`. Vague words (เดือนหน้า, ตอนเช้า) and what comes again and again
    (ทุกวันจันทร์) are none; of a span of days or hours, the beginning counts.
    """
    prepared = prepare(text)
    days, times = find_days(prepared.text, today), find_times(prepared.text)
    times = [clock for clock in times if not any(clock.start < day.end and day.start < clock.end for day in days)]
    found: list[tuple[int, When]] = []
    for day in days:
        clock = _beside(prepared.text, day, times)
        if clock:
            times.remove(clock)
        found.append(_when(prepared, day, clock))
    found += [(clock.start, When(None, clock.at, prepared.span(clock.start, clock.end))) for clock in times]
    return tuple(when for _, when in sorted(found, key=lambda one: one[0]))


def _beside(text: str, day: Day, times: list[Clock]) -> Clock | None:
    """The time that is said with a day: just behind it, else just before it."""
    behind = (clock for clock in times if clock.start >= day.end and _joint().fullmatch(text, day.end, clock.start))
    before = (clock for clock in times if clock.end <= day.start and _joint().fullmatch(text, clock.end, day.start))
    return next(behind, None) or next(before, None)


def _when(prepared: Prepared, day: Day, clock: Clock | None) -> tuple[int, When]:
    if clock is None:
        return day.start, When(day.day, None, prepared.span(day.start, day.end))
    start, end = min(day.start, clock.start), max(day.end, clock.end)
    at, shift = clock.at, timedelta()
    if day.night and at.hour < _MORNING:
        shift = timedelta(days=1)
    elif day.night and at.hour < _NOON:
        at = at.replace(hour=at.hour + _NOON)
    return start, When(day.day + shift, at, prepared.span(start, end))


@cache
def _joint() -> re.Pattern[str]:
    return re.compile(rf"[\s,()]*(?:(?:{either(words().joints)})[\s,()]*)*")
