"""What residents do with a case of their own: add to it, or take it back."""

from typing import Any

from cases.case import OPEN
from cases.replies import Text
from handlers.engine.dialogue import Dialogue
from handlers.engine.questions import AskPhotos, AskText, Choose
from handlers.engine.steps import END, Option
from handlers.talk import Talk
from handlers.texts import my_cases, referral
from handlers.texts.intake import PHOTOS_SORRY, ask_photos
from handlers.withdrawals import withdraw_case


def _add(talk: Talk, answers: dict[str, Any]) -> None:
    case = talk.uow.cases.get(answers["case"])
    if answers["note"]:
        case.add(talk.now, talk.person.id, answers["note"])
        talk.uow.cases.save(case)
    talk.uow.cases.attach(case.id, answers["photos"] or [], talk.person.id, talk.now)
    if case.volunteer_id:
        words = referral.added_to_volunteer(case, talk.area_name(case.area), answers["note"])
        talk.tell([case.volunteer_id], words, can_wait=True)
    talk.say(Text(my_cases.ADDED))


ADD = Dialogue(
    name="add",
    about="a resident adds words or photos to a case",
    steps=(
        AskText("note", my_cases.ASK_ADDITION, next="photos", optional=True),
        AskPhotos("photos", ask_photos, next=END, sorry=PHOTOS_SORRY, optional=True),
    ),
    on_finish=_add,
)


def _withdraw(talk: Talk, answers: dict[str, Any]) -> None:
    case = talk.uow.cases.get(answers["case"])
    if answers["sure"] != "yes" or case.status not in OPEN:
        talk.say(Text(my_cases.KEPT))
        return
    withdraw_case(talk.uow, case, talk.now)
    talk.say(Text(my_cases.WITHDRAWN))


WITHDRAW = Dialogue(
    name="withdraw",
    about="a resident takes a case back",
    steps=(
        Choose(
            "sure",
            my_cases.ASK_WITHDRAW,
            next=END,
            options=(
                Option("yes", my_cases.DO_WITHDRAW, my_cases.DO_WITHDRAW_WORDS),
                Option("no", my_cases.KEEP, my_cases.KEEP_WORDS),
            ),
        ),
    ),
    on_finish=_withdraw,
)
