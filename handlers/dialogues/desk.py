"""What a coordinator does in words: answer a resident, correct the needs of a case."""

from typing import Any

from cases.needs import NEEDS
from cases.replies import Text
from handlers import referrals, staff
from handlers.corrections import keep_correction
from handlers.engine.dialogue import Dialogue
from handlers.engine.questions import AskText, ChooseMany
from handlers.engine.steps import END, Option
from handlers.talk import Talk
from handlers.texts import common, desk
from handlers.texts.intake import need_label


def _answer(talk: Talk, answers: dict[str, Any]) -> None:
    if not talk.person.is_coordinator:
        talk.say(Text(common.NOT_ALLOWED))
        return
    staff.write_to(talk, answers["person"], answers["words"])
    talk.say(Text(desk.ANSWERED))


ANSWER = Dialogue(
    name="answer",
    about="a coordinator writes to a resident through the bot",
    steps=(AskText("words", desk.ASK_ANSWER, next=END),),
    on_finish=_answer,
    calm=True,
)


def _correct(talk: Talk, answers: dict[str, Any]) -> None:
    case = talk.uow.cases.get(answers["case"])
    if not talk.person.coordinates(case.area):
        talk.say(Text(common.NOT_ALLOWED))
        return
    needs = tuple(need.code for need in NEEDS if need.code in answers["needs"])
    case.correct_needs(talk.now, talk.person.id, needs)
    talk.uow.cases.save(case)
    keep_correction(talk, case.story, needs)
    talk.say(Text(desk.NEEDS_CORRECTED))
    referrals.ask_others(talk.uow, talk.services, case, talk.now)


CORRECT_NEEDS = Dialogue(
    name="correct_needs",
    about="a coordinator corrects what kind of need a case is; the classifier learns from it",
    steps=(
        ChooseMany(
            "needs",
            desk.ASK_NEEDS,
            next=END,
            options=tuple(Option(need.code, need_label(need.code), (need.thai, need.short)) for need in NEEDS),
        ),
    ),
    on_finish=_correct,
)
