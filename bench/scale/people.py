"""The people of a made-up organisation: where they live, which roles they have, where their chats stand."""

import json
import random
from collections.abc import Iterator
from itertools import accumulate

from bench.scale.rows import AGE, DAY, Row, Rows, Sealed, line_id, moment
from cases.needs import CODES
from nlp.gazetteer import gazetteer

VOLUNTEERS = 0.01  # of the people; they come first
_AT_ONCE = 20_000
_STEPS = ("intake.place", "intake.phone", "intake.confirm", "consent.service", "visit.note", "announce.time")


class Population:
    """Who there is. Persons are numbers from 1 on; volunteers come first, then coordinators, then all others."""

    def __init__(self, size: int, rng: random.Random) -> None:
        self._rng = rng
        self.size = size
        self.volunteers = max(100, int(size * VOLUNTEERS))
        self.areas = [code for code in gazetteer().codes() if len(code) == 6]
        rng.shuffle(self.areas)
        self._weights = list(accumulate(1 / rank**0.8 for rank in range(1, len(self.areas) + 1)))
        self.home = ["", *rng.choices(self.areas, cum_weights=self._weights, k=size)]
        self.coordinators = self._coordinators()
        self._near: dict[str, list[int]] = {}
        for person in range(1, self.volunteers + 1):
            for around in (self.home[person], self.home[person][:4], self.home[person][:2], ""):
                self._near.setdefault(around, []).append(person)

    def near(self, area: str) -> list[int]:
        """Volunteers around an area, of the narrowest circle that has any."""
        return next(self._near[around] for around in (area, area[:4], area[:2], "") if around in self._near)

    def _coordinators(self) -> dict[int, str]:
        """Persons with the area that each coordinates: the provinces, and the busiest districts and sub-districts."""
        provinces = list(dict.fromkeys(area[:2] for area in self.areas))[: self.size // 50]
        busiest = self.areas[: self.size // 1_000]
        areas = [*provinces, *dict.fromkeys(area[: 4 if place % 2 else 6] for place, area in enumerate(busiest))]
        return {self.volunteers + number: area for number, area in enumerate(areas, 1)}

    def rows(self, sealed: Sealed) -> Iterator[Rows]:
        """People with what belongs to each, part by part."""
        for first in range(1, self.size + 1, _AT_ONCE):
            part = range(first, min(first + _AT_ONCE, self.size + 1))
            met = {person: self._rng.random() * AGE for person in part}
            yield {
                "people": [(p, line_id(p), sealed.name, int(p % 50 == 49), moment(met[p])) for p in part],
                "consents": [(p, purpose, 1, moment(met[p])) for p in part for purpose in ("service", "agencies")],
                "conversations": [self._conversation(p, met[p], sealed) for p in part],
            }
        yield {
            "volunteers": [self._volunteer(person) for person in range(1, self.volunteers + 1)],
            "grants": [*self._volunteer_grants(), *((p, "coordinator", area) for p, area in self.coordinators.items())],
            "invitations": [
                (f"{p:064x}", "volunteer", self.home[p], moment(AGE), p, moment(AGE - 9 * DAY))
                for p in range(1, self.volunteers + 1)
            ],
            "invitation_failures": [(p, moment(self._rng.random() * AGE)) for p in range(1, self.size, 500)],
            "corrections": [(sealed.story, '["home_repair"]', p, moment(AGE)) for p in range(1, self.size, 200)],
        }
        yield from self._meetings()

    def _conversation(self, person: int, met: float, sealed: Sealed) -> Row:
        """One in twenty-five left in the middle of a dialogue."""
        standing = self._rng.choice(_STEPS) if person % 25 == 7 else ""
        return line_id(person), sealed.state, moment(met + self._rng.random() * (AGE - met)), standing

    def _volunteer(self, person: int) -> Row:
        needs = self._rng.sample(CODES, k=self._rng.randint(2, len(CODES)))
        days = sorted(self._rng.sample(range(7), k=self._rng.randint(2, 7)))
        return person, json.dumps(needs), json.dumps(days), int(person % 10 == 3)

    def _volunteer_grants(self) -> Iterator[Row]:
        """Mostly the own sub-district; some serve the district, few the province."""
        for person in range(1, self.volunteers + 1):
            length = self._rng.choices((6, 4, 2), weights=(80, 15, 5))[0]
            yield person, "volunteer", self.home[person][:length]

    def _meetings(self) -> Iterator[Rows]:
        """One for each 250 people in four years, two weeks of them still to come."""
        callers = list(self.coordinators.items())
        for meeting in range(1, self.size // 250 + 1):
            caller, area = self._rng.choice(callers)
            starts = self._rng.random() * (AGE + 14 * DAY)
            asked = self._rng.sample(range(1, self.size + 1), k=min(40, self.size))
            yield {
                "meetings": [(meeting, "ประชุมอาสา", "ศาลาหมู่ 4", moment(starts), area, caller)],
                "attendance": [(meeting, person, (None, 1, 0)[person % 3], moment(starts)) for person in asked],
            }
