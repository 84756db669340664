"""Where every event begins: decides who answers it, from danger down to small talk."""

from cases.incoming import (
    Edited,
    Followed,
    Incoming,
    Joined,
    Left,
    Media,
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
from cases.replies import Reply, Tap, Text
from cases.understanding import Decision
from handlers import at_hand, emergencies, flow, invitations, second_thoughts, staff, withdrawals
from handlers.commands import coordinators, registry, residents, volunteers
from handlers.dialogues import consent
from handlers.dialogues.intake_facts import from_media, known_from
from handlers.engine.buttons import CommandTap, StepTap, parse
from handlers.engine.words import CRIES, WORDS, matches
from handlers.services import Services
from handlers.talk import Talk
from handlers.texts import common, intake, sign_up

_LAST_WORDS = 500  # characters of what was said last, for the staff when somebody asks for them


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
    if not staff.is_listening(talk):
        flow.take_up(talk)
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
            second_thoughts.unsent(talk, message_id)
        case Edited(message_id, said):
            if not second_thoughts.edited(talk, message_id, said):
                _said(talk, said)
        case Joined() | Left() | Silent():
            return  # nothing to say: a group's comings and goings, or a kind of event LINE added lately


def _said(talk: Talk, said: Said) -> None:
    code = invitations.find_code(said.text)
    if code:
        invitations.redeem(talk, code)
    elif _is_alarm(talk, said):
        emergencies.raise_alarm(talk, said)
    elif _fixed_words(talk, said.text):
        _remind_of_unfinished(talk)
    elif not flow.hear(talk) and not staff.forward(talk, said):
        _open_words(talk, said)
        if talk.person.consented is not False:
            talk.state["last_words"] = said.text[:_LAST_WORDS]


def _is_alarm(talk: Talk, said: Said) -> bool:
    """Whether words are a cry for help.

    In the middle of something only a danger that is named counts: a short answer to a question is easily
    misread. What the staff write to others never counts.
    """
    found = flow.running(talk)
    if said.understanding.urgency is not Urgency.EMERGENCY or (found and found[0].calm):
        return False
    in_the_middle = found is not None or staff.is_listening(talk)
    cries = any(cry in said.text for cry in CRIES)
    return bool(said.understanding.dangers) or cries or not in_the_middle


def _fixed_words(talk: Talk, text: str) -> bool:
    """Words that mean the same at any time: menu, report, track, a person, consent taken back."""
    if matches(text, WORDS["menu"]):
        talk.say(menu_of(talk))
    elif matches(text, WORDS["track"]):
        residents.track(talk, {})
    elif matches(text, WORDS["human"]):
        staff.call(talk)
    elif matches(text, consent.WITHDRAW_WORDS):
        withdrawals.withdraw_consent(talk)
    elif matches(text, WORDS["report"]):
        residents.report(talk, {})
    elif matches(text, WORDS["cancel"]) and not flow.running(talk):
        talk.say(Text(common.NOTHING_TO_CANCEL, choices=common.MENU_CHOICES))
    else:
        return False
    return True


def _remind_of_unfinished(talk: Talk) -> None:
    """After a look aside, the way back to what is under way."""
    if (flow.running(talk) or talk.paused) and talk.replies and not talk.asked:
        talk.say(Text(common.UNFINISHED, choices=common.CONTINUE_CHOICES))


def _open_words(talk: Talk, said: Said) -> None:
    """No dialogue runs: short answers to what was sent before, then what the message wants."""
    if _answers_a_notice(talk, said.text) or _names_a_case(talk, said.text):
        return
    heard = said.understanding
    if heard.intent in (Intent.REPORT, Intent.ASK) or heard.needs:
        _report_or_ask(talk, said)
    elif heard.intent is Intent.TRACK:
        residents.track(talk, {})
    elif heard.intent is Intent.MEETING:
        residents.upcoming_meetings(talk)
    elif heard.intent is Intent.HUMAN:
        staff.call(talk)
    elif heard.intent is Intent.OFFER:
        talk.say(Text(common.OFFER_THANKS, choices=common.MENU_CHOICES))
    elif heard.intent is Intent.SMALLTALK:
        talk.say(menu_of(talk, common.SMALLTALK))
    elif heard.decision is Decision.CHOOSE or heard.places or heard.details.phone:
        residents.start_intake(talk, known_from(heard, talk.incoming.message_id))
    else:
        talk.state["kept"] = known_from(heard, talk.incoming.message_id)
        talk.say(menu_of(talk, common.NOT_UNDERSTOOD, common.THIS_IS_A_REPORT))


def _report_or_ask(talk: Talk, said: Said) -> None:
    """A question gets the numbers that know the answer, and the offer to open a case; a report begins one."""
    heard = said.understanding
    lines = talk.uow.hotlines.of(heard.needs or heard.candidates[:1]) if heard.intent is Intent.ASK else []
    known = known_from(heard, talk.incoming.message_id)
    if lines:
        talk.state["kept"] = known
        talk.say(common.answer_to_question(lines))
    else:
        residents.start_intake(talk, known)


def _answers_a_notice(talk: Talk, text: str) -> bool:
    """รับเรื่อง, ขอผ่าน, ได้รับแล้ว, ยังไม่ได้รับ, ยินยอม typed instead of tapped."""
    if matches(text, WORDS["accept"]) or matches(text, WORDS["pass"]):
        return volunteers.answer_in_words(talk, accepted=matches(text, WORDS["accept"]))
    if matches(text, WORDS["coming"]) or matches(text, WORDS["declined"]):
        return residents.answer_meeting_in_words(talk, coming=matches(text, WORDS["coming"]))
    if matches(text, WORDS["consent"]) and talk.person.consented is not True:
        flow.begin(talk, "consent")
        return True
    return residents.answer_in_words(talk, text)


def _names_a_case(talk: Talk, text: str) -> bool:
    """A case number opens the case as the writer may see it: as coordinator, volunteer or resident."""
    return (
        coordinators.open_number(talk, text) or volunteers.open_number(talk, text) or residents.track_number(talk, text)
    )


def _tapped(talk: Talk, data: str) -> None:
    tap = parse(data)
    if isinstance(tap, StepTap) and flow.hear(talk, tap):
        return
    if isinstance(tap, CommandTap) and registry.run(talk, tap):
        _remind_of_unfinished(talk)
        return
    talk.say(Text(common.STALE_DONE), menu_of(talk))


def _sent(talk: Talk, thing: SentLocation | SentMedia | SentSticker) -> None:
    if flow.hear(talk) or (isinstance(thing, SentLocation) and staff.forward(talk, thing)):
        return
    if isinstance(thing, SentSticker):
        talk.say(menu_of(talk, common.STICKER))
    elif isinstance(thing, SentMedia) and thing.media_id is None:
        talk.say(Text(common.MEDIA_GONE))
    elif isinstance(thing, SentMedia) and thing.kind is Media.AUDIO:
        residents.start_intake(talk, {"story": intake.TOLD_BY_VOICE, **from_media(thing, {})})
    else:
        _lay_aside(talk, thing)


def _lay_aside(talk: Talk, thing: SentLocation | SentMedia) -> None:
    """Sent before a word was said: kept for the report that follows, or for the case that is open."""
    at_hand.keep(talk, thing)
    if isinstance(thing, SentLocation):
        talk.say(Text(common.LOCATION_WITHOUT_QUESTION, choices=common.MENU_CHOICES))
    elif thing.last_of_set:
        choices = (*residents.ways_to_add(talk), *common.MENU_CHOICES)
        talk.say(Text(common.MEDIA_WITHOUT_QUESTION, choices=choices))


def menu_of(talk: Talk, text: str = common.MENU, *first: Tap) -> Reply:
    """The menu with what the person's roles add, and buttons that belong to the moment."""
    more = [*(sign_up.coordinator_buttons() if talk.person.is_coordinator else ())]
    volunteer = talk.uow.volunteers.get(talk.person.id) if talk.person.is_volunteer else None
    if volunteer:
        more += sign_up.volunteer_buttons(volunteer.resting)
    return common.menu(text, first, more)
