"""A coordinator announces a meeting to an area; recipients are counted before anything is sent."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from cases.areas import covers
from cases.incoming import Said
from cases.replies import Text
from handlers import meetings
from handlers.engine.dialogue import Dialogue
from handlers.engine.questions import AskText, AskWhen, Choose, Confirm
from handlers.engine.steps import END, Option, View
from handlers.talk import Talk
from handlers.texts import common
from handlers.texts import meeting as texts


def _own_areas(view: View) -> Sequence[Option]:
    return [Option(code, view.gazetteer.name(code)) for code in view.facts["coordinated"]]


def _named_area(said: Said, view: View) -> str | None:
    """A smaller area within one's own, named in words."""
    named = [place.code for place in said.understanding.places]
    for own in view.facts["coordinated"]:
        named += [place.code for place in view.gazetteer.search(said.text, within=own)]
    inside = [code for code in named if any(covers(own, code) for own in view.facts["coordinated"])]
    return inside[0] if inside else None


def _send(talk: Talk, answers: dict[str, Any]) -> None:
    if not talk.person.coordinates(answers["area"]):
        talk.say(Text(common.NOT_ALLOWED))
        return
    meeting, count = meetings.call_meeting(
        talk.uow,
        title=answers["title"],
        place=answers["spot"],
        starts_at=datetime.fromisoformat(answers["time"]),
        area=answers["area"],
        everyone=answers["audience"] == "everyone",
        called_by=talk.person.id,
    )
    talk.say(texts.sent(meeting, count) if count else Text(texts.NOBODY))


ANNOUNCE = Dialogue(
    name="announce",
    about="a coordinator announces a meeting to an area and sees the cost before it goes out",
    steps=(
        AskText("title", texts.ASK_TITLE, next="spot"),
        AskText("spot", texts.ASK_SPOT, next="time"),
        AskWhen("time", texts.ASK_TIME, next="area", sorry=texts.TIME_SORRY),
        Choose(
            "area",
            texts.ASK_AREA,
            next="audience",
            sorry=texts.AREA_SORRY,
            options=_own_areas,
            understand=_named_area,
        ),
        Choose(
            "audience",
            texts.ASK_AUDIENCE,
            next="confirm",
            options=tuple(Option(value, label) for value, label in texts.AUDIENCES),
        ),
        Confirm("confirm", texts.summary, next=END, sorry=texts.CONFIRM_SORRY, fields=texts.FIELDS),
    ),
    on_finish=_send,
    calm=True,
)
