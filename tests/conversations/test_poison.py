"""A message that a handler cannot digest: the person hears a kind word, the staff hear of it, nothing is lost."""

import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from cases.ports import Understands
from cases.understanding import Understanding
from tests.bot.installation import Installation
from tests.conftest import SECRET_KEY, Town
from tests.conversations.test_everything_line_can_send import wait_until_idle

POISON = "ยาพิษ"


class Faulty:
    """Reads messages as the real one does, but for one word that it chokes on until it is repaired."""

    def __init__(self, real: Understands) -> None:
        self._real = real
        self.repaired = False

    def understand(self, text: str, today: date | None = None) -> Understanding:
        if text == POISON and not self.repaired:
            raise ZeroDivisionError(text)
        return self._real.understand(text, today)


@pytest.fixture
def faulty(understander: Understands) -> Faulty:
    return Faulty(understander)


@pytest.fixture
def town(tmp_path: Path, faulty: Faulty) -> Iterator[Town]:
    made = Town(tmp_path, faulty)
    yield made
    refused = made.refused()
    made.stop()
    assert not refused, refused


def parked(town: Town) -> int:
    with town.app.unit_of_work() as uow:
        return uow.inbox.count("parked")


def test_poison_is_set_aside_with_a_kind_word_and_can_be_replayed(town: Town, faulty: Faulty, tmp_path: Path) -> None:
    coordinator, resident = town.coordinator(), town.resident()
    resident.says(POISON)
    resident.hears("ระบบขัดข้องชั่วคราว")
    assert parked(town) == 1

    resident.says("เมนู")
    resident.hears("ต้องการให้ช่วยเรื่องอะไรคะ")

    time.sleep(5)  # the clock looks after what was set aside
    coordinator.says("เมนู")
    coordinator.hears("ที่ระบบอ่านไม่สำเร็จ")

    installation = Installation(tmp_path, KHOTTO_SECRET_KEY=SECRET_KEY)
    shown = installation.khotto("events", "parked")
    assert "ZeroDivisionError" in shown.output

    faulty.repaired = True
    town.days_pass(0.01)
    replayed = installation.khotto("events", "replay", "--all")
    assert "1 will be tried again" in replayed.output
    wait_until_idle(town)
    assert parked(town) == 0
