"""A real bot, written with LINE's own SDK, lives on the simulator as it would on LINE."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from flask import Flask, abort, request
from linebot.v3.exceptions import InvalidSignatureError
from linebot.v3.messaging import (
    ApiClient,
    Configuration,
    MessagingApi,
    MessagingApiBlob,
    PushMessageRequest,
    ReplyMessageRequest,
    TextMessage,
)
from linebot.v3.webhook import WebhookHandler  # by its own path: beside the bot in one process, see bot/line/sdk.py
from linebot.v3.webhooks import FollowEvent, ImageMessageContent, MessageEvent, TextMessageContent

from simulator.platform import Config
from simulator.server import Simulator
from tests.simulator.actors import Hands, WebServer

GREETING = "ยินดีต้อนรับ"


class LocalClient(ApiClient):  # type: ignore[misc]
    """Takes the SDK's calls to one host, also those for which it names LINE's data host itself."""

    def call_api(self, *args: Any, _host: str | None = None, **more: Any) -> Any:
        return super().call_api(*args, **more)


class EchoBot:
    """Greets with the name from the profile, repeats words, and tells the size of photos."""

    def __init__(self, simulator: Simulator) -> None:
        config = simulator.platform.config
        client = LocalClient(Configuration(host=simulator.url, access_token=config.access_token))
        self.api = MessagingApi(client)
        self.blobs = MessagingApiBlob(client)
        self._handler = WebhookHandler(config.channel_secret)
        self._handler.add(FollowEvent)(self._greet)
        self._handler.add(MessageEvent, message=TextMessageContent)(self._repeat)
        self._handler.add(MessageEvent, message=ImageMessageContent)(self._measure)
        app = Flask("echo-bot")
        app.add_url_rule("/callback", view_func=self._callback, methods=["POST"])
        self._server = WebServer(app)
        self.stop = self._server.stop
        simulator.webhook_url = f"{self._server.url}/callback"

    def _callback(self) -> str:
        try:
            self._handler.handle(request.get_data(as_text=True), request.headers["X-Line-Signature"])
        except InvalidSignatureError:
            abort(400)
        return "OK"

    def _reply(self, token: str, words: str) -> None:
        answer = ReplyMessageRequest(replyToken=token, messages=[TextMessage(text=words)])
        self.api.reply_message(answer)

    def _greet(self, event: FollowEvent, *_: str) -> None:
        name = self.api.get_profile(event.source.user_id).display_name
        self._reply(event.reply_token, f"{GREETING} {name}")

    def _repeat(self, event: MessageEvent, *_: str) -> None:
        self._reply(event.reply_token, event.message.text)

    def _measure(self, event: MessageEvent, *_: str) -> None:
        content = self.blobs.get_message_content(event.message.id)
        self._reply(event.reply_token, f"{len(content)} bytes")


@pytest.fixture
def simulator() -> Iterator[Simulator]:
    with Simulator(Config(webhook_timeout_seconds=10)) as simulator:
        yield simulator


@pytest.fixture
def echo(simulator: Simulator) -> Iterator[EchoBot]:
    echo = EchoBot(simulator)
    yield echo
    echo.stop()


def test_it_greets_and_repeats(echo: EchoBot, hands: Hands) -> None:
    somsri = hands.friend("สมศรี")
    hands.says(somsri, "หลังคารั่ว")
    assert hands.bot_words(somsri) == [f"{GREETING} สมศรี", "หลังคารั่ว"]
    assert hands.get("/snapshot")["refused"] == []


def test_it_gets_the_photo_that_somebody_sent(echo: EchoBot, hands: Hands) -> None:
    somsri = hands.friend("สมศรี")
    entry = hands.do(f"/users/{somsri}/image")["entries"][0]
    photo = hands.call("GET", f"/content/{entry['message_id']}").content
    assert hands.bot_words(somsri)[-1] == f"{len(photo)} bytes"


def test_it_pushes(echo: EchoBot, hands: Hands) -> None:
    somsri = hands.friend("สมศรี")
    push = PushMessageRequest(to=somsri, messages=[TextMessage(text="ข่าว")])
    sent = echo.api.push_message(push, x_line_retry_key="123e4567-e89b-12d3-a456-426614174000")
    assert hands.chat(somsri)[-1]["message_id"] == sent.sent_messages[0].id


def test_it_refuses_a_forged_webhook(echo: EchoBot, hands: Hands) -> None:
    assert hands.do("/deliver", {"body": '{"events": []}', "signature": "forged"})["status"] == 400


def test_many_people_at_once_each_get_their_own_answer(echo: EchoBot, hands: Hands) -> None:
    people = [hands.friend(f"คนที่ {number}") for number in range(10)]

    def chat(user: str) -> None:
        for number in range(5):
            hands.try_(f"/users/{user}/text", {"text": f"{user} {number}"})

    with ThreadPoolExecutor(max_workers=10) as hall:
        list(hall.map(chat, people))
    assert hands.simulator.wait_until_delivered(30)
    for user in people:
        assert hands.bot_words(user)[1:] == [f"{user} {number}" for number in range(5)]


def test_two_simulators_side_by_side_share_nothing(echo: EchoBot, hands: Hands) -> None:
    with Simulator(Config(webhook_timeout_seconds=10)) as second_simulator:
        second = EchoBot(second_simulator)
        second_hands = Hands(second_simulator)
        here = hands.friend("ที่นี่")
        there = second_hands.friend("ที่โน่น")
        hands.wait(3600)
        hands.says(here, "hello")
        assert second_hands.bot_words(there) == [f"{GREETING} ที่โน่น"]
        assert second_hands.chat(here) == []
        assert second_hands.get("/snapshot")["clock"]["offset_seconds"] == 0
        second.stop()


def test_a_stopped_simulator_leaves_no_thread_behind() -> None:
    before = set(threading.enumerate())
    with Simulator() as simulator:
        Hands(simulator).friend()
    assert not [thread for thread in threading.enumerate() if thread not in before and thread.name.startswith("sim")]
