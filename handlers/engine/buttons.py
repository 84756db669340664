"""What stands in a button's data: a step's answer, or a command that works at any time."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode

from cases.replies import Tap

BACK, CANCEL, SKIP = "@back", "@cancel", "@skip"

_NUMBER = re.compile(r"[0-9]{1,18}")  # what a database takes as a key

Arguments = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class StepTap:
    """An answer tapped in a dialogue; stale where session or step are no longer the present ones."""

    dialogue: str
    step: str
    session: str
    value: str


@dataclass(frozen=True, slots=True)
class CommandTap:
    """A command such as accepting an offer, with the numbers that it needs."""

    name: str
    arguments: Arguments


def step_data(dialogue: str, step: str, session: str, value: str) -> str:
    """Button data for an answer to a step."""
    return urlencode({"d": dialogue, "p": step, "s": session, "v": value})


def command(label: str, name: str, *, strong: bool = False, **arguments: int) -> Tap:
    """A button for a command."""
    return Tap(label, urlencode({"c": name, **arguments}), strong=strong)


def parse(data: str) -> StepTap | CommandTap | None:
    """What a button's data mean; None for data that are not ours. Arguments that are no numbers are left out."""
    fields = dict(parse_qsl(data, keep_blank_values=True))
    if fields.keys() == {"d", "p", "s", "v"}:
        return StepTap(fields["d"], fields["p"], fields["s"], fields["v"])
    name = fields.pop("c", "")
    numbers = {key: int(value) for key, value in fields.items() if _NUMBER.fullmatch(value)}
    return CommandTap(name, numbers) if name else None
