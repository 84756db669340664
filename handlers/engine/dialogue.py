"""A dialogue as data, checked when it is declared: no doubled step, no exit to nowhere, none out of reach."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from handlers.engine.questions import Confirm
from handlers.engine.steps import END, Heard, Step, View


class BrokenDialogue(Exception):
    """A dialogue that could strand somebody."""


@dataclass(frozen=True, slots=True)
class Then:
    """The dialogue that follows when one is over."""

    dialogue: str
    known: Mapping[str, Any]


def _nothing(_heard: Heard, _view: View, _answered: bool) -> Mapping[str, Any]:
    return {}


def _no_matter(_talk: Any) -> None:
    return None


@dataclass(frozen=True)
class Dialogue:
    """Steps in the order in which people meet them; the first one begins.

    `about` says in a few English words what it is for; `on_finish(talk, answers)` acts on the answers and
    may name the dialogue that follows. `overhear(heard, view, answered)` finds facts for other steps in what
    somebody says, `answered` telling whether it answers the present one too. In a `calm` dialogue the staff
    write to others: danger words in it do not raise the alarm. `on_cancel(talk)` tidies up after ยกเลิก.
    """

    name: str
    about: str
    steps: tuple[Step, ...]
    on_finish: Callable[[Any, dict[str, Any]], Then | None]
    overhear: Callable[[Heard, View, bool], Mapping[str, Any]] = _nothing
    calm: bool = False
    on_cancel: Callable[[Any], None] = _no_matter

    def __post_init__(self) -> None:
        names = [step.name for step in self.steps]
        if len(set(names)) != len(names):
            raise BrokenDialogue(f"{self.name}: a step name stands twice")
        for step in self.steps:
            for exit_to in _all_exits(step):
                if exit_to != END and exit_to not in names:
                    raise BrokenDialogue(f"{self.name}: {step.name} leads to {exit_to}, which is no step")
        lost = set(names) - self._reachable()
        if lost:
            raise BrokenDialogue(f"{self.name}: nothing leads to {', '.join(sorted(lost))}")

    @property
    def by_name(self) -> Mapping[str, Step]:
        """The steps by their names."""
        return {step.name: step for step in self.steps}

    def _reachable(self) -> set[str]:
        seen: set[str] = set()
        ahead = [self.steps[0].name]
        while ahead:
            name = ahead.pop()
            if name not in seen and name != END:
                seen.add(name)
                ahead += _all_exits(self.by_name[name])
        return seen


def _all_exits(step: Step) -> tuple[str, ...]:
    return (*step.exits(), *step.fields) if isinstance(step, Confirm) else step.exits()
