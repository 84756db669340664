"""Events reach the bot signed, complete, in order, and again when LINE would send them again."""

import base64
import hashlib
import hmac
import json
import re
import time

from simulator.platform import Config
from simulator.server import Simulator
from tests.simulator.actors import Hands, LineClient, RecordingBot, text

ULID = re.compile(r"[0-7][0-9A-HJKMNP-TV-Z]{25}")


def test_every_webhook_is_signed_over_its_raw_body(bot: RecordingBot, simulator: Simulator, somsri: str) -> None:
    secret = simulator.platform.config.channel_secret.encode()
    expected = base64.b64encode(hmac.new(secret, bot.bodies[0], hashlib.sha256).digest()).decode()
    assert bot.headers[0]["x-line-signature"] == expected
    assert bot.payloads[0]["destination"] == simulator.platform.config.bot_user_id


def test_an_event_has_everything_that_line_writes(bot: RecordingBot, hands: Hands, somsri: str) -> None:
    hands.says(somsri, "หลังคารั่ว")
    event = bot.events[-1]
    assert ULID.fullmatch(event["webhookEventId"])
    assert abs(event["timestamp"] / 1000 - time.time()) < 60
    assert event["mode"] == "active"
    assert event["deliveryContext"] == {"isRedelivery": False}
    assert event["source"] == {"type": "user", "userId": somsri}
    assert event["replyToken"]
    assert event["message"]["text"] == "หลังคารั่ว"
    assert event["message"].keys() == {"type", "id", "text", "quoteToken", "markAsReadToken"}


def test_events_arrive_in_the_order_in_which_they_happened(bot: RecordingBot, hands: Hands, somsri: str) -> None:
    for number in range(10):
        hands.try_(f"/users/{somsri}/text", {"text": str(number)})
    assert hands.simulator.wait_until_delivered()
    assert [event["message"]["text"] for event in bot.events[1:]] == [str(n) for n in range(10)]


def test_the_clock_dates_the_events(bot: RecordingBot, hands: Hands, somsri: str) -> None:
    hands.says(somsri, "today")
    hands.wait(86_400)
    hands.says(somsri, "tomorrow")
    today, tomorrow = bot.events[-2:]
    assert 86_400_000 <= tomorrow["timestamp"] - today["timestamp"] < 86_460_000


def test_a_delivery_that_failed_comes_again_when_redelivery_is_on(bot: RecordingBot) -> None:
    bot.answer = lambda number: 500 if number == 2 else 200
    config = Config(webhook_url=bot.webhook_url, redelivery=True, redelivery_delay_seconds=0.05)
    with Simulator(config) as simulator:
        hands = Hands(simulator)
        hands.says(hands.friend(), "hello")
        first, again = bot.events[-2:]
        deliveries = hands.get("/snapshot")["deliveries"]
    assert first["webhookEventId"] == again["webhookEventId"]
    assert first["replyToken"] == again["replyToken"]
    assert again["deliveryContext"] == {"isRedelivery": True}
    assert [delivery["status"] for delivery in deliveries] == [200, 500, 200]


def test_a_delivery_that_failed_is_lost_when_redelivery_is_off(bot: RecordingBot, hands: Hands, somsri: str) -> None:
    bot.answer = lambda number: 503
    hands.says(somsri, "hello")
    assert len(bot.bodies) == 2


def test_redelivery_gives_up_in_the_end(bot: RecordingBot) -> None:
    bot.answer = lambda number: 500
    config = Config(webhook_url=bot.webhook_url, redelivery=True, redelivery_delay_seconds=0.01)
    with Simulator(config) as simulator:
        Hands(simulator).friend()
    assert len(bot.bodies) == 4


def test_a_bot_that_takes_too_long_is_a_failed_delivery(bot: RecordingBot) -> None:
    bot.answer = lambda number: time.sleep(0.5) or 200  # type: ignore[func-returns-value]
    with Simulator(Config(webhook_url=bot.webhook_url, webhook_timeout_seconds=0.1)) as simulator:
        hands = Hands(simulator)
        hands.friend()
        delivery = hands.get("/snapshot")["deliveries"][0]
    assert delivery["status"] is None
    assert "Timeout" in delivery["error"]


