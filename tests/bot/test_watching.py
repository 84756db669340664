"""Those who run the service see how it is doing, and hear of trouble without looking."""

import json
import time
from datetime import timedelta
from pathlib import Path

import requests
from prometheus_client.parser import text_string_to_metric_families
from sqlalchemy import update

from cases.people import Role
from cases.ports import Understands
from storage.tables import conversations, inbound_events
from tests.bot.stories import report
from tests.conftest import Town
from tests.conversations.test_everything_line_can_send import batch, message, post, wait_until_idle


def metrics(town: Town) -> dict[str, float]:
    """What /metrics says: values by name, labels in braces."""
    answer = requests.get(f"{town.url}/metrics", timeout=10)
    assert answer.ok
    return {
        sample.name + "".join(f"{{{value}}}" for value in sample.labels.values()): sample.value
        for family in text_string_to_metric_families(answer.text)
        for sample in family.samples
    }


def test_metrics_tell_what_waits_what_was_sent_and_where_people_stopped(town: Town) -> None:
    resident = town.resident()
    report(resident)
    resident.says("หลังคาบ้านรั่ว")  # and then no word more: a dialogue is left
    long_ago = message(501) | {"timestamp": message(501)["timestamp"] - 30 * 86_400_000}
    assert post(town, batch([message(500, type="text"), long_ago])) == 200
    wait_until_idle(town)

    now = metrics(town)
    assert now["khotto_inbox_waiting"] == 0
    assert now["khotto_inbox_parked"] == 1
    assert now["khotto_inbox_dropped_last_hour"] == 1
    assert now["khotto_outbox_outcomes_last_hour{sent}"] >= 5
    assert sum(value for name, value in now.items() if name.startswith("khotto_readings_last_hour")) >= 1
    assert not [name for name in now if name.startswith("khotto_dialogues_left")]

    with town.app.engine.begin() as connection:
        connection.execute(update(conversations).values(updated_at=town.app.now() - timedelta(days=2)))
    assert [name for name in metrics(town) if name.startswith("khotto_dialogues_left{intake}")]


def test_the_quota_is_asked_by_the_clock_and_never_by_a_scrape(tmp_path: Path, understander: Understands) -> None:
    town = Town(tmp_path, understander, quota=200)
    end = time.monotonic() + 20
    while "khotto_quota_left" not in metrics(town) and time.monotonic() < end:
        time.sleep(0.2)
    left = metrics(town)
    assert (left["khotto_quota_messages"], left["khotto_quota_left"]) == (200, 200)
    with town.app.unit_of_work() as uow:
        asked = uow.vitals.figure("quota_used")
    time.sleep(5)  # ticks of a second: the clock looked again, and asked nobody
    with town.app.unit_of_work() as uow:
        assert uow.vitals.figure("quota_used") == asked
    town.stop()


def stuck_event(town: Town, minutes: int) -> None:
    """An event that is not handled since some time, as if the workers hung: its next try is far away."""
    at = town.app.now() - timedelta(minutes=minutes)
    with town.app.unit_of_work() as uow:
        uow.inbox.store([message(700)], at)
        uow.commit()
    with town.app.engine.begin() as connection:
        far = town.app.now() + timedelta(days=1)
        pending = inbound_events.c.status == "pending"
        connection.execute(update(inbound_events).where(pending).values(not_before=far))


def test_readiness_does_not_claim_health_while_events_wait_for_ever(town: Town) -> None:
    assert requests.get(f"{town.url}/readyz", timeout=10).status_code == 200
    stuck_event(town, minutes=11)
    answer = requests.get(f"{town.url}/readyz", timeout=10)
    assert answer.status_code == 503
    assert answer.json() == {"database": True, "migrations": True, "queue": False}


def test_an_administrator_hears_once_that_messages_are_stuck(town: Town) -> None:
    admin, coordinator = town.coordinator("แอน"), town.coordinator("หนุ่ย")
    with town.app.unit_of_work() as uow:
        uow.people.grant(uow.people.by_line_id(admin.line_id).id, Role.ADMIN, "90")
        uow.commit()
    stuck_event(town, minutes=25)
    assert "25 นาที" in admin.hears("ข้อความค้าง")
    time.sleep(6)  # the job runs again and again
    assert sum("ข้อความค้าง" in json.dumps(said, ensure_ascii=False) for said in admin.messages()) == 1
    assert not any("ข้อความค้าง" in json.dumps(said, ensure_ascii=False) for said in coordinator.messages())


def test_parked_events_and_a_low_quota_are_told_with_the_next_free_reply(
    tmp_path: Path, understander: Understands
) -> None:
    town = Town(tmp_path, understander, quota=0)
    coordinator = town.coordinator()
    assert post(town, batch([message(800, type="text"), message(801, type="text")])) == 200
    wait_until_idle(town)
    time.sleep(10)  # the quota is asked, then the job looks at it
    coordinator.says("เมนู")
    coordinator.hears("เหลือข้อความที่ส่งได้ ")
    told = json.dumps(coordinator.messages(), ensure_ascii=False)
    assert "มีข้อความ 2 ข้อความที่ระบบอ่านไม่สำเร็จ" in told
    assert metrics(town)["khotto_outbox_outcomes_last_hour{rode}"] == 2
    town.stop()
