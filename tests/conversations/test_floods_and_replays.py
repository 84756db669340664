"""What comes too fast or too late is stored and not acted on."""

import json
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.gate import MOST_A_MINUTE
from cases.ports import Understands
from storage.encryption import cipher_of
from storage.tables import outbound_messages
from tests.bot.webhook import NOW, message
from tests.conftest import Town
from tests.conversations.test_everything_line_can_send import batch, post, wait_until_idle

MINUTE = 60_000  # milliseconds
DAY = 24 * 60 * MINUTE


@pytest.fixture
def town(tmp_path: Path, understander: Understands) -> Iterator[Town]:
    """As elsewhere, but the people and reply tokens of these events are unknown to LINE: it refuses rightly."""
    made = Town(tmp_path, understander)
    yield made
    made.stop()


def statuses(town: Town) -> Counter[str]:
    """How many events have which status."""
    with town.app.engine.connect() as connection:
        return Counter(row[0] for row in connection.execute(text("SELECT status FROM inbound_events")))


def answers(town: Town, words: str) -> int:
    """How many messages to anybody hold some words, whatever became of them."""
    with town.app.engine.connect() as connection:
        rows = connection.execute(outbound_messages.select()).all()
    return sum(words in json.dumps(row.messages, ensure_ascii=False) for row in rows)


def test_a_flood_is_stored_answered_once_and_otherwise_left_alone(town: Town) -> None:
    assert post(town, batch([message(number) for number in range(MOST_A_MINUTE + 30)])) == 200
    wait_until_idle(town)
    assert statuses(town) == {"done": MOST_A_MINUTE, "dropped": 30}
    assert answers(town, "ข้อความหลายข้อความติดกัน") == 1

    later = message(500) | {"timestamp": NOW + 2 * MINUTE}
    assert post(town, batch([later])) == 200
    wait_until_idle(town)
    assert statuses(town) == {"done": MOST_A_MINUTE + 1, "dropped": 30}, "a minute later the person is heard again"


def test_one_persons_flood_takes_nothing_from_another(town: Town) -> None:
    flood = [message(number) for number in range(MOST_A_MINUTE + 5)]
    assert post(town, batch([*flood, message(900, user="U" + "c" * 32)])) == 200
    wait_until_idle(town)
    assert statuses(town) == {"done": MOST_A_MINUTE + 1, "dropped": 5}


def test_a_message_taken_back_in_a_flood_is_forgotten_all_the_same(town: Town) -> None:
    flood = [message(number) for number in range(MOST_A_MINUTE + 5)]
    taken_back = message(950) | {"type": "unsend", "unsend": {"messageId": str(MOST_A_MINUTE + 2)}}
    assert post(town, batch([*flood, taken_back])) == 200
    wait_until_idle(town)
    assert statuses(town) == {"done": MOST_A_MINUTE + 1, "dropped": 5}
    with town.app.engine.connect() as connection:
        sealed = connection.scalar(text(f"SELECT body FROM inbound_events WHERE message_id = '{MOST_A_MINUTE + 2}'"))
        assert json.loads(cipher_of(connection.dialect).open(sealed))["type"] == "forgotten"


def test_an_event_of_long_ago_is_stored_and_not_acted_on(town: Town) -> None:
    assert post(town, batch([message(1) | {"timestamp": NOW - 8 * DAY}, message(2)])) == 200
    wait_until_idle(town)
    assert statuses(town) == {"dropped": 1, "done": 1}


def test_an_event_that_waited_long_for_us_is_acted_on(town: Town) -> None:
    """The workers stood still for a fortnight: what LINE delivered in time counts, however late we come to it."""
    with town.app.unit_of_work() as uow:
        uow.inbox.store([message(3) | {"timestamp": NOW - 14 * DAY}], town.app.now() - timedelta(days=14))
        uow.commit()
    wait_until_idle(town)
    assert statuses(town) == {"done": 1}
