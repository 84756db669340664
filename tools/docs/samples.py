"""Made-up answers and facts, so that every step of every dialogue can be asked its question."""

from datetime import datetime
from typing import Any

from cases.policy import THAI_TIME
from cases.ports import Gazetteer
from handlers.engine.dialogue import Dialogue
from handlers.engine.place_step import AskPlace
from handlers.engine.questions import AskPhotos, AskWhen, Choose, ChooseMany, Confirm
from handlers.engine.steps import Step, View, options_of

_NOW = datetime(2026, 11, 21, 9, tzinfo=THAI_TIME)
_FACTS = {
    "home": ("90",),
    "organisation": "ศูนย์ประสานงาน",
    "privacy_url": "",
    "coordinated": ("90",),
    "invited": ("9011",),
    "moment": datetime.fromisoformat,
    "count_people": lambda _area, _audience: 0,
}


def sample_view(dialogue: Dialogue, step: Step, areas: Gazetteer) -> View:
    """What a step sees once all steps before it were answered."""
    view = View(dialogue.name, step.name, "", answers={}, scratch={}, gazetteer=areas, now=_NOW, facts=_FACTS)
    answers: dict[str, Any] = {}
    for earlier in dialogue.steps[: dialogue.steps.index(step)]:
        answers[earlier.name] = _answer(earlier, view)
    return View(dialogue.name, step.name, "", answers, scratch={}, gazetteer=areas, now=_NOW, facts=_FACTS)


def _answer(step: Step, view: View) -> Any:
    match step:
        case AskPlace():
            return {"code": "901113"}
        case AskPhotos():
            return []
        case AskWhen():
            return _NOW.isoformat()
        case Choose():
            return options_of(step.options, view)[0].value
        case ChooseMany():
            return [options_of(step.options, view)[0].value]
        case Confirm():
            return True
        case _:
            return "…"
