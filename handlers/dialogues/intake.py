"""Somebody asks for help: what, for whom, where, how to reach them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cases.areas import Level, level
from cases.incoming import Said
from cases.needs import NEEDS
from cases.understanding import Decision, Place, Understanding
from handlers.engine.dialogue import Dialogue
from handlers.engine.place_step import AskPlace
from handlers.engine.questions import AskPhotos, AskText, Choose, Confirm
from handlers.engine.steps import END, Answer, Heard, Option, Result, View
from handlers.opening import open_case
from handlers.texts import intake as texts

_LONGEST_STORY = 2_000  # characters; what is longer is cut for the card, and kept whole in the inbox
_LONGEST_NAME = 20  # characters of a name without its title
_KIN = {
    "self": "self",
    "mother": "parent",
    "father": "parent",
    "grandmother": "grandparent",
    "grandfather": "grandparent",
    "spouse": "family",
    "child": "family",
    "grandchild": "family",
    "sibling": "family",
    "relative": "family",
    "neighbour": "neighbour",
    "other": "other",
}


def known_from(understanding: Understanding, message_id: str = "") -> dict[str, Any]:
    """What a message already tells, by step; what is in here is not asked again."""
    known = {"story": understanding.text.strip()[:_LONGEST_STORY], **_also_told(understanding)}
    return known | {"story_message": message_id} if message_id else known


def _also_told(heard: Understanding) -> dict[str, Any]:
    details = heard.details
    told: dict[str, Any] = {
        "need": "+".join(heard.needs) if heard.decision is Decision.ACCEPT and heard.needs else None,
        "candidates": list(heard.candidates) if heard.decision is Decision.CHOOSE else None,
        "understood": list(heard.needs),
        "urgency": heard.urgency.value,
        "who": _KIN.get(details.relation),
        "person_name": details.person_name or None,
        "phone": details.phone or None,
        "landmark": _house(heard) or None,
        **_place(heard),
    }
    return {step: value for step, value in told.items() if value is not None}


def _house(heard: Understanding) -> str:
    details = heard.details
    parts = (
        f"บ้านเลขที่ {details.house_number}" * bool(details.house_number),
        f"หมู่ {details.moo}" * bool(details.moo),
    )
    return " ".join(filter(None, parts))


def _place(heard: Understanding) -> dict[str, Any]:
    place = heard.place
    if place and level(place.code) is Level.SUBDISTRICT:
        return {"place": {"code": place.code}}
    if place:
        return {"scratch:place": {"code": place.code}}
    return {"scratch:place": {"fitting": [p.code for p in heard.places[:8]]}} if heard.places else {}


def _story(said: Said, _view: View) -> str | None:
    return said.text.strip()[:_LONGEST_STORY] or None


def _from_story(said: Said, _view: View) -> Mapping[str, Any]:
    return _also_told(said.understanding)


def _need_options(view: View) -> Sequence[Option]:
    candidates = view.answers.get("candidates") or []
    plausible = [need for need in NEEDS if need.code in candidates]
    rest = [need for need in NEEDS if need.code not in candidates]
    shown = plausible or list(NEEDS)
    options = [Option(need.code, texts.need_label(need.code), (need.thai, need.short)) for need in shown]
    if len(plausible) == 2:
        options.append(Option("+".join(need.code for need in plausible), "ทั้งสองเรื่อง"))
    if plausible and not view.scratch.get("all"):
        options += [Option(need.code, texts.need_label(need.code), (need.thai, need.short)) for need in rest]
    return options


@dataclass(frozen=True)
class _ChooseNeed(Choose):
    """The need; told in further words it also lengthens the story, and may answer what comes next."""

    def read(self, heard: Heard, view: View) -> Result:
        result = super().read(heard, view)
        if isinstance(result, Answer) or not isinstance(heard, Said) or not heard.understanding.needs:
            return result
        story = f"{view.answers.get('story', '')}\n{heard.text.strip()}".strip()[:_LONGEST_STORY]
        told = _also_told(heard.understanding)
        return Answer("+".join(heard.understanding.needs), told, amends={"story": story})


def _who_in_words(said: Said, _view: View) -> str | None:
    details, words = said.understanding.details, said.text.strip()
    like_a_name = " " not in words and 2 <= len(words) <= _LONGEST_NAME and not words.startswith("ไม่")
    return _KIN.get(details.relation) or details.person_name or (words if like_a_name else None)


def _phone(said: Said, _view: View) -> str | None:
    return said.understanding.details.phone or None


def _landmark(said: Said, _view: View) -> str | None:
    return said.text.strip()[:300] or None


class _PlaceOfNeed(AskPlace):
    """A place that also answers the question for the house, where the words or the map told it."""

    def _narrow(self, places: Sequence[Place], view: View, more: Mapping[str, Any]) -> Result:
        result = super()._narrow(places, view, more)
        if isinstance(result, Answer) and (result.value.get("words") or result.value.get("spot")):
            return Answer(result.value, {"landmark": result.value.get("words") or result.value["spot"]["address"]})
        return result


INTAKE = Dialogue(
    name="intake",
    about="somebody asks for help: what, for whom, where, how to reach them; ends in a case",
    steps=(
        AskText("story", texts.ASK_STORY, next="need", sorry=texts.STORY_SORRY, check=_story, also=_from_story),
        _ChooseNeed("need", texts.ask_need, next="who", sorry=texts.NEED_SORRY, options=_need_options),
        Choose(
            "who",
            texts.ASK_WHO,
            next="place",
            sorry=texts.WHO_SORRY,
            options=tuple(Option(*relation) for relation in texts.RELATIONS),
            understand=_who_in_words,
        ),
        _PlaceOfNeed("place", texts.ASK_PLACE, next="landmark", sorry=texts.PLACE_SORRY),
        AskText("landmark", texts.ASK_LANDMARK, next="phone", check=_landmark, optional=True),
        AskText("phone", texts.ASK_PHONE, next="photos", sorry=texts.PHONE_SORRY, check=_phone, optional=True),
        AskPhotos("photos", texts.ask_photos, next="confirm", sorry=texts.PHOTOS_SORRY, optional=True),
        Confirm("confirm", texts.summary, next=END, sorry=texts.CONFIRM_SORRY, fields=texts.FIELDS),
    ),
    on_finish=open_case,
)
