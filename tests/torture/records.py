"""What is left when everybody has fallen silent: the chats, the cases, the rows; and what must hold of them."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, select

from simulator.platform import Platform
from storage.tables import cases, inbound_events, outbound_messages, people, timeline
from tests.phone import text_of
from tests.torture.ledger import Ledger, Message

_VARIES = (
    (re.compile(r"\d{2}-\d{5}-\d"), "NUMBER"),
    (re.compile(r"\d{1,2}[.:]\d{2}"), "TIME"),
)
UNHANDLED = "SELECT count(*) FROM inbound_events WHERE status = 'pending'"
UNSENT = """
    SELECT count(*) FROM outbound_messages WHERE status = 'sending'
        OR (status = 'waiting' AND (not_before IS NULL OR attempts > 0))"""
_NONE = {
    "events unhandled": UNHANDLED,
    "events parked or dropped": "SELECT count(*) FROM inbound_events WHERE status IN ('parked', 'dropped')",
    "messages due and not sent": UNSENT,
    "messages refused": "SELECT count(*) FROM outbound_messages WHERE status IN ('failed', 'blocked')",
    "running numbers without a case": """
        SELECT (SELECT coalesce(sum(last), 0) FROM case_counters) - (SELECT count(*) FROM cases)""",
    "cases accepted twice": """
        SELECT count(*) FROM (SELECT 1 FROM offers WHERE status = 'accepted' GROUP BY case_id HAVING count(*) > 1)
            AS doubled""",
}
_NONE_IN_SQLITE = {"pages broken": "SELECT count(*) FROM pragma_integrity_check WHERE integrity_check <> 'ok'"}
_NONE_IN_POSTGRESQL = {
    "jobs left": "SELECT count(*) FROM procrastinate_jobs",
    "chats locked": "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND classid = 69001",
}


@dataclass(frozen=True, slots=True)
class Records:
    """The outcome of a run: normalised messages by chat, timelines of cases by who reported them, and what is wrong."""

    said: dict[str, list[str]]
    cases: dict[str, list[str]]
    figures: dict[str, int]
    violations: list[str]


def read(ledger: Ledger, platform: Platform, *, is_sqlite: bool) -> Records:
    """Everything, once all is quiet."""
    outbox: dict[str, list[Row[Any]]] = defaultdict(list)
    for row in ledger.all(select(outbound_messages).order_by(outbound_messages.c.id)):
        if row.status in ("sent", "unknown"):
            outbox[row.chat].append(row)
    received = _received(platform)
    inbox = ledger.all(select(inbound_events).order_by(inbound_events.c.sent_at, inbound_events.c.id))
    checks = _NONE | (_NONE_IN_SQLITE if is_sqlite else _NONE_IN_POSTGRESQL)
    counted = ((what, ledger.count(query)) for what, query in checks.items())
    violations = [
        *(f"{what}: {number}" for what, number in counted if number),
        *(wrong for chat in sorted({*outbox, *received}) for wrong in _wrong_in(chat, outbox[chat], received[chat])),
        *_wrong_with_events(inbox, platform),
        *(f"LINE refused {refusal}" for refusal in _refusals(platform)),
    ]
    said = {chat: [_plain(message) for row in rows for message in row.messages] for chat, rows in outbox.items()}
    return Records(said, _cases(ledger), _figures(outbox, received, inbox, platform), violations)


def _received(platform: Platform) -> dict[str, list[Message]]:
    """What stands on the phones."""
    with platform.lock:
        chats = {chat: [e.message for e in entries if e.sender == "bot"] for chat, entries in platform.journal.chats()}
    return defaultdict(list, chats)


def _plain(message: Message) -> str:
    """The words of a message without what differs from run to run."""
    words = text_of(message)
    for pattern, name in _VARIES:
        words = pattern.sub(name, words)
    return words


def _wrong_in(chat: str, rows: Sequence[Row[Any]], received: Sequence[Message]) -> Iterator[str]:
    """Each message arrived once and in order; only what LINE never told of may be missing."""
    ends = {0}
    for row in sorted(rows, key=lambda row: row.settled_at):
        after = {end + len(row.messages) for end in ends if received[end : end + len(row.messages)] == row.messages}
        ends = after | ends if row.status == "unknown" else after
    if len(received) not in ends:
        told = sum(len(row.messages) for row in rows)
        yield f"{chat}: the phone has {len(received)} messages, the outbox {told}, and they are not the same"
    answers = [row.settled_at for row in rows if row.reply_until]
    if answers != sorted(answers):
        yield f"{chat}: answers went out in another order than that of the events"


def _wrong_with_events(inbox: Sequence[Row[Any]], platform: Platform) -> Iterator[str]:
    """All that LINE delivered is stored, nothing else is, and each chat was worked on in order."""
    taken = {event["webhookEventId"] for call in platform.postman.deliveries if call.accepted for event in call.events}
    tried = {event["webhookEventId"] for call in platform.postman.deliveries for event in call.events}
    stored = {row.webhook_event_id for row in inbox}
    if lost := taken - stored:
        yield f"{len(lost)} events were answered with 200 and are not stored: {sorted(lost)[:5]}"
    if given_up := tried - stored:
        yield f"{len(given_up)} events never got through, LINE gave up: {sorted(given_up)[:5]}"
    before: dict[str, Row[Any]] = {}
    for row in inbox:
        earlier = before.get(row.chat)
        if earlier and earlier.received_at < row.received_at and earlier.done_at > row.done_at:
            yield f"{row.chat}: event {row.id} was handled before the earlier event {earlier.id}"
        before[row.chat] = row


def _refusals(platform: Platform) -> Iterator[str]:
    """What a strict LINE would not have taken; its own troubles, dead tokens and known retry keys apart."""
    for refused in platform.refused:
        excused = refused["status"] in (409, 429, 500) or "Invalid reply token" in str(refused["body"])
        if not excused:
            yield f"{refused['path']}: {refused['status']} {refused['body']}"


def _cases(ledger: Ledger) -> dict[str, list[str]]:
    """What happened to the cases of each person, oldest first."""
    happened: Mapping[int, list[str]] = defaultdict(list)
    for entry in ledger.all(select(timeline).order_by(timeline.c.id)):
        happened[entry.case_id].append(entry.what)
    found: dict[str, list[str]] = defaultdict(list)
    query = select(cases.c.id, cases.c.status, people.c.line_id).join(people, people.c.id == cases.c.reporter_id)
    for case in ledger.all(query.order_by(cases.c.id)):
        found[case.line_id].append(f"{case.status}: {' '.join(happened[case.id])}")
    return dict(found)


def _figures(
    outbox: Mapping[str, Sequence[Row[Any]]],
    received: Mapping[str, Sequence[Message]],
    inbox: Sequence[Row[Any]],
    platform: Platform,
) -> dict[str, int]:
    rows = [row for rows in outbox.values() for row in rows]
    status = Counter(row.status for row in rows)
    messages = sum(len(row.messages) for row in rows)
    calls = platform.postman.deliveries
    return {
        "events, each handled once": len(inbox),
        "webhook calls": len(calls),
        "webhook calls answered 200": sum(call.accepted for call in calls),
        "events that failed and were tried again": sum(row.attempts > 0 for row in inbox),
        "requests to LINE that took a second try": sum(row.attempts > 1 for row in rows),
        "replies that became pushes": sum(row.kind == "push" and row.reply_until is not None for row in rows),
        "messages sent": messages,
        "messages received": sum(len(heard) for heard in received.values()),
        "requests with unknown outcome": status["unknown"],
        "messages that never arrived, outcome unknown": messages - sum(len(heard) for heard in received.values()),
    }
