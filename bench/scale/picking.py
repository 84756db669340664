"""Whom and what the queries ask for."""

import random

from bench.scale.people import Population
from bench.scale.rows import line_id


class Pick:
    """Somebody or something of a filled organisation; one in five times those who are busiest."""

    def __init__(self, population: Population, cases: int) -> None:
        self._rng = random.Random(cases)
        self._people = population
        self._cases = cases
        self._made = 0

    @property
    def person(self) -> int:
        """Anybody; one in five times a health volunteer, who reports for many."""
        return self._rng.randint(1, max(1, self._people.size // 1000) if self._is_busy() else self._people.size)

    @property
    def chat(self) -> str:
        """Their chat."""
        return line_id(self.person)

    @property
    def volunteer(self) -> int:
        """A volunteer; often one who is the first that is asked in the area."""
        area = self.area
        return self._people.near(area)[0] if self._is_busy() else self._rng.randint(1, self._people.volunteers)

    @property
    def area(self) -> str:
        """The sub-district of a case."""
        return self._people.home[self.person]

    @property
    def province(self) -> str:
        """A province; the one with the busiest sub-district often."""
        return self._people.areas[0][:2] if self._is_busy() else self._rng.choice(self._people.areas)[:2]

    @property
    def coordinated(self) -> tuple[str, ...]:
        """The areas of a coordinator."""
        if self._is_busy():
            return (self.province,)
        return (self._rng.choice(list(self._people.coordinators.values())),)

    @property
    def coordinator(self) -> int:
        """A coordinator."""
        return self._rng.choice(list(self._people.coordinators))

    @property
    def case(self) -> int:
        """Any case, more often a new one."""
        return self._cases - int(self._cases * self._rng.random() ** 2)

    @property
    def row(self) -> int:
        """A row of a table that has at least as many as there are cases."""
        return self._rng.randint(1, self._cases)

    @property
    def meeting(self) -> int:
        """Any meeting."""
        return self._rng.randint(1, max(1, self._people.size // 250))

    @property
    def new(self) -> str:
        """An identifier that was not used before."""
        self._made += 1
        return f"new-{self._made}"

    def _is_busy(self) -> bool:
        return self._rng.random() < 0.2
