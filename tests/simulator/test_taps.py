"""A tap does what LINE's app does, and only on what stands there to be tapped."""

from typing import Any

import pytest

from tests.simulator.actors import Hands, Json, LineClient, RecordingBot, text

CONFIRM = {"type": "postback", "label": "ยืนยัน", "data": "step=1", "displayText": "ยืนยัน"}
SAY = {"type": "message", "label": "เมนู", "text": "เมนู"}
LINK = {"type": "uri", "label": "เปิด", "uri": "https://example.com/"}
PICK = {
    "type": "datetimepicker",
    "label": "วัน",
    "data": "day",
    "mode": "date",
    "min": "2026-01-01",
    "max": "2026-12-31",
}


def card(*actions: Json) -> Json:
    buttons = [{"type": "button", "action": action} for action in actions]
    body = {"type": "box", "layout": "vertical", "contents": buttons}
    return {"type": "flex", "altText": "การ์ด", "contents": {"type": "bubble", "body": body}}


def question(*actions: Json) -> Json:
    items = [{"type": "action", "action": action} for action in actions]
    return text("เลือก", quickReply={"items": items})


@pytest.fixture
def sent(line: LineClient, somsri: str) -> Any:
    """Sends a message to Somsri and returns its id."""
    return lambda message: line.push(somsri, message).json()["sentMessages"][0]["id"]


def test_a_postback_shows_its_words_and_sends_its_data(bot: RecordingBot, hands: Hands, somsri: str, sent: Any) -> None:
    id = sent(card(CONFIRM))
    hands.do(f"/users/{somsri}/tap", {"message_id": id, "action": CONFIRM})
    assert bot.events[-1]["postback"] == {"data": "step=1"}
    assert bot.events[-1]["replyToken"]
    bubble = hands.chat(somsri)[-1]
    assert (bubble["from"], bubble["message"]["text"]) == ("user", "ยืนยัน")
    assert bubble["event"]["type"] == "postback"


def test_a_message_action_is_said_aloud(bot: RecordingBot, hands: Hands, somsri: str, sent: Any) -> None:
    hands.do(f"/users/{somsri}/tap", {"message_id": sent(card(SAY)), "action": SAY})
    assert bot.events[-1]["message"]["text"] == "เมนู"


def test_the_bot_hears_nothing_of_a_link(bot: RecordingBot, hands: Hands, somsri: str, sent: Any) -> None:
    assert hands.do(f"/users/{somsri}/tap", {"message_id": sent(card(LINK)), "action": LINK}) == {"event": None}
    assert bot.events[-1]["type"] == "follow"


def test_a_picked_day_comes_with_the_postback(bot: RecordingBot, hands: Hands, somsri: str, sent: Any) -> None:
    id = sent(card(PICK))
    hands.do(f"/users/{somsri}/tap", {"message_id": id, "action": PICK, "params": {"date": "2026-05-01"}})
    assert bot.events[-1]["postback"] == {"data": "day", "params": {"date": "2026-05-01"}}


@pytest.mark.parametrize("params", [{}, {"date": "soon"}, {"time": "10:00"}, {"date": "2027-01-01"}])
def test_a_picker_gives_only_what_its_wheels_can(hands: Hands, somsri: str, sent: Any, params: Json) -> None:
    tap = {"message_id": sent(card(PICK)), "action": PICK, "params": params}
    assert hands.try_(f"/users/{somsri}/tap", tap).status_code == 400


def test_only_what_stands_in_the_message_can_be_tapped(bot: RecordingBot, hands: Hands, somsri: str, sent: Any) -> None:
    forged = {**CONFIRM, "data": "step=99"}
    assert hands.try_(f"/users/{somsri}/tap", {"message_id": sent(card(CONFIRM)), "action": forged}).status_code == 400
    assert bot.events[-1]["type"] == "follow"


def test_an_old_button_can_still_be_tapped_but_an_old_quick_reply_cannot(hands: Hands, somsri: str, sent: Any) -> None:
    button, quick = sent(card(CONFIRM)), sent(question(CONFIRM))
    assert hands.try_(f"/users/{somsri}/tap", {"message_id": quick, "action": CONFIRM}).status_code == 200
    assert hands.try_(f"/users/{somsri}/tap", {"message_id": quick, "action": CONFIRM}).status_code == 400
    assert hands.try_(f"/users/{somsri}/tap", {"message_id": button, "action": CONFIRM}).status_code == 200


def test_nobody_taps_in_somebody_elses_chat(hands: Hands, sent: Any) -> None:
    somchai = hands.friend("สมชาย")
    assert hands.try_(f"/users/{somchai}/tap", {"message_id": sent(card(SAY)), "action": SAY}).status_code == 404


def test_a_tap_in_a_group_comes_from_the_group(bot: RecordingBot, line: LineClient, hands: Hands, somsri: str) -> None:
    group = hands.do("/groups", {"name": "กลุ่ม", "members": [somsri]})["id"]
    id = line.push(group, card(CONFIRM)).json()["sentMessages"][0]["id"]
    hands.do(f"/users/{somsri}/tap", {"message_id": id, "action": CONFIRM})
    assert bot.events[-1]["source"] == {"type": "group", "groupId": group, "userId": somsri}
    assert hands.chat(group)[-1]["message"]["text"] == "ยืนยัน"


def test_a_tap_on_something_long_gone_is_possible_without_naming_it(
    bot: RecordingBot, hands: Hands, somsri: str
) -> None:
    hands.do(f"/users/{somsri}/tap", {"action": CONFIRM})
    assert bot.events[-1]["postback"]["data"] == "step=1"


def test_every_place_for_actions_is_found(hands: Hands, somsri: str, sent: Any) -> None:
    column = {"text": "หนึ่ง", "actions": [SAY], "defaultAction": LINK}
    carousel = {"type": "template", "altText": "x", "template": {"type": "carousel", "columns": [column]}}
    imagemap_action = {"type": "message", "text": "x", "area": {"x": 0, "y": 0, "width": 9, "height": 9}}
    imagemap = {
        "type": "imagemap",
        "baseUrl": "https://example.com/map",
        "altText": "แผนที่",
        "baseSize": {"width": 1040, "height": 700},
        "actions": [imagemap_action],
    }
    for message, action in ((carousel, SAY), (carousel, LINK), (imagemap, imagemap_action)):
        tap = {"message_id": sent(message), "action": action}
        assert hands.try_(f"/users/{somsri}/tap", tap).status_code == 200
