"""`python -m bench [NAME…]`: all benchmarks, or those named; `--help` tells the options."""

import argparse
from collections.abc import Callable
from functools import partial
from pathlib import Path

from bench import footprint, nlp, reply, webhook, workers
from bench.scale import run as scale

parser = argparse.ArgumentParser(prog="python -m bench")
parser.add_argument(
    "names", nargs="*", metavar="NAME", help="nlp, webhook, reply, workers, footprint, scale; all by default"
)
parser.add_argument("--cases", type=int, default=scale.DEFAULT, help="scale: of the large database (%(default)s)")
parser.add_argument("--engine", action="append", choices=scale.ENGINES, help="scale: one of the two databases only")
parser.add_argument("--folder", type=Path, help="scale: keep the filled databases there for the next time")
options = parser.parse_args()

BENCHMARKS: dict[str, Callable[[], None]] = {
    "nlp": nlp.run,
    "webhook": webhook.run,
    "reply": reply.run,
    "workers": workers.run,
    "footprint": footprint.run,
    "scale": partial(scale.run, options.cases, tuple(options.engine or scale.ENGINES), options.folder),
}

for name in options.names or BENCHMARKS:
    print(f"== {name}", flush=True)
    BENCHMARKS[name]()
