"""Somebody asks for help: what, for whom, where, how to reach them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cases.incoming import Media, Said, SentLocation, SentMedia
from cases.needs import BY_CODE, NEEDS, Need
from cases.understanding import Place
from handlers.dialogues.intake_facts import KIN, LONGEST_ADDRESS, cut, overhear
from handlers.engine.dialogue import Dialogue
from handlers.engine.place_step import AskPlace
from handlers.engine.questions import AskPhotos, AskText, Choose, Confirm
from handlers.engine.steps import END, Answer, Heard, Option, Result, View
from handlers.opening import open_case
from handlers.texts import intake as texts

_LONGEST_NAME = 20  # characters of a name without its title


@dataclass(frozen=True)
class _AskStory(AskText):
    """The trouble in one's own words, written or spoken; a recording is kept for the people who help."""

    def read(self, heard: Heard, view: View) -> Result:
        """Words, or a recording."""
        if isinstance(heard, SentMedia) and heard.kind is Media.AUDIO and heard.media_id is not None:
            return Answer(texts.TOLD_BY_VOICE)
        return super().read(heard, view)


def _story(said: Said, _view: View) -> str | None:
    return cut(said.text) or None


def _need_options(view: View) -> Sequence[Option]:
    """The plausible needs, both at once, and the rest."""
    plausible = [BY_CODE[code] for code in view.answers.get("candidates") or [] if code in BY_CODE]
    options = [_need_option(need) for need in plausible]
    if len(plausible) > 1:
        options.append(Option("+".join(need.code for need in plausible), texts.BOTH_NEEDS, texts.BOTH_WORDS))
    return [*options, *(_need_option(need) for need in NEEDS if need not in plausible)]


def _need_option(need: Need) -> Option:
    return Option(need.code, texts.need_label(need.code), (need.thai, need.short))


def _need_in_words(said: Said, _view: View) -> str | None:
    return "+".join(said.understanding.needs) or None


def _who_in_words(said: Said, _view: View) -> str | None:
    """A relation or a name; not a sentence about something else."""
    understanding, words = said.understanding, said.text.strip()
    about_else = understanding.needs or understanding.places or understanding.details.phone
    one_word = " " not in words and 2 <= len(words) <= _LONGEST_NAME and not words.startswith("ไม่")
    name = understanding.details.person_name or (words if one_word and not about_else else None)
    return KIN.get(understanding.details.relation) or name


def _phone(said: Said, _view: View) -> str | None:
    return said.understanding.details.phone or None


def _landmark(said: Said, _view: View) -> str | None:
    return said.text.strip()[:LONGEST_ADDRESS] or None


@dataclass(frozen=True)
class _AskPlaceOfNeed(AskPlace):
    """A place that also answers the question for the house, where the words or the map told it."""

    def _narrow(self, places: Sequence[Place], view: View, more: Mapping[str, Any]) -> Result:
        result = super()._narrow(places, view, more)
        if isinstance(result, Answer) and (result.value.get("words") or result.value.get("spot")):
            return Answer(result.value, {"landmark": result.value.get("words") or result.value["spot"]["address"]})
        return result


@dataclass(frozen=True)
class _AskHouse(AskText):
    """Where the house stands, in words or on the map."""

    def read(self, heard: Heard, view: View) -> Result:
        """Words, or the address of a place on the map; its spot goes to the place."""
        if isinstance(heard, SentLocation):
            return Answer(heard.address[:LONGEST_ADDRESS])
        return super().read(heard, view)


INTAKE = Dialogue(
    name="intake",
    about="somebody asks for help: what, for whom, where, how to reach them; ends in a case",
    steps=(
        _AskStory(
            "story",
            texts.ASK_STORY,
            next="need",
            sorry=texts.STORY_SORRY,
            check=_story,
            derived=("understood", "urgency", "candidates"),
        ),
        Choose(
            "need",
            texts.ask_need,
            next="who",
            sorry=texts.NEED_SORRY,
            options=_need_options,
            understand=_need_in_words,
        ),
        Choose(
            "who",
            texts.ASK_WHO,
            next="place",
            sorry=texts.WHO_SORRY,
            options=tuple(Option(*relation) for relation in texts.RELATIONS),
            understand=_who_in_words,
            derived=("person_name",),
        ),
        _AskPlaceOfNeed("place", texts.ASK_PLACE, next="landmark", sorry=texts.PLACE_SORRY),
        _AskHouse("landmark", texts.ask_landmark, next="phone", check=_landmark, optional=True),
        AskText("phone", texts.ASK_PHONE, next="photos", sorry=texts.PHONE_SORRY, check=_phone, optional=True),
        AskPhotos("photos", texts.ask_photos, next="confirm", sorry=texts.PHOTOS_SORRY, optional=True),
        Confirm("confirm", texts.summary, next=END, sorry=texts.CONFIRM_SORRY, fields=texts.FIELDS),
    ),
    on_finish=open_case,
    overhear=overhear,
)
