"""The cases of a made-up organisation, each with its timeline, offers, follow-ups, photos and messages."""

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate, count

from bench.scale.people import Population
from bench.scale.rows import AGE, BEGIN, COLUMNS, DAY, Row, Rows, Sealed, line_id, moment
from cases.case_number import buddhist_year, format_number
from cases.needs import CODES, Urgency

_AT_ONCE = 5_000
_YEAR = 365 * DAY
_FIRST_YEAR = buddhist_year(BEGIN.date())
_GROWTH = 0.7  # 1 would be as many cases each year
_NEEDS = list(accumulate(1 / rank for rank in range(1, len(CODES) + 1)))
_URGENCIES = (Urgency.EMERGENCY, Urgency.URGENT, Urgency.NORMAL)

# How a case stands, in hundredths: one of the last two months, and an older one.
_STATUSES = ("new", "screened", "offered", "assigned", "visited", "helped", "confirmed", "unconfirmed", "withdrawn")
_YOUNG = list(accumulate((1, 5, 5, 18, 12, 20, 25, 6, 8)))
_OLD = list(accumulate((0, 0.3, 0, 0.3, 0.4, 0, 66, 21, 12)))

_STORY = ("opened", "offered", "accepted", "contacted", "visited", "helped")  # the usual order of happenings
_TOLD = {"new": 1, "screened": 2, "offered": 2, "assigned": 4, "visited": 5, "withdrawn": 3}
_WITH_NOTE = ("contacted", "visited", "helped", "added")
_ESCALATES_AFTER = {Urgency.EMERGENCY: 60, Urgency.URGENT: 720, Urgency.NORMAL: 3 * DAY}  # minutes


@dataclass(slots=True)
class Life:
    """One case on its way; times are minutes since the organisation began."""

    id: int
    reporter: int
    area: str
    status: str
    urgency: Urgency
    opened: float
    volunteer: int | None

    @property
    def waits(self) -> bool:
        """Whether nobody has taken it."""
        return self.status in ("new", "screened", "offered")


