"""What people do on their phones becomes bubbles in the chat and the right events for the bot."""

import io

import pytest
from PIL import Image

from tests.simulator.actors import Hands, Json, LineClient, RecordingBot


def test_a_new_user_is_no_friend_yet(line: LineClient, hands: Hands) -> None:
    id = "U" + "a" * 32
    user = hands.do("/users", {"name": "สมศรี", "id": id})
    assert user["id"] == id
    assert (user["follows"], user["blocked"]) == (False, False)
    assert line.get(f"/v2/bot/profile/{id}").status_code == 404


@pytest.mark.parametrize("id", ["somsri", "U123", "U" + "a" * 32])
def test_an_id_that_is_malformed_or_taken_is_refused(hands: Hands, id: str) -> None:
    hands.do("/users", {"name": "สมศรี", "id": "U" + "a" * 32})
    assert hands.try_("/users", {"name": "อีกคน", "id": id}).status_code == 400


def test_following_blocking_and_coming_back(bot: RecordingBot, line: LineClient, hands: Hands) -> None:
    somsri = hands.friend("สมศรี")
    assert line.get(f"/v2/bot/profile/{somsri}").json()["displayName"] == "สมศรี"
    hands.do(f"/users/{somsri}/unfollow")
    assert line.get(f"/v2/bot/profile/{somsri}").status_code == 404
    hands.do(f"/users/{somsri}/follow")
    assert [event["type"] for event in bot.events] == ["follow", "unfollow", "follow"]
    assert "replyToken" not in bot.events[1]
    assert [bot.events[0]["follow"], bot.events[2]["follow"]] == [
        {"isUnblocked": False},
        {"isUnblocked": True},
    ]


def test_somebody_who_blocked_the_bot_cannot_write_to_it(bot: RecordingBot, hands: Hands, somsri: str) -> None:
    hands.do(f"/users/{somsri}/unfollow")
    assert hands.try_(f"/users/{somsri}/text", {"text": "hello"}).status_code == 400
    assert bot.events[-1]["type"] == "unfollow"


def test_nobody_is_not_found(hands: Hands) -> None:
    assert hands.try_("/users/U123/text", {"text": "hello"}).status_code == 404


def test_empty_words_cannot_be_sent(hands: Hands, somsri: str) -> None:
    assert hands.try_(f"/users/{somsri}/text", {"text": ""}).status_code == 400


def test_a_sticker(bot: RecordingBot, hands: Hands, somsri: str) -> None:
    sticker = {"package_id": "446", "sticker_id": "1988", "keywords": ["hi"] * 20}
    hands.do(f"/users/{somsri}/sticker", sticker)
    message = bot.events[-1]["message"]
    assert (message["packageId"], message["stickerId"]) == ("446", "1988")
    assert message["keywords"] == ["hi"] * 15


def test_a_place(bot: RecordingBot, hands: Hands, somsri: str) -> None:
    hands.do(f"/users/{somsri}/location", {"latitude": 7.0, "longitude": 100.5, "address": "หาดใหญ่"})
    message = bot.events[-1]["message"]
    assert (message["latitude"], message["longitude"], message["address"]) == (7.0, 100.5, "หาดใหญ่")
    assert "title" not in message


def test_one_photo_is_no_set_and_several_are(bot: RecordingBot, hands: Hands, somsri: str) -> None:
    hands.do(f"/users/{somsri}/image")
    assert "imageSet" not in bot.events[-1]["message"]
    hands.do(f"/users/{somsri}/image", {"count": 3})
    sets = [event["message"]["imageSet"] for event in bot.events[-3:]]
    assert [(part["index"], part["total"]) for part in sets] == [(1, 3), (2, 3), (3, 3)]
    assert len({part["id"] for part in sets}) == 1


