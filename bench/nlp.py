"""How fast messages are understood and what that takes, beside the tokeniser alone as the floor."""

import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import quantiles

from nlp.corpus import training_messages

MESSAGES = 1500
EVERY = 3  # of the training messages, so that all writers and styles are among them


def run() -> None:
    """Measure in a process of its own, as a worker is one, and print."""
    measured = subprocess.run(
        [sys.executable, "-m", "bench.nlp"],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parent.parent,
    )
    figures = json.loads(measured.stdout)
    print(f"import and load        {figures['load']:8.2f} s    (bar: 3)")
    print(f"memory of a worker     {figures['memory']:8.0f} MB   (bar: 350)")
    for name in ("tokeniser alone", "needs, intent, urgency", "everything"):
        speed, typical, slow = figures[name]
        print(f"{name:<22} {speed:8.0f} /s   typical {typical:6.2f} ms, slowest hundredth {slow:6.2f} ms")
    print("bars for everything: 200 /s, slowest hundredth 20 ms")


def measure() -> dict[str, object]:
    """Load time in seconds, peak memory in MB, and for each part: messages a second, median and p99 in ms."""
    began = time.perf_counter()
    from nlp.understand import Understander  # noqa: PLC0415 - the import is part of what is measured

    understander = Understander.load()
    understander.understand("หลังคารั่ว ต.ท่าข้าม อ.หาดใหญ่")
    load = time.perf_counter() - began

    from nlp.words import ends_of_words  # noqa: PLC0415

    texts = [message.text for message in training_messages()][::EVERY][:MESSAGES]
    return {
        "load": load,
        "tokeniser alone": _timed(ends_of_words, texts),
        "needs, intent, urgency": _timed(understander.classify, texts),
        "everything": _timed(understander.understand, texts),
        "memory": _peak_memory(),
    }


def _timed(part: Callable[[str], object], texts: list[str]) -> tuple[float, float, float]:
    took = []
    for text in texts:
        began = time.perf_counter()
        part(text)
        took.append(time.perf_counter() - began)
    hundredths = quantiles(took, n=100)
    return len(texts) / sum(took), hundredths[49] * 1000, hundredths[98] * 1000


def _peak_memory() -> float:
    """Of this process, in MB; its training messages count too."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    kilobytes = next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM"))
    return int(kilobytes) / 1024


if __name__ == "__main__":
    print(json.dumps(measure()))