class Lives:
    """Makes cases in the order in which they were opened."""

    def __init__(self, population: Population, size: int, sealed: Sealed) -> None:
        self._population = population
        self._size = size
        self._sealed = sealed
        self._first_of_years = [self._first_after(year * _YEAR) for year in range(AGE // _YEAR + 1)]

    def rows(self, last: int) -> Iterator[Rows]:
        """All rows of the cases after a last one, part by part; each part is the same whatever was made before."""
        for first in range(last + 1, self._size + 1, _AT_ONCE):
            self._rng = random.Random(first)
            rows: Rows = {name: [] for name in COLUMNS}
            for number in range(first, min(first + _AT_ONCE, self._size + 1)):
                self._add(rows, self._begin(number))
            yield {name: part for name, part in rows.items() if part}

    def counters(self) -> list[Row]:
        """The last running number of each year."""
        ends = [*self._first_of_years[1:], self._size + 1]
        return [(_FIRST_YEAR + year, end - self._first_of_years[year]) for year, end in enumerate(ends)]

    def _first_after(self, minute: float) -> int:
        """The first case that was opened at a minute or later."""
        return next(number for number in count(self._near_minute(minute)) if self._opened(number) >= minute)

    def _near_minute(self, minute: float) -> int:
        return max(1, int((minute / AGE) ** (1 / _GROWTH) * (self._size + 1)) - 1)

    def _opened(self, number: int) -> float:
        """Each year has more than the one before."""
        minute: float = AGE * (number / (self._size + 1)) ** _GROWTH
        return minute

    def _begin(self, number: int) -> Life:
        rng, people = self._rng, self._population
        busy = number % 33 == 0  # village health volunteers report for many
        reporter = rng.randint(1, max(1, people.size // 1000)) if busy else rng.randint(1, people.size)
        opened = self._opened(number)
        weights = _YOUNG if opened > AGE - 60 * DAY else _OLD
        status = rng.choices(_STATUSES, cum_weights=weights)[0]
        area = people.home[reporter]
        near = people.near(area)
        taken = status not in ("new", "screened", "offered", "withdrawn")
        volunteer = (near[0] if number % 7 == 0 else rng.choice(near)) if taken else None
        urgency = rng.choices(_URGENCIES, weights=(2, 18, 80))[0]
        return Life(number, reporter, area, status, urgency, opened, volunteer)

    def _add(self, rows: Rows, life: Life) -> None:
        entries = list(self._timeline(life))
        rows["cases"].append(self._case(life, entries))
        rows["timeline"] += entries
        rows["offers"] += self._offers(life)
        rows["follow_ups"] += self._follow_ups(life)
        if life.id % 2:
            self._add_photo(rows, life)
        for turn in range(2):
            self._add_turn(rows, life, turn)

    def _case(self, life: Life, entries: list[Row]) -> Row:
        sealed, at = self._sealed, moment(life.opened)
        escalation = 3 if life.waits and life.opened < AGE - 10 * DAY else 0
        climbs = life.opened + _ESCALATES_AFTER[life.urgency] * (escalation + 1)
        return (
            life.id,
            self._number(life),
            life.reporter,
            life.volunteer,
            life.status,
            life.urgency.value,
            life.urgency.rank,
            json.dumps(self._rng.choices(CODES, cum_weights=_NEEDS)),
            life.area,
            sealed.story,
            sealed.name,
            "parent",
            sealed.note,
            sealed.phone,
            sealed.location if life.id % 3 == 0 else None,
            1,
            escalation,
            moment(max(climbs, AGE + 1) if escalation == 0 and life.id % 4 else climbs) if life.waits else None,
            at,
            at if life.volunteer else None,
            entries[-1][2],
        )

    def _number(self, life: Life) -> str:
        year = int(life.opened // _YEAR)
        return format_number(_FIRST_YEAR + year, life.id - self._first_of_years[year] + 1)

    def _timeline(self, life: Life) -> Iterator[Row]:
        """Four to eight lines for a case that went its way, fewer for one that has not."""
        told = list(_STORY[: _TOLD.get(life.status, len(_STORY))])
        if life.id % 3 == 0:
            told += ["added"]
        if life.status in ("confirmed", "unconfirmed", "withdrawn"):
            told += [life.status]
        if life.waits and life.opened < AGE - 10 * DAY:
            told += ["nobody", "escalated", "escalated", "escalated"]
        for place, what in enumerate(told):
            by = life.reporter if what in ("opened", "added") else life.volunteer
            note = self._sealed.note if what in _WITH_NOTE else ""
            yield life.id, what, moment(min(life.opened + place * DAY, AGE)), by, note

    def _offers(self, life: Life) -> Iterator[Row]:
        """Three were asked, or who there is."""
        if life.status == "new":
            return
        near = self._population.near(life.area)
        asked = self._rng.sample(near, k=min(len(near), 1 + life.id % 3))
        offered, ends = moment(life.opened), moment(life.opened + 240)
        for volunteer in {*asked, *([life.volunteer] if life.volunteer else [])}:
            if life.status == "offered":
                yield life.id, volunteer, "open", moment(AGE - 30), moment(AGE + 210 if life.id % 50 else AGE - 1), None
            elif volunteer == life.volunteer:
                yield life.id, volunteer, "accepted", offered, ends, ends
            else:
                yield life.id, volunteer, "lost" if life.volunteer else "run_out", offered, ends, ends

    def _follow_ups(self, life: Life) -> Iterator[Row]:
        if life.volunteer is None:
            return
        in_hand = life.status in ("assigned", "visited")
        soon = moment(AGE + 60 + life.id % DAY if life.id % 100 else AGE - 5)
        asked = moment(life.opened + 2 * DAY)
        yield life.id, "volunteer", soon if in_hand else asked, 0, None if in_hand else asked
        if not in_hand:
            helped = life.status == "helped"
            yield life.id, "first_question", soon if helped else asked, 0, None if helped else asked

    def _add_photo(self, rows: Rows, life: Life) -> None:
        photo = (life.id + 1) // 2
        chat, kept, name = line_id(life.reporter), moment(life.opened), f"{photo:032x}.jpg"
        rows["media"].append((photo, f"5{photo:017d}", chat, "image", "image/jpeg", 90_000, name, kept, None))
        rows["case_media"].append((life.id, photo, life.reporter, kept))

    def _add_turn(self, rows: Rows, life: Life, turn: int) -> None:
        """Somebody writes and is answered; of the newest cases a few still wait."""
        sealed, chat = self._sealed, line_id(life.reporter)
        minute = min(life.opened + turn, AGE)
        at, key = moment(minute), f"{life.id:08x}-0000-4000-8000-{turn:012x}"
        waits = life.id > self._size - 5
        sent_at = int((BEGIN.timestamp() + minute * 60) * 1000)
        event = (f"01{life.id:012d}{turn:012d}", chat, f"5{life.id:012d}{turn:05d}", sent_at, at, sealed.event)
        status = "pending" if waits else "parked" if life.id % 20_000 == 1 else "done"
        done = None if waits else at
        rows["inbound_events"].append((*event, status, 0, None, "", done, ("", "accept")[turn]))
        outcome = "waiting" if waits else "rode" if life.id % 4 == turn * 2 else "sent"
        kind, token = (("push", ""), ("reply", f"{life.id:032x}"))[turn]
        until = moment(minute + 1) if token else None
        later = moment(AGE + 240) if waits and turn else None
        request = f"{life.id:036x}"
        rows["outbound_messages"].append(
            (chat, kind, "[]", sealed.messages, token, until, key, outcome, later, 1, request, "", at, done)
        )