def test_photos_of_ones_own(bot: RecordingBot, line: LineClient, hands: Hands, somsri: str) -> None:
    file = io.BytesIO()
    Image.new("RGB", (40, 30), "red").save(file, "PNG")
    files = [("file", (f"{n}.png", file.getvalue(), "image/png")) for n in range(2)]
    answer = hands.call("POST", f"/users/{somsri}/image", files=files)
    ids = [entry["message_id"] for entry in answer.json()["entries"]]
    content = line.get(f"/v2/bot/message/{ids[1]}/content")
    assert (content.content, content.headers["Content-Type"]) == (file.getvalue(), "image/png")


def test_a_photo_must_be_one(hands: Hands, somsri: str) -> None:
    answer = hands.call("POST", f"/users/{somsri}/image", files={"file": ("a.png", b"hello", "image/png")})
    assert answer.status_code == 400


@pytest.mark.parametrize("kind", ["image", "video", "audio", "file"])
def test_made_up_media_of_every_kind(bot: RecordingBot, line: LineClient, hands: Hands, somsri: str, kind: str) -> None:
    entry = hands.do(f"/users/{somsri}/{kind}")["entries"][0]
    message = bot.events[-1]["message"]
    assert (message["type"], message["id"]) == (kind, entry["message_id"])
    content = line.get(f"/v2/bot/message/{message['id']}/content")
    assert content.status_code == 200
    assert content.content
    assert line.get(entry["content_url"]).content == content.content


def test_sounds_and_films_have_a_length_and_files_a_name_and_size(bot: RecordingBot, hands: Hands, somsri: str) -> None:
    hands.do(f"/users/{somsri}/audio", {"duration": 3500})
    assert bot.events[-1]["message"]["duration"] == 3500
    hands.call("POST", f"/users/{somsri}/file", files={"file": ("ใบส่งตัว.pdf", b"%PDF-", "application/pdf")})
    assert hands.simulator.wait_until_delivered()
    message = bot.events[-1]["message"]
    assert (message["fileName"], message["fileSize"]) == ("ใบส่งตัว.pdf", 5)


def test_unsending_tells_the_bot_and_takes_the_bytes_away(
    bot: RecordingBot, line: LineClient, hands: Hands, somsri: str
) -> None:
    id = hands.do(f"/users/{somsri}/image")["entries"][0]["message_id"]
    entry = hands.do(f"/users/{somsri}/unsend", {"message_id": id})["entries"][0]
    assert entry["unsent"] is True
    assert bot.events[-1]["unsend"] == {"messageId": id}
    gone = line.get(f"/v2/bot/message/{id}/content")
    assert (gone.status_code, gone.json()) == (410, {"message": "The content is gone"})
    assert hands.try_(f"/users/{somsri}/unsend", {"message_id": id}).status_code == 400


def test_nobody_unsends_what_somebody_else_wrote(hands: Hands, somsri: str) -> None:
    id = hands.says(somsri, "ของฉัน")["message_id"]
    somchai = hands.friend("สมชาย")
    assert hands.try_(f"/users/{somchai}/unsend", {"message_id": id}).status_code == 404


def test_editing_changes_the_words(bot: RecordingBot, hands: Hands, somsri: str) -> None:
    id = hands.says(somsri, "หลังค่า")["message_id"]
    hands.do(f"/users/{somsri}/edit", {"message_id": id, "text": "หลังคา"})
    event = bot.events[-1]
    assert event["type"] == "messageEdited"
    assert event["replyToken"]
    assert (event["message"]["id"], event["message"]["text"]) == (id, "หลังคา")
    assert hands.chat(somsri)[0]["edited"] is True


def test_a_message_may_quote_another(bot: RecordingBot, hands: Hands, somsri: str) -> None:
    id = hands.says(somsri, "ถาม")["message_id"]
    hands.says(somsri, "เอ่อ", quoted_message_id=id)
    assert bot.events[-1]["message"]["quotedMessageId"] == id


