"""The bot sends on its own: safely with retry keys, counted against the quota, only to those who may hear."""

import uuid

import pytest

from tests.simulator.actors import Hands, LineClient, RecordingBot, text

STRANGER = "U" + "0" * 32


def test_a_push_with_the_same_key_is_delivered_once(line: LineClient, hands: Hands, somsri: str) -> None:
    key = str(uuid.uuid4())
    first = line.push(somsri, text("hello"), X_Line_Retry_Key=key)
    again = line.push(somsri, text("hello"), X_Line_Retry_Key=key)
    assert again.status_code == 409
    assert again.headers["x-line-accepted-request-id"] == first.headers["X-Line-Request-Id"]
    assert again.json()["message"] == "The retry key is already accepted"
    assert again.json()["sentMessages"] == first.json()["sentMessages"]
    assert hands.bot_words(somsri) == ["hello"]


def test_a_known_key_is_refused_whatever_the_body(line: LineClient, hands: Hands, somsri: str) -> None:
    key = str(uuid.uuid4())
    line.push(somsri, text("hello"), X_Line_Retry_Key=key)
    assert line.push(somsri, text("something else"), X_Line_Retry_Key=key).status_code == 409
    assert line.multicast([somsri], text("more"), X_Line_Retry_Key=key.upper()).status_code == 409


def test_a_key_is_forgotten_after_a_day(line: LineClient, hands: Hands, somsri: str) -> None:
    key = str(uuid.uuid4())
    line.push(somsri, text("one"), X_Line_Retry_Key=key)
    hands.wait(24 * 3600 + 60)
    assert line.push(somsri, text("two"), X_Line_Retry_Key=key).status_code == 200


def test_a_refused_push_does_not_use_up_its_key(line: LineClient, hands: Hands, somsri: str) -> None:
    key = str(uuid.uuid4())
    hands.do("/quota", {"limit": 0})
    assert line.push(somsri, text("hello"), X_Line_Retry_Key=key).status_code == 429
    hands.do("/quota", {"limit": 1})
    assert line.push(somsri, text("hello"), X_Line_Retry_Key=key).status_code == 200


@pytest.mark.parametrize(
    "key", ["", "abc", "123e4567e89b12d3a456426614174000", "{123e4567-e89b-12d3-a456-426614174000}"]
)
def test_a_retry_key_is_a_uuid(line: LineClient, somsri: str, key: str) -> None:
    assert line.push(somsri, text("hello"), X_Line_Retry_Key=key).status_code == 400


def test_the_quota_counts_recipients_not_bubbles(line: LineClient, hands: Hands) -> None:
    users = [hands.friend(name) for name in ("ก", "ข", "ค")]
    hands.do("/quota", {"limit": 10})
    line.multicast(users, text("one"), text("two"))
    assert line.get("/v2/bot/message/quota/consumption").json() == {"totalUsage": 3}
    assert line.get("/v2/bot/message/quota").json() == {"type": "limited", "value": 10}


def test_beyond_the_quota_nobody_gets_anything(line: LineClient, hands: Hands) -> None:
    users = [hands.friend(name) for name in ("ก", "ข", "ค")]
    hands.do("/quota", {"limit": 2})
    answer = line.multicast(users, text("hello"))
    assert (answer.status_code, answer.json()) == (429, {"message": "You have reached your monthly limit."})
    assert all(hands.bot_words(user) == [] for user in users)


def test_a_new_month_brings_a_new_quota(line: LineClient, hands: Hands, somsri: str) -> None:
    hands.do("/quota", {"limit": 300, "used": 300})
    assert line.push(somsri, text("hello")).status_code == 429
    hands.wait(31 * 86_400)
    assert line.push(somsri, text("hello")).status_code == 200
    assert line.get("/v2/bot/message/quota/consumption").json() == {"totalUsage": 1}


def test_a_push_to_a_group_counts_every_member(line: LineClient, hands: Hands) -> None:
    members = [hands.friend(name) for name in ("ก", "ข", "ค")]
    group = hands.do("/groups", {"name": "อสม.", "members": members})["id"]
    assert line.push(group, text("ประชุม")).status_code == 200
    assert hands.get("/snapshot")["quota"]["used"] == 3
    assert hands.bot_words(group) == ["ประชุม"]


def test_without_a_limit_the_quota_says_none(line: LineClient) -> None:
    assert line.get("/v2/bot/message/quota").json() == {"type": "none"}


