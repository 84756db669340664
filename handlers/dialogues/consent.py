"""Before anything is kept: may we use what you tell us, and may agencies see it?"""

from collections.abc import Mapping
from functools import reduce
from typing import Any

from cases.incoming import Said
from cases.people import Purpose
from handlers import at_hand
from handlers.dialogues.intake_facts import joined, known_from
from handlers.engine.dialogue import Dialogue, Then
from handlers.engine.questions import Choose
from handlers.engine.steps import END, Heard, Option, View
from handlers.engine.words import WORDS
from handlers.talk import Talk
from handlers.texts import common
from handlers.texts import consent as texts

_YES_NO = (
    Option("yes", texts.AGREE, (*WORDS["consent"], *WORDS["confirm"])),
    Option("no", texts.REFUSE, (*WORDS["refuse"], *texts.NO_WORDS)),
)


def _record(talk: Talk, answers: dict[str, Any]) -> Then | None:
    agreed = answers["service"] == "yes"
    talk.uow.people.consent(talk.person.id, Purpose.SERVICE, agreed, talk.now)
    talk.person.consents[Purpose.SERVICE] = agreed
    if not agreed:
        needs = str((talk.state.get("waiting") or {}).get("need", "")).split("+")
        talk.say(common.hotlines(texts.HOTLINES, texts.REFUSED, talk.uow.hotlines.of([*needs, *common.GENERAL_TOPICS])))
        forget_story(talk)
        return None
    talk.uow.people.consent(talk.person.id, Purpose.AGENCIES, answers["agencies"] == "yes", talk.now)
    waiting = talk.state.pop("waiting", None)
    if waiting is not None or answers.get("more"):
        return Then("intake", reduce(joined, answers.get("more", []), waiting or {}))
    talk.say(texts.thanks())
    return None


def forget_story(talk: Talk) -> None:
    """Without consent nothing is kept of what was told: neither a draft nor the stored message."""
    for key in ("waiting", "kept"):
        told = talk.state.pop(key, None) or {}
        if told.get("story_message"):
            talk.uow.inbox.forget_message(told["story_message"], talk.incoming.chat)
    at_hand.take(talk)
    talk.state.pop("last_words", None)


def _more_of_the_story(heard: Heard, view: View, answered: bool) -> Mapping[str, Any]:
    """People go on telling while they are asked: it belongs to the report that waits."""
    if answered or not isinstance(heard, Said):
        return {}
    understood = heard.understanding
    tells = understood.needs or understood.places or understood.details.phone or understood.details.relation
    return {"more": [*view.answers.get("more", []), known_from(understood)]} if tells else {}


CONSENT = Dialogue(
    name="consent",
    about="asks for consent to the service, then to sharing with agencies (PDPA, by purpose, refusable)",
    steps=(
        Choose(
            "service",
            texts.ask_service,
            next={"yes": "agencies", "no": END},
            sorry=texts.SORRY,
            options=_YES_NO,
        ),
        Choose("agencies", texts.ASK_AGENCIES, next=END, sorry=texts.SORRY, options=_YES_NO),
    ),
    on_finish=_record,
    overhear=_more_of_the_story,
    on_cancel=forget_story,
)

WITHDRAW_WORDS = ("ถอนความยินยอม", "ยกเลิกความยินยอม", "ขอถอนความยินยอม")
