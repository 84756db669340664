"""Talking with a person: who of the staff is called, and whose words go to whom for how long."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from cases.incoming import Said, SentLocation
from cases.needs import Intent
from cases.replies import Reply, Text
from handlers.coordination import responsible
from handlers.talk import Talk, pause
from handlers.texts import common, desk

_LISTENS = timedelta(minutes=30)  # how long words after คุยกับเจ้าหน้าที่ go to the staff
_WAITS_FOR_ANSWER = timedelta(days=1)  # after a message from the staff


def call(talk: Talk) -> None:
    """คุยกับเจ้าหน้าที่: the coordinators around the person's newest case hear of it, or the hotlines help."""
    newest = talk.uow.cases.of_reporter(talk.person.id, 1)
    area = newest[0].area if newest else ""
    ids = _others(talk, responsible(talk.uow, area) or responsible(talk.uow, ""))
    if not ids:
        lines = talk.uow.hotlines.of(common.GENERAL_TOPICS)
        talk.say(common.hotlines(desk.HUMAN, desk.HUMAN_NOBODY, lines))
        return
    words = talk.state.get("last_words", "")
    talk.tell(ids, desk.somebody_wants_to_talk(talk.person.name, words, talk.person.id))
    listen(talk, ids)
    talk.say(Text(desk.HUMAN_TOLD))


def listen(talk: Talk, ids: Sequence[int], *, urgent: bool = False) -> None:
    """For a while, what the person says goes to these people; a dialogue that was under way waits."""
    talk.pause()
    until = talk.now + _LISTENS
    talk.state["with_staff"] = {"ids": list(ids), "until": until.isoformat(), "urgent": urgent}


def is_listening(talk: Talk) -> bool:
    """Whether a talk with the staff goes on."""
    with_staff = talk.state.get("with_staff") or {}
    return "until" in with_staff and talk.now <= datetime.fromisoformat(with_staff["until"])


def forward(talk: Talk, thing: Said | SentLocation) -> bool:
    """Pass on what belongs to a talk with the staff; False where there is none, or more than that is to be done."""
    if not is_listening(talk):
        return False
    ids, urgent = talk.state["with_staff"]["ids"], talk.state["with_staff"]["urgent"]
    message: Reply
    if isinstance(thing, Said):
        message = desk.words_of(talk.person.name, thing.text, talk.person.id)
    else:
        message = desk.place_of(talk.person.name, thing, talk.person.id)
    talk.tell(ids, message, can_wait=len(ids) > 1 and not urgent)
    listen(talk, ids, urgent=urgent)
    if urgent and _is_report(thing):
        return False  # after an alarm the staff hear of it, and it is taken up as well
    talk.say(Text(desk.FORWARDED, choices=common.CONTINUE_CHOICES if talk.paused else common.MENU_CHOICES))
    return True


def _is_report(thing: Said | SentLocation) -> bool:
    return isinstance(thing, Said) and thing.understanding.intent is Intent.REPORT and bool(thing.understanding.needs)


def write_to(talk: Talk, person_id: int, words: str) -> None:
    """A coordinator writes to somebody; the answer will come back to this coordinator."""
    chat = talk.uow.people.get(person_id).line_id
    state = talk.state if person_id == talk.person.id else talk.uow.conversations.load(chat)
    pause(state)
    until = talk.now + _WAITS_FOR_ANSWER
    state["with_staff"] = {"ids": [talk.person.id], "until": until.isoformat(), "urgent": False}
    if state is not talk.state:
        talk.uow.conversations.save(chat, state)
    unfinished = bool(state.get("paused"))
    talk.tell([person_id], desk.from_staff(talk.services.organisation.name, words, unfinished=unfinished))


def _others(talk: Talk, ids: Sequence[int]) -> list[int]:
    return [person_id for person_id in ids if person_id != talk.person.id]