def test_a_push_to_somebody_who_blocked_the_bot_is_accepted_and_not_seen(
    line: LineClient, hands: Hands, somsri: str
) -> None:
    hands.do(f"/users/{somsri}/unfollow")
    assert line.push(somsri, text("hello")).status_code == 200
    assert hands.bot_words(somsri) == []
    assert hands.get("/snapshot")["quota"]["used"] == 0


def test_somebody_who_wrote_lately_can_be_pushed_to_without_being_a_friend(line: LineClient, hands: Hands) -> None:
    user = hands.do("/users", {"name": "คนผ่านทาง"})["id"]
    line.push(user, text("too early"))
    hands.says(user, "hello")
    line.push(user, text("in time"))
    hands.wait(8 * 86_400)
    assert line.push(user, text("too late")).status_code == 200
    assert hands.bot_words(user) == ["in time"]


@pytest.mark.parametrize(
    ("to", "message"),
    [
        ("somebody", "The property, 'to', in the request body is invalid (line: -, column: -)"),
        (STRANGER, "Failed to send messages"),
        ("C" + "0" * 32, "Failed to send messages"),
    ],
)
def test_a_push_to_nobody_is_refused(line: LineClient, to: str, message: str) -> None:
    answer = line.push(to, text("hello"))
    assert (answer.status_code, answer.json()) == (400, {"message": message})


def test_multicast_takes_500_known_users_and_no_group(line: LineClient, hands: Hands, somsri: str) -> None:
    group = hands.do("/groups", {"name": "กลุ่ม", "members": [somsri]})["id"]
    assert line.multicast([somsri] * 501, text("hello")).status_code == 400
    assert line.multicast([], text("hello")).status_code == 400
    refused = line.multicast([somsri, group], text("hello"))
    assert refused.json()["message"].startswith("The property, 'to[1]'")
    assert line.multicast([somsri] * 500, text("hello")).json() == {}
    assert hands.bot_words(somsri) == ["hello"]


def test_a_broadcast_reaches_all_friends_and_nobody_else(line: LineClient, hands: Hands, somsri: str) -> None:
    gone = hands.friend("เลิกคบ")
    hands.do(f"/users/{gone}/unfollow")
    stranger = hands.do("/users", {"name": "คนแปลกหน้า"})["id"]
    assert line.post("/v2/bot/message/broadcast", {"messages": [text("ข่าว")]}).status_code == 200
    assert [hands.bot_words(user) for user in (somsri, gone, stranger)] == [["ข่าว"], [], []]


def test_narrowcast_is_not_for_small_accounts(line: LineClient) -> None:
    answer = line.post("/v2/bot/message/narrowcast", {"messages": [text("hello")]})
    assert answer.status_code == 403


def test_past_days_are_counted_by_way_of_sending(line: LineClient, hands: Hands, somsri: str) -> None:
    line.push(somsri, text("one"), text("two"))
    day = hands.get("/snapshot")["clock"]["now"][:10].replace("-", "")
    count = f"/v2/bot/message/delivery/push?date={day}"
    assert line.get(count).json() == {"status": "unready"}
    hands.wait(86_400)
    assert line.get(count).json() == {"status": "ready", "success": 2}
    assert line.get("/v2/bot/message/delivery/push?date=yesterday").status_code == 400


def test_a_quote_must_be_of_this_chat(bot: RecordingBot, line: LineClient, hands: Hands, somsri: str) -> None:
    hands.says(somsri, "ถาม")
    quote_token = bot.events[-1]["message"]["quoteToken"]
    somchai = hands.friend("สมชาย")
    assert line.push(somsri, text("ตอบ", quoteToken=quote_token)).status_code == 200
    assert line.push(somchai, text("ตอบ", quoteToken=quote_token)).status_code == 400


def test_mentions_are_for_members_of_a_group(line: LineClient, hands: Hands, somsri: str) -> None:
    somchai = hands.friend("สมชาย")
    group = hands.do("/groups", {"name": "กลุ่ม", "members": [somsri]})["id"]

    def calls(user: str) -> dict[str, object]:
        mention = {"type": "mention", "mentionee": {"type": "user", "userId": user}}
        return {"type": "textV2", "text": "{who} สวัสดี", "substitution": {"who": mention}}

    assert line.push(group, calls(somsri)).status_code == 200
    assert line.push(group, calls(somchai)).status_code == 400
    assert line.push(somsri, calls(somsri)).status_code == 400