def test_beacons_and_account_links(bot: RecordingBot, hands: Hands, somsri: str) -> None:
    hands.do(f"/users/{somsri}/beacon", {"hwid": "d41d8cd98f", "type": "enter"})
    assert bot.events[-1]["beacon"] == {"hwid": "d41d8cd98f", "type": "enter"}
    hands.do(f"/users/{somsri}/account-link", {"nonce": "abc", "result": "ok"})
    assert bot.events[-1]["link"] == {"nonce": "abc", "result": "ok"}
    assert bot.events[-1]["source"]["userId"] == somsri
    hands.do(f"/users/{somsri}/account-link", {"nonce": "abc", "result": "failed"})
    assert not {"source", "replyToken"} & bot.events[-1].keys()


@pytest.fixture
def group(hands: Hands, somsri: str) -> Json:
    """A group of Somsri and the bot."""
    made: Json = hands.do("/groups", {"name": "อสม. ท่าข้าม", "members": [somsri]})
    return made


def test_a_group_greets_the_bot_with_a_join_event(bot: RecordingBot, line: LineClient, group: Json) -> None:
    assert bot.events[-1]["type"] == "join"
    assert bot.events[-1]["source"] == {"type": "group", "groupId": group["id"]}
    assert line.reply(bot.events[-1]["replyToken"], {"type": "text", "text": "สวัสดี"}).status_code == 200
    summary = line.get(f"/v2/bot/group/{group['id']}/summary").json()
    assert summary == {"groupId": group["id"], "groupName": "อสม. ท่าข้าม"}


def test_what_is_said_in_a_group_comes_from_there(bot: RecordingBot, hands: Hands, somsri: str, group: Json) -> None:
    hands.says(somsri, "ถึงทุกคน", group=group["id"])
    assert bot.events[-1]["source"] == {"type": "group", "groupId": group["id"], "userId": somsri}
    assert [entry["message"]["text"] for entry in hands.chat(group["id"])] == ["ถึงทุกคน"]
    assert hands.chat(somsri) == []


def test_people_join_and_leave_a_group(bot: RecordingBot, line: LineClient, hands: Hands, group: Json) -> None:
    somchai = hands.friend("สมชาย")
    hands.do(f"/groups/{group['id']}/members", {"joined": [somchai]})
    assert bot.events[-1]["joined"] == {"members": [{"type": "user", "userId": somchai}]}
    assert line.get(f"/v2/bot/group/{group['id']}/members/count").json() == {"count": 2}
    assert line.get(f"/v2/bot/group/{group['id']}/member/{somchai}").json()["displayName"] == "สมชาย"
    hands.do(f"/groups/{group['id']}/members", {"left": [somchai]})
    assert bot.events[-1]["type"] == "memberLeft"
    assert line.get(f"/v2/bot/group/{group['id']}/member/{somchai}").status_code == 404


def test_a_bot_shown_the_door_hears_nothing_more(
    bot: RecordingBot, line: LineClient, hands: Hands, somsri: str, group: Json
) -> None:
    hands.do(f"/groups/{group['id']}/leave")
    assert bot.events[-1]["type"] == "leave"
    hands.says(somsri, "ลับหลัง", group=group["id"])
    assert bot.events[-1]["type"] == "leave"
    assert line.push(group["id"], {"type": "text", "text": "x"}).status_code == 400


def test_a_bot_may_leave_a_group(line: LineClient, group: Json) -> None:
    assert line.post(f"/v2/bot/group/{group['id']}/leave").status_code == 200
    assert line.get(f"/v2/bot/group/{group['id']}/summary").status_code == 404


def test_a_room_is_a_group_of_another_kind(bot: RecordingBot, line: LineClient, hands: Hands, somsri: str) -> None:
    room = hands.do("/groups", {"name": "ห้อง", "members": [somsri], "kind": "room"})["id"]
    assert bot.events[-1]["source"] == {"type": "room", "roomId": room}
    assert line.get(f"/v2/bot/room/{room}/member/{somsri}").status_code == 200


def test_lists_of_ids_are_for_verified_accounts(line: LineClient, group: Json) -> None:
    for path in ("/v2/bot/followers/ids", f"/v2/bot/group/{group['id']}/members/ids"):
        assert line.get(path).status_code == 403
