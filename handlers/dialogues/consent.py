"""Before anything is kept: may we use what you tell us, and may agencies see it?"""

from typing import Any

from cases.people import Purpose
from handlers.engine.dialogue import Dialogue, Then
from handlers.engine.questions import Choose
from handlers.engine.steps import END, Option
from handlers.engine.words import WORDS
from handlers.talk import Talk
from handlers.texts import common
from handlers.texts import consent as texts

_YES_NO = (
    Option("yes", "ยินยอม", (*WORDS["consent"], *WORDS["confirm"])),
    Option("no", "ไม่ยินยอม", WORDS["refuse"]),
)


def _record(talk: Talk, answers: dict[str, Any]) -> Then | None:
    agreed = answers["service"] == "yes"
    talk.uow.people.consent(talk.person.id, Purpose.SERVICE, agreed, talk.now)
    talk.person.consents[Purpose.SERVICE] = agreed
    waiting = talk.state.pop("waiting", None)
    if not agreed:
        needs = str((waiting or {}).get("need", "")).split("+")
        lines = talk.uow.hotlines.of([*needs, "elderly_care", "disability_aid", "consumer_complaint", "health_rights"])
        talk.say(common.hotlines("เบอร์ที่ช่วยได้", texts.REFUSED, lines))
        return None
    talk.uow.people.consent(talk.person.id, Purpose.AGENCIES, answers["agencies"] == "yes", talk.now)
    if waiting is not None:
        return Then("intake", waiting)
    talk.say(texts.thanks())
    return None


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
)

WITHDRAW_WORDS = ("ถอนความยินยอม", "ยกเลิกความยินยอม", "ขอถอนความยินยอม")
