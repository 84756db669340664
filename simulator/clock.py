"""The simulator's time: real time plus an offset that moves forward, told to a bot through a file."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Lock
from zoneinfo import ZoneInfo

BANGKOK = ZoneInfo("Asia/Bangkok")


class Clock:
    """Tells simulated time.

    `file`, if given, holds the offset in seconds as a plain number, rewritten on every move, so that a
    bot under test can live in the same time.
    """

    def __init__(self, file: Path | None = None) -> None:
        self.offset_seconds = 0.0
        self._file = file
        self._lock = Lock()
        self._tell()

    def now(self) -> datetime:
        """The simulated moment, in Bangkok's time."""
        return datetime.now(UTC).astimezone(BANGKOK) + timedelta(seconds=self.offset_seconds)

    def milliseconds(self) -> int:
        """The simulated moment as LINE writes it in events: milliseconds since 1970."""
        return int(self.now().timestamp() * 1000)

    def forward(self, seconds: float) -> None:
        """Move time on by some seconds; it never goes back."""
        if seconds < 0:
            raise ValueError("time only moves forward")
        with self._lock:
            self.offset_seconds += seconds
            self._tell()

    def _tell(self) -> None:
        if self._file is None:
            return
        # A reader must never see half a number: write beside it, then swap.
        draft = self._file.with_name(self._file.name + ".new")
        draft.write_text(f"{self.offset_seconds}\n", encoding="ascii")
        draft.replace(self._file)
