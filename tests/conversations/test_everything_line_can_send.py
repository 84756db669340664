"""Every kind of event that LINE's webhook description knows, and malformed ones: 200, and nothing is lost."""

import base64
import hashlib
import hmac
import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests

from cases.ports import Understands
from tests.conftest import Town
from tests.phone import PATIENCE

USER = {"type": "user", "userId": "U" + "a" * 32}
GROUP = {"type": "group", "groupId": "C" + "a" * 32, "userId": "U" + "a" * 32}


@pytest.fixture
def town(tmp_path: Path, understander: Understands, database_url: str) -> Iterator[Town]:
    """As elsewhere, but the photos of these events are unknown to LINE: 404 is right."""
    made = Town(tmp_path, understander, database_url)
    made.control("users", {"id": USER["userId"], "name": "เอ"})
    yield made
    refused = [request for request in made.refused() if request["status"] != 404]
    made.stop()
    assert not refused, refused


NOW = int(time.time() * 1000) - 60_000  # LINE's time of the event with the number 0


def event(kind: str, number: int, source: Any = USER, **more: Any) -> dict[str, Any]:
    return {
        "type": kind,
        "mode": "active",
        "timestamp": NOW + number,
        "source": source,
        "webhookEventId": f"01EVENT{number:019d}",
        "deliveryContext": {"isRedelivery": False},
        **more,
    }


def message(number: int, **content: Any) -> dict[str, Any]:
    return event("message", number, message={"id": f"m{number}", **content})


KNOWN = [
    message(1, type="text", text="สวัสดี", quoteToken="q"),
    message(2, type="text", text="ไม่มี quoteToken"),
    message(3, type="sticker", packageId="1", stickerId="1", stickerResourceType="STATIC", keywords=["hi"]),
    message(4, type="image", contentProvider={"type": "line"}),
    message(5, type="video", duration=1, contentProvider={"type": "line"}),
    message(6, type="audio", duration=1, contentProvider={"type": "line"}),
    message(7, type="file", fileName="a.pdf", fileSize=3),
    message(8, type="location", title="t", address="ต.ท่าข้าม อ.หาดใหญ่ สงขลา", latitude=7.0, longitude=100.5),
    event("unsend", 9, unsend={"messageId": "m1"}),
    event("follow", 10, follow={"isUnblocked": False}),
    event("unfollow", 11),
    event("join", 12, GROUP),
    event("leave", 13, GROUP),
    event("memberJoined", 14, GROUP, joined={"members": [USER]}),
    event("memberLeft", 15, GROUP, left={"members": [USER]}),
    event("postback", 16, postback={"data": "c=track"}),
    event("postback", 17, postback={"data": "x", "params": {"datetime": "2027-01-01T09:00"}}),
    event("videoPlayComplete", 18, videoPlayComplete={"trackingId": "t"}),
    event("beacon", 19, beacon={"hwid": "h", "type": "enter"}),
    event("accountLink", 20, link={"result": "ok", "nonce": "n"}),
    event("things", 21, things={"type": "link", "deviceId": "d"}),
    event("membership", 22, membership={"type": "joined", "membershipId": 1}),
    event("module", 23, module={"type": "attached", "botId": "b", "scopes": []}),
    event("activated", 24, chatControl={"expireAt": 1}),
    event("deactivated", 25),
    event("botSuspended", 26),
    event("botResumed", 27),
    event("delivery", 28, delivery={"data": "d"}),
    event("messageEdited", 29, message={"id": "m2", "type": "text", "text": "แก้แล้ว"}),
    event("somethingNew", 30, news={}),
    message(31, type="somethingNew"),
    message(32, type="text", text="ในกลุ่ม") | {"source": GROUP},
    message(33, type="text", text="กลุ่มไม่บอกชื่อ") | {"source": {"type": "group", "groupId": "C" + "b" * 32}},
    message(34, type="text", text="สแตนด์บาย") | {"mode": "standby"},
    message(35, type="text", text="โหมดใหม่") | {"mode": "brandNew"},
]

