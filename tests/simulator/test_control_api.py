"""Those who test a bot see everything, wait for changes, move time, and make troubles."""

import time
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
import requests

from simulator.platform import Config
from simulator.server import Simulator
from tests.simulator.actors import Hands, LineClient, RecordingBot, text


def test_the_snapshot_has_every_part(hands: Hands, somsri: str) -> None:
    hands.says(somsri, "hello")
    snapshot = hands.get("/snapshot")
    assert snapshot.keys() >= {
        "seq", "clock", "users", "groups", "chats", "rich_menus", "refused", "quota", "faults", "deliveries",
    }  # fmt: skip
    assert snapshot["clock"]["now"].endswith("+07:00")
    (entry,) = snapshot["chats"][somsri]
    assert entry.keys() >= {"seq", "at", "chat", "from", "user", "message_id", "message", "via", "event"}
    assert (entry["from"], entry["via"], entry["user"]) == ("user", "event", somsri)


def test_changes_are_new_and_changed_bubbles(hands: Hands, somsri: str) -> None:
    first = hands.says(somsri, "one")
    hands.says(somsri, "two")
    seq = hands.get("/snapshot")["seq"]
    assert hands.get(f"/changes?after={seq}")["entries"] == []
    hands.do(f"/users/{somsri}/unsend", {"message_id": first["message_id"]})
    changes = hands.get(f"/changes?after={seq}")
    assert [(entry["message_id"], entry["unsent"]) for entry in changes["entries"]] == [(first["message_id"], True)]
    assert changes["seq"] > seq
    assert [entry["message"]["text"] for entry in hands.chat(somsri)] == ["one", "two"]


def test_waiting_for_a_change_ends_with_the_change(line: LineClient, hands: Hands, somsri: str) -> None:
    seq = hands.get("/snapshot")["seq"]
    heard: list[Any] = []
    listener = Thread(target=lambda: heard.append(hands.get(f"/changes?after={seq}&wait=20")))
    listener.start()
    time.sleep(0.1)
    line.push(somsri, text("ข่าว"))
    listener.join(5)
    assert heard[0]["entries"][0]["message"]["text"] == "ข่าว"


def test_waiting_ends_without_a_change_too(hands: Hands) -> None:
    seq = hands.get("/snapshot")["seq"]
    changes = hands.get(f"/changes?after={seq}&wait=0.1")
    assert changes == {"seq": seq, "entries": [], "snapshot_changed": False}


def test_people_and_counters_change_the_snapshot(hands: Hands) -> None:
    seq = hands.get("/snapshot")["seq"]
    hands.do("/users", {"name": "สมชาย"})
    assert hands.get(f"/changes?after={seq}")["snapshot_changed"] is True


def test_the_clock_moves_on_and_writes_its_file(bot: RecordingBot, tmp_path: Path) -> None:
    file = tmp_path / "clock"
    with Simulator(Config(webhook_url=bot.webhook_url, clock_file=file)) as simulator:
        hands = Hands(simulator)
        assert float(file.read_text()) == 0
        hands.wait(90)
        hands.wait(86_400 * 30)
        assert float(file.read_text()) == 86_400 * 30 + 90
        assert hands.get("/snapshot")["clock"]["offset_seconds"] == 86_400 * 30 + 90
        assert hands.try_("/clock", {"forward_seconds": -1}).status_code == 400