def test_an_event_can_be_redelivered_by_hand(bot: RecordingBot, hands: Hands, somsri: str) -> None:
    hands.says(somsri, "first")
    first = bot.events[-1]
    hands.says(somsri, "second")
    hands.do("/redeliver", {"webhook_event_id": first["webhookEventId"]})
    assert bot.events[-1] == {**first, "deliveryContext": {"isRedelivery": True}}
    hands.do("/redeliver")
    assert bot.events[-1]["message"]["text"] == "second"
    assert hands.try_("/redeliver", {"webhook_event_id": "nobody's"}).status_code == 404


def test_a_delivery_can_be_doubled(bot: RecordingBot, hands: Hands, somsri: str) -> None:
    hands.do("/webhook-faults", {"duplicate": True})
    hands.says(somsri, "twice")
    hands.says(somsri, "once")
    assert [event["message"]["text"] for event in bot.events[1:]] == ["twice", "twice", "once"]
    assert bot.events[1] == bot.events[2]


def test_deliveries_can_change_places(bot: RecordingBot, hands: Hands, somsri: str) -> None:
    hands.do("/webhook-faults", {"reorder": True})
    hands.try_(f"/users/{somsri}/text", {"text": "first"})
    hands.says(somsri, "second")
    assert [event["message"]["text"] for event in bot.events[1:]] == ["second", "first"]
    assert bot.events[1]["timestamp"] >= bot.events[2]["timestamp"]


def test_deliveries_can_be_dropped_and_the_fault_ends(bot: RecordingBot, hands: Hands, somsri: str) -> None:
    hands.do("/webhook-faults", {"drop": True, "times": 2})
    for words in ("one", "two", "three"):
        hands.says(somsri, words)
    assert [event["message"]["text"] for event in bot.events[1:]] == ["three"]
    assert hands.get("/snapshot")["webhook_faults"] == []


def test_deliveries_can_be_delayed(hands: Hands, somsri: str) -> None:
    hands.do("/webhook-faults", {"delay_seconds": 0.3})
    before = time.monotonic()
    hands.says(somsri, "late")
    assert time.monotonic() - before >= 0.3


def test_any_events_can_be_sent_in_one_batch(bot: RecordingBot, hands: Hands) -> None:
    batch = [{"type": "fromTheFuture", "webhookEventId": "x", "colour": 7}, "not even an object", {}]
    hands.do("/events", {"events": batch})
    assert bot.payloads[-1]["events"] == batch


def test_a_raw_body_goes_out_with_the_right_a_wrong_or_no_signature(bot: RecordingBot, hands: Hands) -> None:
    bot.answer = lambda number: 400
    assert hands.do("/deliver", {"body": "{not json"})["status"] == 400
    hands.do("/deliver", {"body": "{}", "signature": "wrong"})
    hands.do("/deliver", {"body": "{}", "signature": None})
    assert bot.bodies == [b"{not json", b"{}", b"{}"]
    signatures = [headers.get("x-line-signature") for headers in bot.headers]
    assert signatures[1:] == ["wrong", None]
    assert signatures[0] not in (None, "wrong")


def test_in_standby_events_carry_no_reply_token(bot: RecordingBot, hands: Hands, somsri: str) -> None:
    hands.do("/mode", {"mode": "standby"})
    hands.says(somsri, "hello")
    assert bot.events[-1]["mode"] == "standby"
    assert "replyToken" not in bot.events[-1]


def test_without_an_address_for_webhooks_nothing_breaks() -> None:
    with Simulator(Config()) as simulator:
        hands = Hands(simulator)
        hands.friend()
        assert hands.get("/snapshot")["deliveries"][0]["error"] == "the bot has no webhook address yet"


def test_the_reply_token_of_a_raw_event_works(line: LineClient, hands: Hands, somsri: str) -> None:
    source = {"type": "user", "userId": somsri}
    event = {"type": "message", "replyToken": "a" * 32, "source": source, "message": {"type": "hologram"}}
    hands.do("/deliver", {"body": json.dumps({"destination": "U", "events": [event]})})
    assert line.reply("a" * 32, text("ไม่เข้าใจ")).status_code == 200
    assert hands.bot_words(somsri) == ["ไม่เข้าใจ"]