MALFORMED: list[Any] = [
    "a string",
    7,
    None,
    {},
    [],
    {"type": "message"},
    event("message", 101),
    event("message", 102, message="no object"),
    message(103, type="text"),
    message(104, type="text", text={"not": "text"}),
    message(105, type="location", latitude="north", longitude=None),
    event("postback", 106),
    event("postback", 107, postback={"data": "d", "params": {"datetime": "tomorrow"}}),
    event("unsend", 108, unsend={}),
    {**event("message", 109), "timestamp": "now"},
    {**event("message", 110), "timestamp": 10**30},
    {**event("message", 111), "source": "somebody"},
    message(112, type="text", text="\ud800 broken \udfff"),
    message(113, type="text", text="x" * 5_000),
    message(114, type="text", text=""),
    {**message(115, type="text", text="ไม่มีรหัสเหตุการณ์"), "webhookEventId": None},
]


def post(town: Town, body: bytes, signature: str | None = None) -> int:
    secret = town.simulator.platform.config.channel_secret.encode()
    right = base64.b64encode(hmac.digest(secret, body, hashlib.sha256)).decode()
    headers = {"X-Line-Signature": right if signature is None else signature}
    return requests.post(f"{town.url}/callback", data=body, headers=headers, timeout=10).status_code


def batch(events: list[Any]) -> bytes:
    return json.dumps({"destination": "U" + "0" * 32, "events": events}).encode()


def wait_until_idle(town: Town) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        with town.app.unit_of_work() as uow:
            if uow.inbox.count("pending") == 0:
                return
        time.sleep(0.1)
    raise AssertionError("events are still pending")


def counts(town: Town) -> tuple[int, int]:
    with town.app.unit_of_work() as uow:
        return uow.inbox.count("done"), uow.inbox.count("parked")


def test_every_known_event_is_handled_and_none_is_parked(town: Town) -> None:
    assert post(town, batch(KNOWN)) == 200
    wait_until_idle(town)
    assert counts(town) == (len(KNOWN), 0)


def test_a_malformed_event_is_parked_and_its_neighbours_are_handled(town: Town) -> None:
    good = [message(200 + number, type="text", text="สวัสดี") for number in range(len(MALFORMED))]
    mixed = [each for pair in zip(MALFORMED, good, strict=True) for each in pair]
    assert post(town, batch(mixed)) == 200
    wait_until_idle(town)
    done, parked = counts(town)
    assert done + parked == len(mixed)
    assert done >= len(good)
    assert parked >= 15


def test_a_parked_event_can_be_replayed(town: Town) -> None:
    assert post(town, batch([message(103, type="text")])) == 200
    wait_until_idle(town)
    with town.app.unit_of_work() as uow:
        (parked, error) = uow.inbox.parked()[0]
        assert "KeyError" in error
        uow.inbox.replay([parked.id])
        uow.commit()
        assert uow.inbox is not None
    wait_until_idle(town)
    assert counts(town) == (0, 1), "it was tried again, failed again, and is still there"


def test_the_same_event_twice_is_handled_once(town: Town) -> None:
    twice = message(1, type="text", text="เมนู")
    assert post(town, batch([twice])) == 200
    again = {**twice, "deliveryContext": {"isRedelivery": True}}
    assert post(town, batch([again, again])) == 200
    wait_until_idle(town)
    assert counts(town) == (1, 0)


@pytest.mark.parametrize("signature", ["", "wrong", "ลายเซ็น".encode().decode("latin-1")])
def test_a_wrong_signature_is_refused_and_stores_nothing(town: Town, signature: str) -> None:
    assert post(town, batch(KNOWN[:2]), signature) == 403
    assert counts(town) == (0, 0)


def test_the_verify_button_gets_200(town: Town) -> None:
    assert post(town, b'{"destination":"U0","events":[]}') == 200


@pytest.mark.parametrize("body", [b"not json", b"[]", b'{"events":{}}', b'{"no":"events"}', b'"x"', b"\xff\xfe", b""])
def test_a_signed_body_that_is_no_batch_is_kept_and_parked(town: Town, body: bytes) -> None:
    assert post(town, body) == 200
    wait_until_idle(town)
    assert counts(town)[1] == 1 or counts(town)[0] == 1


def test_a_body_over_two_megabytes_is_refused(town: Town) -> None:
    assert post(town, b" " * 2_000_001) == 413
