"""LINE answers late, wrongly or not at all, delivers twice or in disorder: nothing is lost, nothing said twice."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from cases.ports import Understands
from handlers.texts import steps
from storage.tables import outbound_messages
from tests.conftest import Town
from tests.conversations.reports import report_roof
from tests.phone import Phone, text_of

pytestmark = pytest.mark.both_databases

REPLY, PUSH, CONTENT = "/v2/bot/message/reply", "/v2/bot/message/push", "/v2/bot/message/*/content"
SECOND, MINUTE, HOUR = 1 / 86_400, 1 / 1_440, 1 / 24  # in days


@pytest.fixture
def town(tmp_path: Path, understander: Understands) -> Iterator[Town]:
    """A town whose LINE may refuse."""
    made = Town(tmp_path, understander)
    yield made
    made.stop()


def outcomes(town: Town) -> Counter[str]:
    """How many messages of the bot ended how."""
    with town.app.engine.connect() as db:
        return Counter(db.scalars(select(outbound_messages.c.status)))


def heard(phone: Phone, words: str) -> list[str]:
    """By which ways messages with some words came."""
    return [entry["via"] for entry in phone.entries() if words in text_of(entry["message"])]


def volunteer_accepts(town: Town, **fault: Any) -> Phone:
    """A volunteer takes a resident's case while pushes are in trouble; returns the resident's phone."""
    volunteer, resident = town.volunteer(), town.resident()
    report_roof(resident)
    volunteer.hears("มีเรื่องใกล้คุณ")
    town.control("faults", {"path": PUSH, **fault})
    volunteer.taps("รับเรื่อง")
    return resident


def test_a_reply_token_that_was_used_gives_way_to_a_push(town: Town) -> None:
    resident = town.resident()
    town.control("faults", {"path": REPLY, "status": 400, "body": {"message": "Invalid reply token"}})
    resident.says("เมนู")
    assert heard(resident, "เมนู") == ["push"]


def test_a_reply_that_is_held_up_for_a_minute_becomes_a_push(town: Town) -> None:
    resident = town.resident()
    busy = {"message": "The API rate limit has been exceeded. Try again later."}
    town.control("faults", {"path": REPLY, "status": 429, "body": busy, "times": 5})
    resident.posts("เมนู")
    town.settles()
    assert outcomes(town)["waiting"] == 1
    town.days_pass(2 * MINUTE)
    assert heard(resident, "เมนู") == ["push"]


def test_a_reply_whose_outcome_is_unknown_is_not_sent_again(town: Town) -> None:
    resident = town.resident()
    town.control("faults", {"path": REPLY, "after_accept": True})
    resident.says("เมนู")
    town.days_pass(HOUR)
    assert heard(resident, "เมนู") == ["reply"]
    assert outcomes(town)["unknown"] == 1


@pytest.mark.parametrize(
    "fault",
    [
        pytest.param({"status": 500, "times": 3}, id="LINE fails three times"),
        pytest.param({"status": 429, "body": {"message": "rate limit"}, "times": 2}, id="too fast"),
        pytest.param({"after_accept": True}, id="accepted, and the connection drops"),
        pytest.param({"after_accept": True, "status": 500}, id="accepted, and LINE says it failed"),
    ],
)
def test_a_push_in_trouble_is_tried_again_and_received_once(town: Town, fault: dict[str, Any]) -> None:
    resident = volunteer_accepts(town, **fault)
    for _ in range(4):
        town.days_pass(10 * SECOND)
    assert heard(resident, "รับเรื่องของคุณแล้ว") == ["push"]
    assert set(outcomes(town)) == {"sent"}


def test_with_the_quota_used_up_a_push_rides_on_the_next_reply(town: Town) -> None:
    volunteer, resident = town.volunteer(), town.resident()
    report_roof(resident)
    volunteer.hears("มีเรื่องใกล้คุณ")
    town.control("quota", {"limit": town.quota_used()})
    volunteer.taps("รับเรื่อง")
    town.settles()
    assert heard(resident, "รับเรื่องของคุณแล้ว") == []
    resident.says("เมนู")
    assert heard(resident, "รับเรื่องของคุณแล้ว") == ["reply"]


def test_a_new_month_brings_what_the_quota_held_back(town: Town) -> None:
    volunteer, resident = town.volunteer(), town.resident()
    report_roof(resident)
    volunteer.hears("มีเรื่องใกล้คุณ")
    town.control("quota", {"limit": 300, "used": 300})
    volunteer.taps("รับเรื่อง")
    town.settles()
    town.days_pass(32)
    assert heard(resident, "รับเรื่องของคุณแล้ว") == ["push"]


def test_who_blocked_the_bot_gets_nothing_and_it_is_recorded(town: Town) -> None:
    volunteer, resident = town.volunteer(), town.resident()
    report_roof(resident)
    volunteer.hears("มีเรื่องใกล้คุณ")
    volunteer.taps("รับเรื่อง")
    volunteer.taps("ลงเยี่ยมแล้ว")
    volunteer.taps("ข้าม")
    volunteer.taps("ข้าม")
    resident.block()
    town.settles()
    used = town.quota_used()
    town.days_pass(1)
    assert outcomes(town)["blocked"] == 1
    assert town.quota_used() == used
    resident.follow()
    resident.hears("สวัสดีค่ะ")


@pytest.mark.parametrize("fault", [{"duplicate": True}, {"delay_seconds": 0.5}, {"reorder": True, "times": 1}])
def test_events_doubled_late_or_in_disorder_are_each_answered_once(town: Town, fault: dict[str, Any]) -> None:
    resident = town.resident()
    before = len(resident.messages())
    town.control("webhook-faults", fault)
    resident.posts("เมนู")
    resident.posts("ติดตามเรื่อง")
    town.settles()
    said = [text_of(message) for message in resident.messages()[before:]]
    assert len(said) == 2
    assert sum("ยังไม่มีเรื่องที่แจ้งไว้" in text for text in said) == 1


def test_a_redelivered_event_is_not_answered_again(town: Town) -> None:
    resident = town.resident()
    resident.says("เมนู")
    before = len(resident.messages())
    town.control("redeliver", {})
    town.settles()
    assert len(resident.messages()) == before


def test_an_event_that_never_arrived_is_answered_when_line_brings_it_again(town: Town) -> None:
    resident = town.resident()
    town.control("webhook-faults", {"drop": True})
    resident.posts("เมนู")
    town.settles()
    assert "เมนู" not in resident.last()
    town.control("redeliver", {})
    town.settles()
    assert heard(resident, "เมนู") == ["reply"]


def asked_for_photos(town: Town) -> Phone:
    """Somebody who is asked for photos."""
    resident = town.resident()
    resident.says("อยากได้รถเข็นให้พ่อ บ้านเลขที่ 12/3 ต.ท่าข้าม อ.หาดใหญ่ โทร 0812345678")
    assert "มีรูปให้ดูไหมคะ" in resident.last()
    return resident


def test_a_photo_that_line_still_prepares_is_waited_for(town: Town) -> None:
    resident = asked_for_photos(town)
    town.control("faults", {"path": CONTENT, "status": 202, "times": 2})
    resident.sends_photos(1)
    assert steps.photos_so_far(1) in resident.last()


def test_a_photo_that_is_gone_is_asked_for_again(town: Town) -> None:
    resident = asked_for_photos(town)
    town.control("faults", {"path": CONTENT, "status": 410})
    said = resident.sends_photos(1)
    assert steps.PHOTO_GONE in said[0]["text"]
    resident.sends_photos(1)
    assert steps.photos_so_far(1) in resident.last()


@pytest.mark.parametrize("failures", [1, 6])
def test_a_photo_that_cannot_be_fetched_now_is_fetched_later(town: Town, failures: int) -> None:
    resident = asked_for_photos(town)
    town.control("faults", {"path": CONTENT, "status": 500, "times": failures})
    resident.posts_photo()
    for _ in range(failures):
        town.settles()
        town.days_pass(40 * SECOND)
    assert steps.photos_so_far(1) in resident.last()
