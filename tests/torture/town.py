"""Everybody of one run: who they are, where they live, which story each of them plays."""

import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from itertools import cycle
from random import Random

from bot.wiring import App
from cases.needs import CODES
from cases.people import Role, Volunteer
from nlp.gazetteer import gazetteer
from simulator.server import Simulator
from tests.conftest import SONGKHLA
from tests.torture import stories
from tests.torture.ledger import Ledger
from tests.torture.people import Person

# Of ten people: two residents and their volunteers, two who chatter, four who wander.
_KINDS = ("pair", "chatter", "wander", "wander", "pair", "chatter", "wander", "wander")


class Townspeople:
    """The same people do the same things for the same seed, whenever and beside whomever they do them."""

    def __init__(self, seed: str, people: int, app: App, line: Simulator, ledger: Ledger, minutes: float) -> None:
        self.in_any_order: set[str] = set()  # who does not wait for answers, or hears of others' doings
        self.troubles: list[str] = []
        self._seed = seed
        self._app = app
        self._line = line
        self._ledger = ledger
        self._minutes = minutes
        self._count = 0
        self._stories = list(self._all(people))

    def play(self) -> None:
        """Let everybody begin at some instant, and return when all stories are over."""
        threads = [threading.Thread(target=self._play, args=[story], daemon=True) for story in self._stories]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    def _play(self, story: Callable[[], None]) -> None:
        try:
            story()
        except Exception as trouble:  # noqa: BLE001 - one story that cannot go on is a finding, and ends no other
            self.troubles.append(f"{type(trouble).__name__}: {trouble}")

    def _all(self, people: int) -> Iterator[Callable[[], None]]:
        # A volunteer hears of all cases of the province, so each has one alone; those who wander live where none is.
        chance = Random(self._seed)
        provinces = iter([place.code for place in gazetteer().children() if place.code != SONGKHLA])
        watcher = self._coordinator()
        self.in_any_order.add(watcher.line_id)
        yield partial(stories.watch, watcher)
        for kind in cycle(_KINDS):
            if self._count >= people:
                return
            province = next(provinces, "") if kind == "pair" else ""
            place = _somewhere(chance, province or SONGKHLA)
            if province:
                pair = self._person(), self._volunteer(place)
                yield partial(stories.from_need_to_help, *pair, gazetteer().name(place))
            elif kind == "chatter":
                somebody = self._person()
                self.in_any_order.add(somebody.line_id)
                yield partial(stories.chatter, somebody)
            else:
                yield partial(stories.wander, self._person(), gazetteer().name(place))

    def _person(self) -> Person:
        self._count += 1
        line_id = f"U{self._count:032x}"
        pace = Random(f"{self._seed} pace of {self._count}")
        return Person(
            self._line, self._ledger, line_id, Random(f"{self._seed} {self._count}"), partial(self._think, pace, [])
        )

    def _think(self, pace: Random, begun: list[bool]) -> None:
        """Before the first word up to half of the run; later a while, so that the stories last about as long."""
        longest = self._minutes * 60 / (12 if begun else 2)
        begun.append(True)
        time.sleep(pace.random() * longest)

    def _volunteer(self, area: str) -> Person:
        somebody = self._person()
        with self._app.unit_of_work() as uow:
            known = uow.people.by_line_id(somebody.line_id)
            uow.volunteers.save(Volunteer(known.id, (area,), CODES, tuple(range(7))))
            uow.commit()
        return somebody

    def _coordinator(self) -> Person:
        somebody = self._person()
        with self._app.unit_of_work() as uow:
            uow.people.grant(uow.people.by_line_id(somebody.line_id).id, Role.COORDINATOR, SONGKHLA)
            uow.commit()
        with self._line.platform.lock:  # news may come before the first word, and LINE shows them to friends only
            self._line.platform.people.users[somebody.line_id].follows = True
        return somebody


def _somewhere(chance: Random, province: str) -> str:
    """The code of a sub-district."""
    district = chance.choice(gazetteer().children(province))
    return chance.choice(gazetteer().children(district.code)).code
