"""Events become what people do, each on its own; only the event itself can be malformed, not what reads it."""

from typing import Any

import pytest

from bot.line.events import Malformed, Readers, read, reply_token
from cases.incoming import Edited, Media, Said, SentLocation, SentMedia, SentSticker, Silent, Tapped, Unsent
from cases.understanding import Understanding

USER = {"type": "user", "userId": "U1"}
READERS = Readers(lambda text: Understanding(text=text), lambda _message_id, _chat, _kind: 7)


def event(kind: str, **parts: Any) -> dict[str, Any]:
    return {"type": kind, "timestamp": 1_790_000_000_000, "source": USER, "mode": "active", **parts}


def message(**content: Any) -> dict[str, Any]:
    return event("message", message={"id": "m1", **content})


def what(body: object) -> Any:
    return read(body, READERS).what


def test_words_places_and_stickers_are_read() -> None:
    assert what(message(type="text", text="สวัสดี")) == Said("สวัสดี", Understanding(text="สวัสดี"))
    assert what(message(type="sticker")) == SentSticker(())
    nowhere = what(message(type="location", latitude=7, longitude="100.5"))
    assert nowhere == SentLocation(7.0, 100.5, "", None)


@pytest.mark.parametrize(
    ("shared", "last"),
    [({}, True), ({"imageSet": {"id": "s", "index": 1, "total": 2}}, False), ({"imageSet": {"id": "s"}}, True)],
)
def test_a_photo_tells_whether_it_is_the_last_of_its_send(shared: dict[str, Any], last: bool) -> None:
    assert what(message(type="image", **shared)) == SentMedia(Media.IMAGE, 7, last_of_set=last)


def test_an_edited_and_a_taken_back_message_are_told_by_its_id() -> None:
    edited = what(event("messageEdited", message={"id": "m1", "type": "text", "text": "แก้แล้ว"}))
    assert isinstance(edited, Edited)
    assert (edited.message_id, edited.said.text) == ("m1", "แก้แล้ว")
    assert what(event("unsend", unsend={"messageId": "m1"})) == Unsent("m1")


def test_a_picked_time_is_thai_time() -> None:
    tapped = what(event("postback", postback={"data": "d", "params": {"datetime": "2026-12-01T09:00"}}))
    assert isinstance(tapped, Tapped)
    assert tapped.picked
    assert tapped.picked.isoformat() == "2026-12-01T09:00:00+07:00"


@pytest.mark.parametrize(
    "body", [event("somethingNew"), message(type="somethingNew"), message(type="text") | {"mode": "standby"}]
)
def test_what_is_new_or_on_standby_is_passed_over_in_silence(body: Any) -> None:
    assert isinstance(what(body), Silent)


@pytest.mark.parametrize(
    "body",
    ["words", None, {}, event("message"), message(type="text"), message(type="text", text=7), event("postback")],
)
def test_an_event_that_lacks_something_is_malformed(body: Any) -> None:
    with pytest.raises(Malformed):
        read(body, READERS)


@pytest.mark.parametrize("trouble", [ConnectionError("LINE is away"), KeyError("a slip of ours")])
def test_a_trouble_of_the_readers_is_not_blamed_on_the_event(trouble: Exception) -> None:
    def fail(*_arguments: Any) -> Any:
        raise trouble

    for body in (message(type="text", text="สวัสดี"), message(type="image")):
        with pytest.raises(type(trouble)):
            read(body, Readers(fail, fail))


def test_a_group_is_the_chat_and_its_writer_the_person() -> None:
    read_event = read(
        message(type="text", text="ก") | {"source": {"type": "group", "groupId": "C1", "userId": "U1"}}, READERS
    )
    assert (read_event.chat, read_event.line_id, read_event.is_group) == ("C1", "U1", True)


def test_on_standby_nothing_may_be_answered() -> None:
    assert reply_token(event("message", replyToken="t")) == "t"
    assert reply_token(event("message", replyToken="t") | {"mode": "standby"}) == ""
    assert reply_token("words") == ""
