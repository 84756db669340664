"""The simulator's control API about time, costs, troubles and raw webhooks; `control` describes it."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from simulator.control import body, clock_json
from simulator.delivery import WebhookFault
from simulator.faults import Fault
from simulator.limits.rules import Anything, Choice, Flag, ListOf, Number, Shape, Text, Uri
from simulator.line_api import platform
from simulator.webhooks import sign
from simulator.wire import Json

platform_control = Blueprint("simulator_platform", __name__)

SETTLE_SECONDS = 10.0

_SECONDS = Number(low=0, decimal=True)
_TIMES = Number(low=1)
CLOCK = Shape(properties={"forward_seconds": Number(low=0, decimal=True, required=True)})
MODE = Shape(properties={"mode": Choice(words=("active", "standby"), required=True)})
QUOTA = Shape(properties={"limit": Number(low=0), "used": Number(low=0)})
FAULT = Shape(
    strict=True,
    properties={
        "path": Text(high=1000, required=True),
        "status": Number(low=200, high=599),
        "body": Anything(),
        "delay_seconds": _SECONDS,
        "times": _TIMES,
        "after_accept": Flag(),
    },
)
WEBHOOK_FAULT = Shape(
    strict=True,
    properties={
        "duplicate": Flag(),
        "reorder": Flag(),
        "drop": Flag(),
        "delay_seconds": _SECONDS,
        "times": _TIMES,
    },
)
WEBHOOK = Shape(properties={"url": Uri(high=500, schemes=("http", "https"), required=True)})
EVENTS = Shape(properties={"events": ListOf(item=Anything(), low=0, high=10_000, required=True)})
RAW = Shape(properties={"body": Text(high=10_000_000, low=0, required=True), "signature": Text(high=1000, low=0)})
REDELIVERY = Shape(properties={"webhook_event_id": Text(high=100)})
SETTLE = Shape(properties={"seconds": _SECONDS})


def given(sent: Json, *names: str) -> Json:
    """Those of the named properties that were given a value."""
    return {name: sent[name] for name in names if sent.get(name) is not None}


@platform_control.post("/clock")
def move_clock() -> ResponseReturnValue:
    """Let time pass."""
    platform().clock.forward(body(CLOCK)["forward_seconds"])
    platform().journal.note()
    return clock_json()


@platform_control.post("/mode")
def set_mode() -> ResponseReturnValue:
    """Switch the channel to standby and back."""
    platform().mode = body(MODE)["mode"]
    platform().journal.note()
    return {"mode": platform().mode}


@platform_control.post("/quota")
def set_quota() -> ResponseReturnValue:
    """Set the month's limit and what is used of it."""
    sent = body(QUOTA)
    here = platform()
    with here.lock:
        if "limit" in sent:
            here.quota.limit = sent["limit"]
        if sent.get("used") is not None:
            here.quota.used = sent["used"]
        here.journal.note()
        return {"limit": here.quota.limit, "used": here.quota.used}


@platform_control.post("/faults")
def add_fault() -> ResponseReturnValue:
    """Prepare a trouble of the Messaging API."""
    sent = body(FAULT)
    fault = Fault(**given(sent, *FAULT.properties))
    with platform().lock:
        platform().faults.add(fault)
        platform().journal.note()
    return fault.as_json()


@platform_control.delete("/faults")
def clear_faults() -> ResponseReturnValue:
    """No more troubles of the Messaging API."""
    with platform().lock:
        platform().faults.clear()
        platform().journal.note()
    return {}


@platform_control.post("/webhook-faults")
def add_webhook_fault() -> ResponseReturnValue:
    """Prepare a trouble of the webhooks."""
    sent = body(WEBHOOK_FAULT)
    platform().webhooks.add_fault(WebhookFault(**given(sent, *WEBHOOK_FAULT.properties)))
    platform().journal.note()
    return {"webhook_faults": platform().webhooks.waiting_faults()}


@platform_control.delete("/webhook-faults")
def clear_webhook_faults() -> ResponseReturnValue:
    """No more troubles of the webhooks."""
    platform().webhooks.clear_faults()
    platform().journal.note()
    return {}


@platform_control.post("/webhook")
def set_webhook() -> ResponseReturnValue:
    """Say where events go."""
    platform().postman.channel.url = body(WEBHOOK)["url"]
    platform().journal.note()
    return {"url": platform().postman.channel.url}


@platform_control.post("/events")
def send_events() -> ResponseReturnValue:
    """Send any events to the bot."""
    batch = body(EVENTS)["events"]
    platform().webhooks.send(batch)
    return {"events": batch}


@platform_control.post("/deliver")
def deliver_raw() -> ResponseReturnValue:
    """Send any bytes to the bot."""
    sent = body(RAW)
    raw = sent["body"].encode()
    signature = sent["signature"] if "signature" in sent else sign(platform().config.channel_secret, raw)
    return platform().postman.deliver_raw(raw, signature).as_json()


@platform_control.post("/redeliver")
def redeliver() -> ResponseReturnValue:
    """Send an event once more."""
    return {"event": platform().webhooks.redeliver(body(REDELIVERY).get("webhook_event_id"))}


@platform_control.post("/settle")
def settle() -> ResponseReturnValue:
    """Wait until nothing is left to deliver."""
    seconds = body(SETTLE).get("seconds", SETTLE_SECONDS)
    return {"settled": platform().webhooks.wait_until_idle(seconds)}
