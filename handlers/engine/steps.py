"""What a step is: it owns its question, the answers it accepts, its apology and its exits."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from cases.incoming import Said, SentLocation, SentMedia, SentSticker
from cases.ports import Gazetteer
from cases.replies import Button, Card, Reply, Tap, Text
from handlers.engine.buttons import SKIP, step_data
from handlers.engine.words import WORDS, matches
from handlers.texts import steps as texts

END = "end"


@dataclass(frozen=True, slots=True)
class Picked:
    """A tapped answer: the button's value, or the time chosen in a picker (Thai time)."""

    value: str
    time: datetime | None = None


Heard = Said | Picked | SentLocation | SentMedia | SentSticker


@dataclass(frozen=True, slots=True)
class View:
    """What a step may look at: what was answered so far, and facts about the world."""

    dialogue: str
    step: str
    session: str
    answers: Mapping[str, Any]
    scratch: Mapping[str, Any]
    gazetteer: Gazetteer
    now: datetime
    facts: Mapping[str, Any] = field(default_factory=dict)

    def tap(self, label: str, value: str, *, strong: bool = False) -> Tap:
        """A button that answers the present step."""
        return Tap(label, self.data(value), strong=strong)

    def data(self, value: str) -> str:
        """The data of such a button."""
        return step_data(self.dialogue, self.step, self.session, value)


@dataclass(frozen=True, slots=True)
class Answer:
    """The step is answered. `also` answers other steps that have no answer yet."""

    value: Any
    also: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Stay:
    """Something was understood, but the step goes on. `quiet` asks nothing again (one photo of several)."""

    scratch: Mapping[str, Any]
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Jump:
    """Go to another step and forget what was answered there."""

    step: str


@dataclass(frozen=True, slots=True)
class Sorry:
    """Not understood: what to say before asking again; None for the step's own apology."""

    text: str | None = None


Result = Answer | Stay | Jump | Sorry
Say = str | Callable[[View], Reply]
Exits = str | Mapping[str, str]


@dataclass(frozen=True)
class Step(ABC):
    """One question. `next` is where it leads: a step, END, or a step by answer ("*" for the rest).

    `derived` names answers that were drawn from this one: they are forgotten when it is corrected.
    """

    name: str
    ask: Say
    next: Exits
    sorry: str = texts.SORRY
    optional: bool = False
    derived: tuple[str, ...] = ()

    def question(self, view: View) -> Reply:
        """What is asked; kinds of steps add their buttons."""
        return Text(self.ask) if isinstance(self.ask, str) else self.ask(view)

    @abstractmethod
    def read(self, heard: Heard, view: View) -> Result:
        """Understand an answer."""

    def skipped(self, view: View) -> Any:
        """The answer of somebody who skips the step."""
        return ""

    def exits(self) -> tuple[str, ...]:
        """Every place the step may lead to."""
        return (self.next,) if isinstance(self.next, str) else tuple(self.next.values())

    def exit_for(self, value: Any) -> str:
        """Where an answer leads."""
        if isinstance(self.next, str):
            return self.next
        return self.next.get(str(value), self.next.get("*", END))


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to choose. `words` are further ways to say it."""

    value: str
    label: str
    words: tuple[str, ...] = ()


Options = Sequence[Option] | Callable[[View], Sequence[Option]]


def options_of(options: Options, view: View) -> Sequence[Option]:
    """The options of a step, computed where they depend on what was said."""
    return options(view) if callable(options) else options


def find_option(text: str, options: Sequence[Option]) -> Option | None:
    """The option that a person typed: its label, one of its words, or its number in the list."""
    for number, option in enumerate(options, start=1):
        if matches(text, (option.label, *option.words, str(number))):
            return option
    return None


def with_buttons(reply: Reply, buttons: Sequence[Button]) -> Reply:
    """The reply as a card with large buttons that stay in the chat."""
    if isinstance(reply, Card):
        return replace(reply, buttons=(*reply.buttons, *buttons))
    if isinstance(reply, Text):
        title, _, text = reply.text.partition("\n")
        return Card(title, text.strip(), buttons=tuple(buttons), choices=reply.choices)
    return reply


def is_skip(heard: Heard) -> bool:
    """Whether an optional step is left out."""
    if isinstance(heard, Said):
        return matches(heard.text, WORDS["skip"])
    return isinstance(heard, Picked) and heard.value == SKIP
