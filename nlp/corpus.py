"""The labelled messages that the classifier is trained and measured on, and checks of their quality."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from math import ceil
from pathlib import Path
from typing import Any

from cases.needs import CODES, Intent, Urgency
from nlp.classifier.lexicon import DATA

WRITTEN = DATA / "written"
HELD_BACK = "heldout"  # how the names of the files begin that training never sees
GATE = DATA / "gate.tsv"  # frozen: a new model must not do worse on it
STYLES = (
    "central", "southern", "isan", "northern", "official", "typo",
    "nospace", "voice", "emoji", "english", "short", "long",
)  # fmt: skip
TOO_ALIKE = 0.6  # share of character trigrams that two messages have in common, from which one is refused

# What the training messages must hold at least (issue 3).
TARGETS = {"total": 4000, "two needs or more": 700, "no need": 1200, "emergency": 350, "urgent": 500} | {
    f"need {code}": 350 for code in CODES
}


@dataclass(frozen=True, slots=True)
class Message:
    """One labelled message; `writer` is who wrote it, `style` how, `line` where in the writer's file."""

    text: str
    needs: tuple[str, ...]
    intent: Intent
    urgency: Urgency
    style: str = ""
    writer: str = ""
    line: int = 0


def training_messages(folder: Path = WRITTEN, gate: Path = GATE) -> list[Message]:
    """Everything that may be trained on, writer by writer: not the held-back files, not the gate."""
    frozen = {message.text for message in read(gate)} if gate.exists() else set()
    files = sorted(file for file in folder.glob("*.tsv") if not file.stem.startswith(HELD_BACK))
    return [message for file in files for message in read(file) if message.text not in frozen]


def read(path: Path) -> list[Message]:
    """The messages of a .tsv (as writers keep them) or .jsonl file. ValueError names a line that is wrong."""
    parse = _from_json if path.suffix == ".jsonl" else _from_tsv
    messages = []
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), start=1):
        if not line.strip():
            continue
        try:
            messages.append(parse(line, path.stem, number))
        except (KeyError, ValueError, TypeError) as problem:
            raise ValueError(f"{path.name} line {number}: {problem}") from problem
    return messages


def _from_tsv(line: str, writer: str, number: int) -> Message:
    needs, intent, urgency, style, text = line.split("\t")
    if style not in STYLES:
        raise ValueError(f"no such style: {style}")
    codes = () if needs == "-" else tuple(needs.split("+"))
    return _message(text.replace("\\n", "\n"), codes, intent, urgency, style, writer, number)


def _from_json(line: str, writer: str, number: int) -> Message:
    row: dict[str, Any] = json.loads(line)
    return _message(
        row["text"],
        tuple(row["needs"]),
        row["intent"],
        row["urgency"],
        row.get("style", ""),
        row.get("writer", writer),
        number,
    )


def _message(text: str, needs: Sequence[str], intent: str, urgency: str, style: str, writer: str, line: int) -> Message:
    if unknown := [code for code in needs if code not in CODES]:
        raise ValueError(f"no such need: {', '.join(unknown)}")
    if not text.strip():
        raise ValueError("the text is empty")
    ordered = tuple(code for code in CODES if code in needs)
    return Message(text, ordered, Intent(intent), Urgency(urgency), style, writer, line)


def near_duplicates(messages: Sequence[Message]) -> Iterator[tuple[Message, Message]]:
    """Pairs, earlier first, that share too many character trigrams (Jaccard) to count as two messages.

    Two that are so much alike share one of the rarest trigrams of both (prefix filtering: Bayardo, Ma and Srikant,
    2007), so only those are looked up.
    """
    trigrams = [_trigrams(message.text) for message in messages]
    frequency = Counter(chain.from_iterable(trigrams))
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for late, mine in enumerate(trigrams):
        telling = len(mine) - ceil(TOO_ALIKE * len(mine)) + 1
        rarest = sorted(mine, key=lambda trigram: (frequency[trigram], trigram))[:telling]
        for early in sorted({early for trigram in rarest for early in holders[trigram]}):
            if len(mine & trigrams[early]) >= TOO_ALIKE * len(mine | trigrams[early]):
                yield messages[early], messages[late]
        for trigram in rarest:
            holders[trigram].append(late)


def _trigrams(text: str) -> frozenset[str]:
    packed = "".join(text.split()).lower()
    return frozenset(packed[i : i + 3] for i in range(max(1, len(packed) - 2)))


def counts(messages: Iterable[Message]) -> Counter[str]:
    """How many messages there are of each kind, by the names that `TARGETS` uses and more."""
    count: Counter[str] = Counter()
    for message in messages:
        count["total"] += 1
        count["no need" if not message.needs else "one need" if len(message.needs) == 1 else "two needs or more"] += 1
        count.update(f"need {code}" for code in message.needs)
        count.update([f"intent {message.intent}", str(message.urgency), f"style {message.style}"])
    return count


def shortfalls(messages: Iterable[Message]) -> dict[str, int]:
    """By how much the messages miss each target; empty if they meet all."""
    count = counts(messages)
    return {name: least - count[name] for name, least in TARGETS.items() if count[name] < least}
