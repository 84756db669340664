"""Troubles of the Messaging API on request: errors, delays, answers that never arrive."""

from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any

from simulator.wire import Json


@dataclass(slots=True, kw_only=True)
class Fault:
    """A trouble for the next `times` requests whose path matches `path` (`*` stands for anything).

    Without `after_accept` the request is answered with `status` and `body` and changes nothing; with it
    the request takes effect first. No `status` means: only a delay if there is one, else a dropped
    connection after acceptance, else 500.
    """

    path: str
    status: int | None = None
    body: Any = None
    delay_seconds: float = 0.0
    times: int = 1
    after_accept: bool = False

    @property
    def drops_connection(self) -> bool:
        """Whether the bot never learns how its request ended."""
        return self.after_accept and self.status is None

    @property
    def only_delays(self) -> bool:
        """Whether the request is answered truly, only late."""
        return self.status is None and not self.after_accept and self.delay_seconds > 0

    def answer(self) -> tuple[Any, int]:
        """The false answer: its body and status."""
        status = self.status or 500
        return self.body if self.body is not None else {"message": "Internal server error"}, status

    def as_json(self) -> Json:
        """The trouble as the control API shows it."""
        return {
            "path": self.path,
            "status": self.status,
            "body": self.body,
            "delay_seconds": self.delay_seconds,
            "times": self.times,
            "after_accept": self.after_accept,
        }


class Faults:
    """The troubles that still wait for their requests, oldest first."""

    def __init__(self) -> None:
        self.waiting: list[Fault] = []

    def add(self, fault: Fault) -> None:
        """Let a trouble wait for its requests."""
        self.waiting.append(fault)

    def clear(self) -> None:
        """No more troubles."""
        self.waiting.clear()

    def strike(self, path: str) -> Fault | None:
        """The trouble that meets a request to this path now, if any; it is used up by one."""
        for fault in self.waiting:
            if fnmatchcase(path, fault.path):
                fault.times -= 1
                if fault.times <= 0:
                    self.waiting.remove(fault)
                return fault
        return None
