"""Danger: the hotline in the first reply, a coordinator told at once, no form in the way."""

from cases.incoming import Said
from cases.understanding import Understanding
from handlers.dialogues.intake import known_from
from handlers.talk import Talk
from handlers.texts import common
from handlers.texts import emergency as texts

_UNKNOWN_DANGER = "unknown"


def raise_alarm(talk: Talk, said: Said) -> None:
    """Answer danger. What was said is kept so that the resident can go on without telling it again."""
    heard = said.understanding
    lines = talk.uow.hotlines.of([*heard.dangers, *([] if heard.dangers else [_UNKNOWN_DANGER])])
    told = _tell_coordinators(talk, heard)
    talk.say(texts.first(lines, told) if lines else common.no_hotline_text())
    talk.state["alarm"] = known_from(heard, talk.incoming.message_id)


def _tell_coordinators(talk: Talk, heard: Understanding) -> bool:
    place = heard.place.code if heard.place else ""
    coordinators = talk.uow.people.coordinators_of(place) or talk.uow.people.coordinators_of("")
    ids = [person.id for person in coordinators if person.id != talk.person.id and not person.blocked]
    area = talk.area_name(place) if place else ""
    talk.tell(ids, texts.to_coordinator(talk.person.name, heard.text, area, heard.details.phone, talk.person.id))
    return bool(ids)
