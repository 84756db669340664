"""A flood, many times what the workers can do: all of it is answered 200 and stored in order, in bounded memory."""

import re
import time
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

from sqlalchemy import select

from storage.tables import inbound_events
from tests.bot.webhook import batch, message, signature
from tests.torture.ledger import Ledger

_CHATS, _SENDERS, _EVENTS_A_CALL = 400, 8, 25
_HANDLED = "SELECT count(*) FROM inbound_events WHERE status <> 'pending'"


def flood(url: str, secret: str, ledger: Ledger, processes: list[int], seconds: float) -> dict[str, object]:
    """Pour, and tell what came of it; `violations` hold what must not be."""
    before, handled_before = _megabytes(processes), ledger.count(_HANDLED)
    began = time.monotonic()
    with ThreadPoolExecutor(_SENDERS) as senders:
        answers = [
            each
            for some in senders.map(lambda n: _pour(url, secret, n, began + seconds), range(_SENDERS))
            for each in some
        ]
    took = time.monotonic() - began
    handled, peak = ledger.count(_HANDLED) - handled_before, _megabytes(processes, "VmHWM")
    sent, waits = len(answers) * _EVENTS_A_CALL, sorted(wait for _, wait in answers)
    return {
        "events poured in": sent,
        "a second": round(sent / took),
        "handled meanwhile, a second": round(handled / took),
        "times what was handled": round(sent / max(handled, 1), 1),
        "answered, median milliseconds": round(waits[len(waits) // 2] * 1000),
        "answered, 99th percentile": round(waits[len(waits) * 99 // 100] * 1000),
        "memory before, megabytes": before,
        "memory at its highest": peak,
        "not answered 200": sum(status != 200 for status, _ in answers),
        "not stored in order": sent - _stored_in_order(ledger),
    }


def _pour(url: str, secret: str, sender: int, end: float) -> list[tuple[int, float]]:
    """Post until the end; each sender has chats of its own."""
    answers = []
    address = urlsplit(url)
    number = 0
    with closing(HTTPConnection(str(address.hostname), address.port, timeout=30)) as line:
        while time.monotonic() < end:
            people = [
                f"U{sender:016x}{(number + place) % (_CHATS // _SENDERS):016x}" for place in range(_EVENTS_A_CALL)
            ]
            events = [message(1_000_000 * (sender + 1) + number + n, user=user) for n, user in enumerate(people)]
            number += _EVENTS_A_CALL
            body, began = batch(events), time.monotonic()
            line.request("POST", address.path, body, {"X-Line-Signature": signature(body, secret)})
            answer = line.getresponse()
            answer.read()
            answers.append((answer.status, time.monotonic() - began))
    return answers


def _stored_in_order(ledger: Ledger) -> int:
    """How many events of the flood are stored, each chat's in the order in which they were sent."""
    chats: dict[str, list[str]] = defaultdict(list)
    flooded = inbound_events.c.webhook_event_id.like("EVENT%")
    for row in ledger.all(
        select(inbound_events.c.chat, inbound_events.c.webhook_event_id).where(flooded).order_by(inbound_events.c.id)
    ):
        chats[row.chat].append(row.webhook_event_id)
    return sum(len(events) for events in chats.values() if events == sorted(events))


def _megabytes(processes: list[int], what: str = "VmRSS") -> int:
    """Memory of all these processes together, now or (VmHWM) at its highest."""
    statuses = [Path(f"/proc/{process}/status").read_text() for process in processes]
    return sum(int(re.findall(rf"{what}:\s+(\d+) kB", status)[0]) for status in statuses) // 1024
