"""Where every event begins: decides who answers it, from danger down to small talk."""

from datetime import datetime

from cases.incoming import (
    Edited,
    Followed,
    Incoming,
    Joined,
    Left,
    Said,
    SentLocation,
    SentMedia,
    SentSticker,
    Silent,
    Tapped,
    Unfollowed,
    Unsent,
)
from cases.needs import Intent, Urgency
from cases.ports import UnitOfWork
from cases.replies import Reply, Text
from cases.understanding import Decision
from handlers import emergencies, flow, invitations, withdrawals
from handlers.commands import coordinators, residents, volunteers
from handlers.commands.registry import COMMANDS
from handlers.dialogues import consent
from handlers.dialogues.intake import known_from
from handlers.engine.buttons import CommandTap, StepTap, parse
from handlers.engine.words import WORDS, matches
from handlers.services import Services
from handlers.talk import Talk
from handlers.texts import common, desk, sign_up


def hear(incoming: Incoming, uow: UnitOfWork, services: Services) -> list[Reply]:
    """Handle one event within a unit of work; returns what to answer, nothing for deliberate silence."""
    if incoming.is_group or not incoming.line_id:
        return [Text(common.JOINED_GROUP)] if isinstance(incoming.what, Joined) else []
    talk = Talk(incoming, uow, services)
    if incoming.profile_name and not talk.person.name:
        uow.people.rename(talk.person.id, incoming.profile_name)
        talk.person.name = incoming.profile_name
    _route(talk)
    talk.state["heard_at"] = talk.now.isoformat()
    uow.conversations.save(incoming.chat, talk.state)
    return talk.replies


def _route(talk: Talk) -> None:
    match talk.incoming.what:
        case Said() as said:
            _said(talk, said)
        case Tapped(data):
            _tapped(talk, data)
        case SentLocation() | SentMedia() | SentSticker() as thing:
            _sent(talk, thing)
        case Followed():
            talk.uow.people.set_blocked(talk.person.id, False)
            talk.say(common.greeting(talk.services.organisation.name, talk.person.name))
            if talk.person.grants:
                talk.say(menu_of(talk))
        case Unfollowed():
            talk.uow.people.set_blocked(talk.person.id, True)
        case Unsent(message_id):
            _unsent(talk, message_id)
        case Edited(message_id, said):
            _edited(talk, message_id, said)
        case Joined() | Left() | Silent():
            return  # nothing to say: a group's comings and goings, or a kind of event LINE added lately


def _said(talk: Talk, said: Said) -> None:
    code = invitations.find_code(said.text)
    if code:
        invitations.redeem(talk, code)
    elif said.understanding.urgency is Urgency.EMERGENCY:
        emergencies.raise_alarm(talk, said)
    elif not _fixed_words(talk, said.text) and not flow.hear(talk) and not _forwarded(talk, said):
        _open_words(talk, said)
        talk.state["last_words"] = said.text[:500]


def _fixed_words(talk: Talk, text: str) -> bool:
    """Words that mean the same at any time: menu, report, track, a person, consent taken back."""
    if matches(text, WORDS["menu"]):
        talk.say(menu_of(talk))
    elif matches(text, WORDS["track"]):
        residents.track(talk, {})
    elif matches(text, WORDS["human"]):
        residents.human(talk, {})
    elif matches(text, consent.WITHDRAW_WORDS):
        flow.stop(talk)
        withdrawals.withdraw_consent(talk)
    elif matches(text, WORDS["report"]):
        residents.report(talk, {})
    else:
        return False
    return True


def _forwarded(talk: Talk, said: Said) -> bool:
    """Words that follow คุยกับเจ้าหน้าที่ go to the staff."""
    until = talk.state.get("with_staff_until")
    if not until or talk.now > datetime.fromisoformat(until):
        return False
    staff = [p.id for p in talk.uow.people.coordinators_of("") if p.id != talk.person.id]
    talk.tell(staff, desk.somebody_wants_to_talk(talk.person.name, said.text, talk.person.id), can_wait=True)
    talk.say(Text(desk.FORWARDED, choices=common.MENU_CHOICES))
    return True


