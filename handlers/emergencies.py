"""Danger: the hotline in the first reply, a coordinator told at once, no form in the way."""

from collections.abc import Mapping
from typing import Any

from cases.incoming import Said
from handlers import flow, staff
from handlers.coordination import all_around
from handlers.dialogues.intake_facts import joined, known_from
from handlers.talk import Talk
from handlers.texts import common
from handlers.texts import emergency as texts

_UNKNOWN_DANGER = "unknown"


def raise_alarm(talk: Talk, said: Said) -> None:
    """Answer danger. What was said is kept so that the resident can go on without telling it again."""
    heard = said.understanding
    lines = talk.uow.hotlines.of([*heard.dangers, *([] if heard.dangers else [_UNKNOWN_DANGER])])
    known = known_from(heard, talk.incoming.message_id)
    told = _tell_coordinators(talk, said.text, _with_draft(talk, known))
    talk.say(texts.first(lines, told) if lines else common.no_hotline_text())
    talk.state["kept"] = known


def go_on(talk: Talk, known: Mapping[str, Any]) -> Mapping[str, Any]:
    """What a report after an alarm begins with: the alarm, and what was told before it."""
    both = _with_draft(talk, known)
    flow.stop(talk, "intake")
    return both


def _with_draft(talk: Talk, known: Mapping[str, Any]) -> Mapping[str, Any]:
    drafts = [state for state in (*talk.paused, talk.dialogue) if state and state.dialogue == "intake"]
    return joined(drafts[-1].told(), known) if drafts else known


def _tell_coordinators(talk: Talk, words: str, known: Mapping[str, Any]) -> bool:
    place = known.get("place") or known.get("scratch:place") or {}
    code = place.get("code", "")
    ids = [person_id for person_id in all_around(talk.uow, code) if person_id != talk.person.id]
    card = texts.to_coordinator(
        talk.person.name,
        words,
        before=str(known["story"]).removesuffix(words.strip()).strip(),
        area=talk.area_name(code) if code else "",
        address=known.get("landmark", ""),
        spot=place.get("spot"),
        phone=known.get("phone", ""),
        person_id=talk.person.id,
    )
    talk.tell(ids, card)
    if ids:
        staff.listen(talk, ids, urgent=True)
    return bool(ids)
