"""The bot as its Procfile starts it, on PostgreSQL: several workers, several clocks, and all of them mortal."""

import logging
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from tests.conversations.processes import Running, WidespreadTown, until
from tests.conversations.test_from_need_to_help import test_a_case_from_the_first_word_to_confirmed_help as play_story
from tests.phone import Phone, text_of
from tests.postgres import free_port

log = logging.getLogger(__name__)

PEOPLE, QUESTIONS = 12, 6
TAKEN_UP_SECONDS = 45.0  # 30 are promised; the rest is for a busy machine
ACTIVE = "this clock is active"


@pytest.fixture
def town(tmp_path: Path, postgres_url: str) -> Iterator[WidespreadTown]:
    """A town of which only the web process runs."""
    made = WidespreadTown(tmp_path, None, postgres_url, PORT=str(free_port()))
    yield made
    refused = made.refused()
    made.stop()
    assert not refused, refused


def test_the_main_story_on_two_workers_and_two_clocks(town: WidespreadTown) -> None:
    both = town.run("worker", "clock", "-c", "worker=2,clock=2")
    town.workers_are_ready()
    play_story(town)
    assert both.said().count(ACTIVE) == 1, "one clock works, the other stands by"


def test_what_a_killed_worker_and_a_killed_clock_leave_is_taken_up(town: WidespreadTown) -> None:
    clocks = [town.run("clock"), town.run("clock")]
    victim = town.run("worker")
    town.workers_are_ready()
    phone = town.phone("สมศรี")
    phone.follow()
    town.control("faults", {"path": "/v2/bot/message/reply", "delay_seconds": 3, "times": 1})
    write(phone, "เมนู")
    until(lambda: town.ask("SELECT count(*) FROM outbound_messages WHERE status = 'sending'"), "an answer is under way")
    write(phone, "เมนู")
    victim.kill()
    active_of(clocks).kill()
    town.run("worker")
    settled_within(town, TAKEN_UP_SECONDS)
    assert menus(phone) == 2, "the answer under way arrived and was not sent again, the other one was not lost"
    assert all(ACTIVE in clock.said() for clock in clocks), "the second clock took over"


def test_each_chat_is_answered_in_order_while_a_worker_is_killed(town: WidespreadTown) -> None:
    clock, victim, other = town.run("clock"), town.run("worker"), town.run("worker")
    town.workers_are_ready()
    phones = [town.phone(f"คนที่ {number}") for number in range(PEOPLE)]
    for phone in phones:
        befriend(phone)
    for turn in range(QUESTIONS):
        for phone in phones:
            write(phone, "เมนู")
        if turn == QUESTIONS // 2:
            until(lambda: all("handled" in worker.said() for worker in (victim, other)), "both workers have work")
            victim.kill()
            third = town.run("worker")
    settled_within(town, TAKEN_UP_SECONDS)
    assert town.ask(OUT_OF_ORDER) == 0, "events of a chat are handled one after the other, as they were sent"
    unknown = town.ask("SELECT count(*) FROM outbound_messages WHERE status = 'unknown'")
    answered = Counter(menus(phone) for phone in phones)
    assert max(answered) <= QUESTIONS, "nothing may be said twice"
    missing = sum((QUESTIONS - count) * people for count, people in answered.items())
    assert missing <= int(str(unknown)), "only a reply whose outcome LINE never told may be missing"
    assert "Traceback" not in clock.said() + other.said() + third.said()


OUT_OF_ORDER = """
    SELECT count(*) FROM (
        SELECT done_at < lag(done_at) OVER (PARTITION BY chat ORDER BY sent_at, id) AS early FROM inbound_events
    ) AS answered WHERE early
"""
UNDONE = """
    SELECT (SELECT count(*) FROM inbound_events WHERE status <> 'done')
         + (SELECT count(*) FROM outbound_messages WHERE status IN ('waiting', 'sending'))
"""


def write(phone: Phone, words: str) -> None:
    """Write without waiting for the answer."""
    requests.post(f"{phone.api}/users/{phone.line_id}/text", json={"text": words}, timeout=10).raise_for_status()


def befriend(phone: Phone) -> None:
    """Add the bot without waiting for its greeting."""
    requests.post(f"{phone.api}/users/{phone.line_id}/follow", timeout=10).raise_for_status()


def menus(phone: Phone) -> int:
    """How often the menu was shown."""
    return sum(text_of(message).startswith("เมนู") for message in phone.messages())


def active_of(clocks: list[Running]) -> Running:
    """The clock that works."""
    until(lambda: any(ACTIVE in clock.said() for clock in clocks), "a clock is active")
    return next(clock for clock in clocks if ACTIVE in clock.said())


def settled_within(town: WidespreadTown, seconds: float) -> None:
    """Wait until LINE has delivered everything and the bot has dealt with it."""
    assert town.simulator.wait_until_delivered(seconds), "LINE still tries to deliver"
    taken = until(lambda: town.ask(UNDONE) == 0, "everything is dealt with", seconds)
    log.info("everything was dealt with %.1f s after the last delivery", taken)
