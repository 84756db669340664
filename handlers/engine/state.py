"""Where a dialogue stands, in a shape that goes into the database and comes back."""

from dataclasses import asdict, dataclass, field
from typing import Any, Self

_MOST_HISTORY = 30


@dataclass(slots=True)
class DialogueState:
    """One running dialogue.

    `answers` by step name; `scratch` is what the present step has gathered so far; `history` holds the
    moments to which ย้อนกลับ leads; `session` tells this run of the dialogue from earlier ones; `silent`
    that more of the same is on its way; `sources` names the answers that each message gave.
    """

    dialogue: str
    step: str
    session: str
    answers: dict[str, Any] = field(default_factory=dict)
    scratch: dict[str, Any] = field(default_factory=dict)
    history: list[dict[str, Any]] = field(default_factory=list)
    silent: bool = False
    sources: dict[str, list[str]] = field(default_factory=dict)

    def remember(self) -> None:
        """Make the present moment one to come back to; several photos of one send are one step back."""
        if self.silent:
            return
        moment = {"step": self.step, "answers": dict(self.answers), "scratch": dict(self.scratch)}
        self.history = [*self.history, moment][-_MOST_HISTORY:]

    def step_back(self) -> bool:
        """Return to the moment before; False at the beginning."""
        if not self.history:
            return False
        *self.history, moment = self.history
        self.step, self.answers, self.scratch = moment["step"], moment["answers"], moment["scratch"]
        return True

    def told(self) -> dict[str, Any]:
        """All that was told so far, in the shape in which another dialogue can begin with it."""
        return {**self.answers, **({f"scratch:{self.step}": self.scratch} if self.scratch else {})}

    def to_json(self) -> dict[str, Any]:
        """For storage."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Self:
        """From storage; TypeError or KeyError where an older version wrote something else."""
        return cls(**data)
