"""What a volunteer records on a case: the visit, the help, or why it cannot be done."""

from collections.abc import Callable
from typing import Any

from cases.case import IN_HAND, Case
from cases.replies import Text
from handlers import visits
from handlers.engine.dialogue import Dialogue
from handlers.engine.questions import AskPhotos, AskText, Choose
from handlers.engine.steps import END, Option, View
from handlers.talk import Talk
from handlers.texts import referral as texts


def _of_mine(act: Callable[[Talk, Case, dict[str, Any]], None]) -> Callable[[Talk, dict[str, Any]], None]:
    """Only the volunteer who holds the case at the end of the dialogue may record."""

    def record(talk: Talk, answers: dict[str, Any]) -> None:
        case = talk.uow.cases.get(answers["case"])
        if case.volunteer_id != talk.person.id or case.status not in IN_HAND:
            talk.say(Text(texts.GONE))
            return
        act(talk, case, answers)

    return record


def _visited(talk: Talk, case: Case, answers: dict[str, Any]) -> None:
    visits.record_visit(talk.uow, case, talk.person.id, answers["note"], answers["photos"] or [], talk.now)
    talk.say(Text(texts.VISITED))


def _helped(talk: Talk, case: Case, answers: dict[str, Any]) -> None:
    visits.record_help(talk.uow, case, talk.person.id, answers["note"], answers["photos"] or [], talk.now)
    talk.say(Text(texts.HELPED))


def _cannot(talk: Talk, case: Case, answers: dict[str, Any]) -> None:
    reason = dict(texts.REASONS).get(answers["reason"], answers["reason"])
    visits.give_back(talk.uow, talk.services, case, talk.person.id, reason)
    talk.say(Text(texts.CANNOT))


def _own_reason(said: Any, _view: View) -> str | None:
    return said.text.strip()[:300] or None


VISIT = Dialogue(
    name="visit",
    about="a volunteer records a visit with a note and photos",
    steps=(
        AskText("note", texts.ASK_VISIT_NOTE, next="photos", optional=True),
        AskPhotos("photos", texts.ASK_PHOTOS, next=END, sorry=texts.PHOTOS_SORRY, optional=True),
    ),
    on_finish=_of_mine(_visited),
)

HELP = Dialogue(
    name="help",
    about="a volunteer records that help was given",
    steps=(
        AskText("note", texts.ASK_HELP_NOTE, next="photos", optional=True),
        AskPhotos("photos", texts.ASK_PHOTOS, next=END, sorry=texts.PHOTOS_SORRY, optional=True),
    ),
    on_finish=_of_mine(_helped),
)

CANNOT = Dialogue(
    name="cannot",
    about="a volunteer gives a case back with a reason",
    steps=(
        Choose(
            "reason",
            texts.ASK_REASON,
            next=END,
            options=tuple(Option(value, label) for value, label in texts.REASONS),
            understand=_own_reason,
        ),
    ),
    on_finish=_of_mine(_cannot),
)
