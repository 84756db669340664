"""A reply answers an event once and in time, and costs nothing."""

import uuid

import pytest

from tests.simulator.actors import Hands, LineClient, RecordingBot, text


def test_a_reply_appears_in_the_chat(bot: RecordingBot, line: LineClient, hands: Hands, somsri: str) -> None:
    hands.says(somsri, "สวัสดี")
    answer = line.reply(bot.events[-1]["replyToken"], text("สวัสดีครับ"), text("มีอะไรให้ช่วย"))
    assert answer.status_code == 200
    assert [set(sent) for sent in answer.json()["sentMessages"]] == [{"id", "quoteToken"}] * 2
    assert hands.bot_words(somsri) == ["สวัสดีครับ", "มีอะไรให้ช่วย"]
    assert {entry["via"] for entry in hands.chat(somsri) if entry["from"] == "bot"} == {"reply"}


def test_a_reply_token_works_once(bot: RecordingBot, line: LineClient, hands: Hands, somsri: str) -> None:
    token = bot.events[-1]["replyToken"]
    assert line.reply(token, text("one")).status_code == 200
    again = line.reply(token, text("two"))
    assert (again.status_code, again.json()) == (400, {"message": "Invalid reply token"})
    assert hands.bot_words(somsri) == ["one"]


@pytest.mark.parametrize(("seconds", "status"), [(55, 200), (65, 400)])
def test_a_reply_token_lasts_a_minute(
    bot: RecordingBot, line: LineClient, hands: Hands, somsri: str, seconds: int, status: int
) -> None:
    hands.wait(seconds)
    assert line.reply(bot.events[-1]["replyToken"], text("hello")).status_code == status


def test_a_token_made_up_is_refused(line: LineClient) -> None:
    assert line.reply("f" * 32, text("hello")).json() == {"message": "Invalid reply token"}


def test_a_redelivered_token_lasts_another_minute(
    bot: RecordingBot, line: LineClient, hands: Hands, somsri: str
) -> None:
    hands.wait(600)
    hands.do("/redeliver")
    assert line.reply(bot.events[-1]["replyToken"], text("hello")).status_code == 200


def test_a_token_redelivered_after_twenty_minutes_is_dead(
    bot: RecordingBot, line: LineClient, hands: Hands, somsri: str
) -> None:
    hands.wait(20 * 60 + 1)
    hands.do("/redeliver")
    assert line.reply(bot.events[-1]["replyToken"], text("hello")).status_code == 400


def test_a_used_token_does_not_revive_by_redelivery(
    bot: RecordingBot, line: LineClient, hands: Hands, somsri: str
) -> None:
    line.reply(bot.events[-1]["replyToken"], text("hello"))
    hands.do("/redeliver")
    assert line.reply(bot.events[-1]["replyToken"], text("again")).status_code == 400


def test_a_refused_reply_leaves_the_token_unused(bot: RecordingBot, line: LineClient, somsri: str) -> None:
    token = bot.events[-1]["replyToken"]
    assert line.reply(token, text("")).status_code == 400
    assert line.reply(token, text("hello")).status_code == 200


def test_replies_cost_nothing(bot: RecordingBot, line: LineClient, hands: Hands, somsri: str) -> None:
    hands.do("/quota", {"limit": 0})
    assert line.reply(bot.events[-1]["replyToken"], text("hello")).status_code == 200


def test_a_reply_takes_no_retry_key(bot: RecordingBot, line: LineClient, hands: Hands, somsri: str) -> None:
    body = {"replyToken": bot.events[-1]["replyToken"], "messages": [text("hello")]}
    answer = line.post("/v2/bot/message/reply", body, X_Line_Retry_Key=str(uuid.uuid4()))
    assert answer.status_code == 400
    assert hands.bot_words(somsri) == []