def _open_words(talk: Talk, said: Said) -> None:
    """No dialogue runs: short answers to what was sent before, then what the message wants."""
    if _answers_a_notice(talk, said.text):
        return
    if coordinators.open_number(talk, said.text) or residents.track_number(talk, said.text):
        return
    heard = said.understanding
    if heard.intent in (Intent.REPORT, Intent.ASK) or heard.needs:
        _report_or_ask(talk, said)
    elif heard.intent is Intent.TRACK:
        residents.track(talk, {})
    elif heard.intent is Intent.MEETING:
        residents.upcoming_meetings(talk)
    elif heard.intent is Intent.HUMAN:
        residents.human(talk, {})
    elif heard.intent is Intent.OFFER:
        talk.say(Text(common.OFFER_THANKS, choices=common.MENU_CHOICES))
    elif heard.intent is Intent.SMALLTALK:
        talk.say(menu_of(talk, common.SMALLTALK))
    elif heard.decision is Decision.CHOOSE:
        residents.start_intake(talk, known_from(heard, talk.incoming.message_id))
    else:
        talk.say(menu_of(talk, common.NOT_UNDERSTOOD))


def _report_or_ask(talk: Talk, said: Said) -> None:
    """A question gets the numbers that know the answer, and the offer to open a case; a report begins one."""
    heard = said.understanding
    lines = talk.uow.hotlines.of(heard.needs or heard.candidates[:1]) if heard.intent is Intent.ASK else []
    known = known_from(heard, talk.incoming.message_id)
    if lines:
        talk.state["alarm"] = known
        talk.say(common.answer_to_question(lines))
    else:
        residents.start_intake(talk, known)


def _answers_a_notice(talk: Talk, text: str) -> bool:
    """รับเรื่อง, ขอผ่าน, ได้รับแล้ว, ยังไม่ได้รับ, ยินยอม typed instead of tapped."""
    if matches(text, WORDS["accept"]) or matches(text, WORDS["pass"]):
        return volunteers.answer_in_words(talk, accepted=matches(text, WORDS["accept"]))
    if matches(text, WORDS["received"]) or matches(text, WORDS["not_yet"]):
        return residents.answer_in_words(talk, came=matches(text, WORDS["received"]))
    if matches(text, WORDS["coming"]) or matches(text, WORDS["declined"]):
        return residents.answer_meeting_in_words(talk, coming=matches(text, WORDS["coming"]))
    if matches(text, WORDS["consent"]) and talk.person.consented is not True:
        flow.begin(talk, "consent")
        return True
    return False


def _tapped(talk: Talk, data: str) -> None:
    tap = parse(data)
    if isinstance(tap, StepTap) and flow.hear(talk, tap):
        return
    if isinstance(tap, CommandTap) and tap.name in COMMANDS:
        try:
            COMMANDS[tap.name](talk, tap.arguments)
        except (KeyError, ValueError):  # a button of an older version, with other arguments
            talk.say(Text(common.STALE_DONE), menu_of(talk))
        return
    talk.say(Text(common.STALE_DONE), menu_of(talk))


def _sent(talk: Talk, thing: SentLocation | SentMedia | SentSticker) -> None:
    if flow.hear(talk):
        return
    if isinstance(thing, SentSticker):
        talk.say(menu_of(talk, common.STICKER))
        return
    location = isinstance(thing, SentLocation)
    words = common.LOCATION_WITHOUT_QUESTION if location else common.MEDIA_WITHOUT_QUESTION
    if location or (isinstance(thing, SentMedia) and thing.last_of_set):
        talk.say(Text(words, choices=common.MENU_CHOICES))


def _unsent(talk: Talk, message_id: str) -> None:
    """What was taken back is forgotten: stored media, and a story that is not a case yet."""
    talk.uow.media.forget_message(message_id)
    for key in ("waiting", "alarm"):
        if (talk.state.get(key) or {}).get("story_message") == message_id:
            talk.state.pop(key)
    state = talk.dialogue_state()
    if state and state.answers.get("story_message") == message_id:
        flow.stop(talk)
    talk.state.pop("last_words", None)


def _edited(talk: Talk, message_id: str, said: Said) -> None:
    """Corrected words replace the story they belong to; elsewhere they count as said now."""
    state = talk.dialogue_state()
    if state and state.answers.get("story_message") == message_id:
        known = known_from(said.understanding, message_id)
        kept = {step: value for step, value in state.answers.items() if step not in known and step != "candidates"}
        flow.stop(talk)
        talk.say(Text(common.EDITED))
        flow.begin(talk, state.dialogue, kept | known)
    else:
        _said(talk, said)


def menu_of(talk: Talk, text: str = "") -> Reply:
    """The menu with what the person's roles add."""
    more = [*(sign_up.coordinator_buttons() if talk.person.is_coordinator else ())]
    volunteer = talk.uow.volunteers.get(talk.person.id) if talk.person.is_volunteer else None
    if volunteer:
        more += sign_up.volunteer_buttons(volunteer.resting)
    return common.menu(text, more) if text else common.menu(more=more)
