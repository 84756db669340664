"""Invitation codes: whoever sends one takes its role; guessing is slowed down."""

import re
from datetime import timedelta

from cases.areas import Level, level
from cases.people import Invitation, Role
from cases.replies import Text
from handlers import flow
from handlers.talk import Talk
from handlers.texts import sign_up as texts

ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # without letters and digits that look alike
LENGTH = 10
_SHAPE = re.compile(r"\s*(?:รหัส(?:เชิญ)?\s*:?\s*)?KT[\s-]?((?:[A-Z0-9][\s-]?){4,20})", re.IGNORECASE)  # mistypings too
_MOST_FAILURES = 5
_MOST_FAILURES_IN_ALL = 200  # so that many accounts together guess no faster
_WITHIN = timedelta(hours=1)


def find_code(text: str) -> str | None:
    """The invitation code that a message consists of; None for other messages."""
    found = _SHAPE.fullmatch(text)
    return "KT-" + re.sub(r"[\s-]", "", found.group(1)).upper() if found else None


def redeem(talk: Talk, code: str) -> None:
    """Take the role that an invitation gives."""
    if _too_many_guesses(talk):
        talk.say(Text(texts.TOO_MANY))
        return
    invitation = talk.uow.people.invitation(code)
    if invitation is None or not _usable(talk, invitation):
        talk.uow.people.note_failed_invitation(talk.person.id, talk.now)
        talk.say(Text(texts.BAD_CODE))
    elif invitation.role is Role.VOLUNTEER:
        _sign_up(talk, invitation)
    else:
        talk.uow.people.use_invitation(code, talk.person.id, talk.now)
        talk.uow.people.grant(talk.person.id, invitation.role, invitation.area)
        talk.say(texts.welcome_coordinator(invitation.role, talk.area_name(invitation.area)))


def _too_many_guesses(talk: Talk) -> bool:
    people, since = talk.uow.people, talk.now - _WITHIN
    if people.failed_invitations(talk.person.id, since) >= _MOST_FAILURES:
        return True
    return people.failed_invitations_of_all(since) >= _MOST_FAILURES_IN_ALL


def _usable(talk: Talk, invitation: Invitation) -> bool:
    return invitation.expires_at > talk.now and invitation.used_by in (None, talk.person.id)


def _sign_up(talk: Talk, invitation: Invitation) -> None:
    talk.say(Text(texts.INVITED))
    talk.state["invitation"] = {"code": invitation.code, "area": invitation.area}
    exact = level(invitation.area) is Level.SUBDISTRICT
    start = {"place": {"code": invitation.area}} if exact else {"scratch:place": {"code": invitation.area}}
    flow.begin(talk, "sign_up", start)
