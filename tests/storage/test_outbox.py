"""Outgoing messages: five in one request, a free ride for those that can wait, and order within a chat."""

from datetime import timedelta

import pytest

from cases.replies import Notice, Text
from storage.outbox import MOST_RECIPIENTS, Outgoing
from tests.storage.conftest import NOW, Work

CHAT = "U" + "1" * 32
LATER = NOW + timedelta(hours=6)


def sent(work: Work, chat: str = CHAT, at: timedelta = timedelta()) -> list[Outgoing]:
    """What goes out at a time, each with success."""
    went: list[Outgoing] = []
    with work() as uow:
        while outgoing := uow.outbox.next(chat, NOW + at):
            uow.outbox.settle(outgoing.id, "sent", NOW + at)
            went.append(outgoing)
        uow.commit()
    return went


def texts(outgoing: Outgoing) -> list[str]:
    return [message["text"] for message in outgoing.messages]


def test_what_can_wait_rides_before_the_next_reply(work: Work) -> None:
    with work() as uow:
        uow.outbox.notify(Notice(CHAT, [Text("ข่าว")], LATER))
        uow.commit()
    assert sent(work) == []
    with work() as uow:
        uow.outbox.reply(CHAT, [Text("คำตอบ")], "token", NOW)
        uow.commit()
    [reply] = sent(work)
    assert (reply.kind, texts(reply)) == ("reply", ["ข่าว", "คำตอบ"])
    assert sent(work, at=timedelta(days=1)) == [], "it is not pushed as well"


def test_what_the_turn_itself_brings_comes_after_the_answer(work: Work) -> None:
    with work() as uow:
        uow.outbox.notify(Notice(CHAT, [Text("เรื่องใหม่")]))
        uow.outbox.reply(CHAT, [Text("ขอบคุณ")], "token", NOW)
        uow.commit()
    [reply] = sent(work)
    assert texts(reply) == ["ขอบคุณ", "เรื่องใหม่"]


def test_no_more_rides_along_than_there_is_room(work: Work) -> None:
    with work() as uow:
        uow.outbox.notify(Notice(CHAT, [Text("หนึ่ง"), Text("สอง")], LATER))
        uow.outbox.notify(Notice(CHAT, [Text("สาม"), Text("สี่")], LATER))
        uow.commit()
    with work() as uow:
        uow.outbox.reply(CHAT, [Text("ก"), Text("ข")], "token", NOW)
        uow.commit()
    [reply] = sent(work)
    assert texts(reply) == ["หนึ่ง", "สอง", "ก", "ข"]
    [push] = sent(work, at=timedelta(hours=7))
    assert texts(push) == ["สาม", "สี่"]


def test_without_a_token_nothing_rides_and_everything_is_pushed(work: Work) -> None:
    with work() as uow:
        uow.outbox.notify(Notice(CHAT, [Text("ข่าว")], LATER))
        uow.outbox.reply(CHAT, [Text("คำตอบ")], "", None)
        uow.commit()
    [push] = sent(work)
    assert (push.kind, texts(push)) == ("push", ["คำตอบ"])


def test_a_long_answer_takes_the_token_for_five_and_pushes_the_rest(work: Work) -> None:
    with work() as uow:
        uow.outbox.reply(CHAT, [Text(str(number)) for number in range(7)], "token", NOW)
        uow.commit()
    first, rest = sent(work)
    assert (first.kind, len(first.messages)) == ("reply", 5)
    assert (rest.kind, texts(rest)) == ("push", ["5", "6"])


def test_a_message_that_failed_holds_back_those_after_it(work: Work) -> None:
    with work() as uow:
        for words in ("หนึ่ง", "สอง"):
            uow.outbox.notify(Notice(CHAT, [Text(words)]))
        first = uow.outbox.next(CHAT, NOW)
        assert first
        uow.outbox.again(first.id, NOW + timedelta(minutes=1), "500")
        assert uow.outbox.next(CHAT, NOW) is None
        assert uow.outbox.waiting_chats(NOW) == [CHAT]
        uow.commit()
    assert [texts(each) for each in sent(work, at=timedelta(minutes=2))] == [["หนึ่ง"], ["สอง"]]


def test_a_retry_keeps_its_key_and_every_message_has_its_own(work: Work) -> None:
    with work() as uow:
        for words in ("หนึ่ง", "สอง"):
            uow.outbox.notify(Notice(CHAT, [Text(words)]))
        first = uow.outbox.next(CHAT, NOW)
        assert first
        uow.outbox.again(first.id, NOW, "500")
        again = uow.outbox.next(CHAT, NOW)
        assert again
        assert (again.id, again.retry_key, again.attempts) == (first.id, first.retry_key, 2)
        uow.outbox.settle(first.id, "sent", NOW)
        second = uow.outbox.next(CHAT, NOW)
        assert second
        assert second.retry_key != first.retry_key


def test_what_was_being_sent_when_the_process_died_is_told_as_interrupted(work: Work) -> None:
    with work() as uow:
        uow.outbox.reply(CHAT, [Text("คำตอบ")], "token", NOW)
        uow.outbox.next(CHAT, NOW)
        uow.commit()
    with work() as uow:
        found = uow.outbox.next(CHAT, NOW)
        assert found
        assert found.interrupted


@pytest.mark.parametrize(("people", "requests"), [(1, 1), (MOST_RECIPIENTS, 1), (MOST_RECIPIENTS + 1, 2)])
def test_a_notice_to_many_goes_out_in_as_few_requests_as_line_allows(work: Work, people: int, requests: int) -> None:
    recipients = [f"U{number:032x}" for number in range(people)]
    with work() as uow:
        uow.outbox.notify(Notice("", [Text("ประชุม")], recipients=recipients))
        chats = list(uow.outbox.touched)
        uow.commit()
    went = [outgoing for chat in chats for outgoing in sent(work, chat)]
    assert len(went) == requests
    assert {outgoing.kind for outgoing in went} == {"multicast"}
    assert [line_id for outgoing in went for line_id in outgoing.recipients] == recipients
