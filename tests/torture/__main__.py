"""`python -m tests.torture [--seed N] [--engine sqlite|postgresql] [--people N] [--minutes M]`: see docs/testing.md."""

import argparse
import signal
import sys
import tempfile
import time
from pathlib import Path

from tests.torture import run
from tests.torture.records import Records

ENGINES = ("sqlite", "postgresql")


def main() -> int:
    """Play a quiet day, then the same day with all troubles on each engine; 1 where anything differs."""
    parser = argparse.ArgumentParser(prog="python -m tests.torture", description=main.__doc__)
    parser.add_argument("--seed", type=int, default=int(time.time()) % 100_000, help="the same seed, the same stories")
    parser.add_argument("--engine", choices=ENGINES, action="append", help="one of them only")
    parser.add_argument("--people", type=int, default=200)
    parser.add_argument("--minutes", type=float, default=3.0, help="how long people talk and processes die")
    parser.add_argument("--keep", type=Path, help="a folder for the logs and the database")
    chosen = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # no process may be left behind
    folder = chosen.keep or Path(tempfile.mkdtemp(prefix="khotto-torture-"))
    print(f"seed {chosen.seed}, {chosen.people} people, logs in {folder}", flush=True)
    quiet = run.play(run.Day(folder / "quiet", str(chosen.seed), chosen.people))
    washed_away = [what for what in ("not answered 200", "not stored in order") if quiet.figures[what]]
    wrong = _show("a quiet day, and a flood", quiet.figures, [*quiet.records.violations, *washed_away])
    for engine in chosen.engine or ENGINES:
        day = run.Day(folder / engine, str(chosen.seed), chosen.people, chosen.minutes, engine)
        outcome = run.play(day)
        wrong += _show(engine, outcome.figures, [*outcome.records.violations, *_differences(quiet, outcome)])
    print(f"{wrong} violations; to play it again: make torture SEED={chosen.seed}")
    return 1 if wrong else 0


def _show(title: str, figures: dict[str, object], wrong: list[str]) -> int:
    print(f"== {title}")
    for name, figure in [*figures.items(), ("violations", len(wrong))]:
        print(f"   {name:<48} {figure}")
    for each in wrong:
        print(f"   WRONG {each}")
    sys.stdout.flush()
    return len(wrong)


def _differences(quiet: "run.Outcome", outcome: "run.Outcome") -> list[str]:
    """Whose chat or cases are not what they were on the quiet day."""
    before: Records = quiet.records
    after: Records = outcome.records
    found = []
    for chat in sorted({*before.said, *after.said}):
        was, now = before.said.get(chat, []), after.said.get(chat, [])
        if chat in outcome.in_any_order:
            was, now = sorted(was), sorted(now)
        if was != now:
            place = next((n for n, pair in enumerate(zip(was, now, strict=False)) if pair[0] != pair[1]), None)
            place = min(len(was), len(now)) if place is None else place
            found.append(
                f"{chat} heard {len(now)} messages instead of {len(was)}; number {place} is {now[place : place + 1]}"
                f" instead of {was[place : place + 1]}"
            )
    if before.cases != after.cases:
        theirs = [who for who in {*before.cases, *after.cases} if before.cases.get(who) != after.cases.get(who)]
        found += [f"cases of {who}: {after.cases.get(who)} instead of {before.cases.get(who)}" for who in theirs]
    return found


if __name__ == "__main__":
    sys.exit(main())