def test_a_fault_answers_in_place_of_line(line: LineClient, hands: Hands, somsri: str) -> None:
    hands.do("/faults", {"path": "/v2/bot/message/push", "status": 503, "body": {"message": "busy"}, "times": 2})
    answers = [line.push(somsri, text("hello")) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [503, 503, 200]
    assert answers[0].json() == {"message": "busy"}
    assert answers[0].headers["X-Line-Request-Id"]
    assert hands.bot_words(somsri) == ["hello"]


def test_a_fault_without_more_is_a_500_once_for_its_path_only(line: LineClient, hands: Hands, somsri: str) -> None:
    hands.do("/faults", {"path": "/v2/bot/message/*"})
    assert line.get("/v2/bot/info").status_code == 200
    assert line.push(somsri, text("hello")).status_code == 500
    assert line.push(somsri, text("hello")).status_code == 200


def test_a_fault_after_acceptance_lies_about_the_outcome(line: LineClient, hands: Hands, somsri: str) -> None:
    hands.do("/faults", {"path": "/v2/bot/message/push", "status": 500, "after_accept": True})
    key = "123e4567-e89b-12d3-a456-426614174000"
    assert line.push(somsri, text("hello"), X_Line_Retry_Key=key).status_code == 500
    assert line.push(somsri, text("hello"), X_Line_Retry_Key=key).status_code == 409
    assert hands.bot_words(somsri) == ["hello"]


def test_a_connection_can_drop_after_acceptance(line: LineClient, hands: Hands, somsri: str) -> None:
    hands.do("/faults", {"path": "/v2/bot/message/push", "after_accept": True})
    with pytest.raises(requests.ConnectionError):
        line.push(somsri, text("hello"))
    assert hands.bot_words(somsri) == ["hello"]


def test_an_answer_can_be_delayed_only(line: LineClient, hands: Hands, somsri: str) -> None:
    hands.do("/faults", {"path": "/v2/bot/message/push", "delay_seconds": 0.3})
    before = time.monotonic()
    assert line.push(somsri, text("hello")).status_code == 200
    assert time.monotonic() - before >= 0.3


def test_faults_can_be_taken_back(line: LineClient, hands: Hands, somsri: str) -> None:
    hands.do("/faults", {"path": "*", "times": 99})
    assert hands.get("/snapshot")["faults"][0]["times"] == 99
    hands.call("DELETE", "/faults")
    assert line.push(somsri, text("hello")).status_code == 200


def test_a_misspelt_fault_is_refused(hands: Hands) -> None:
    assert hands.try_("/faults", {"path": "*", "afteraccept": True}).status_code == 400
    assert hands.try_("/webhook-faults", {"dupliacte": True}).status_code == 400


def test_what_line_refused_is_kept_for_a_look(line: LineClient, hands: Hands, somsri: str) -> None:
    line.push(somsri, text(""))
    (refused,) = hands.get("/snapshot")["refused"]
    assert (refused["method"], refused["path"], refused["status"]) == ("POST", "/v2/bot/message/push", 400)
    assert refused["body"]["details"][0]["property"] == "messages[0].text"
    assert refused["request"]["messages"] == [text("")]


def test_content_can_be_unready_and_gone(line: LineClient, hands: Hands, somsri: str) -> None:
    id = hands.do(f"/users/{somsri}/video")["entries"][0]["message_id"]
    path = f"/v2/bot/message/{id}/content"
    hands.do("/content", {"message_id": id, "state": "preparing"})
    assert line.get(path).status_code == 202
    assert line.get(f"{path}/transcoding").json() == {"status": "processing"}
    hands.do("/content", {"message_id": id, "state": "ready"})
    assert line.get(path).status_code == 200
    assert line.get(f"{path}/transcoding").json() == {"status": "succeeded"}
    assert line.get(f"{path}/preview").headers["Content-Type"] == "image/jpeg"
    hands.do("/content", {"message_id": id, "state": "gone"})
    assert line.get(path).status_code == 410


def test_content_that_never_was_is_not_found(line: LineClient, hands: Hands, somsri: str) -> None:
    id = hands.says(somsri, "hello")["message_id"]
    assert (line.get(f"/v2/bot/message/{id}/content").status_code) == 404
    file = hands.do(f"/users/{somsri}/file")["entries"][0]["message_id"]
    assert line.get(f"/v2/bot/message/{file}/content/preview").status_code == 400
    assert line.get(f"/v2/bot/message/{file}/content/transcoding").status_code == 400


def test_the_loading_animation_lasts_until_the_bot_speaks(line: LineClient, hands: Hands, somsri: str) -> None:
    start = "/v2/bot/chat/loading/start"
    assert line.post(start, {"chatId": somsri, "loadingSeconds": 7}).status_code == 400
    assert line.post(start, {"chatId": "C" + "0" * 32}).status_code == 400
    assert line.post(start, {"chatId": somsri, "loadingSeconds": 60}).status_code == 202
    assert hands.get("/snapshot")["users"][0]["loading_until"]
    line.push(somsri, text("hello"))
    assert hands.get("/snapshot")["users"][0]["loading_until"] is None


def test_a_bot_marks_a_message_as_read(line: LineClient, hands: Hands, somsri: str) -> None:
    entry = hands.says(somsri, "hello")
    token = entry["message"]["markAsReadToken"]
    assert line.post("/v2/bot/chat/markAsRead", {"markAsReadToken": token}).status_code == 200
    assert hands.chat(somsri)[0]["read"] is True
    assert line.post("/v2/bot/chat/markAsRead", {"markAsReadToken": "x"}).status_code == 400


def test_a_bot_sets_and_tests_its_webhook(bot: RecordingBot, line: LineClient) -> None:
    endpoint = "/v2/bot/channel/webhook/endpoint"
    assert line.get(endpoint).json() == {"endpoint": bot.webhook_url, "active": True}
    result = line.post("/v2/bot/channel/webhook/test", {}).json()
    assert (result["success"], result["statusCode"]) == (True, 200)
    assert bot.payloads[-1]["events"] == []
    moved = f"{bot.webhook_url}?elsewhere"
    assert line.call("PUT", endpoint, json={"endpoint": moved}).status_code == 200
    assert line.get(endpoint).json()["endpoint"] == moved


def test_the_bot_knows_itself(simulator: Simulator, line: LineClient) -> None:
    assert line.get("/v2/bot/info").json()["userId"] == simulator.platform.config.bot_user_id
