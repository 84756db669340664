"""The time: UTC for the program; for the demo and the tests, moved on by a file that the simulator writes."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

Now = Callable[[], datetime]


def system_clock() -> datetime:
    """The real time."""
    return datetime.now(UTC)


class FileClock:
    """The real time plus the seconds that stand in a file; a missing file counts as none."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._read_at = -1
        self._offset = timedelta()

    def __call__(self) -> datetime:
        """The moved time."""
        try:
            changed = self._path.stat().st_mtime_ns
            if changed != self._read_at:
                self._offset = timedelta(seconds=float(self._path.read_text() or 0))
                self._read_at = changed
        except (FileNotFoundError, ValueError):  # not written yet, or caught in the middle of a write
            pass
        return datetime.now(UTC) + self._offset
