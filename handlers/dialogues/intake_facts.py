"""What people tell that the intake can use: by step, from words, places on the map, photos and recordings."""

from collections.abc import Mapping, Sequence
from typing import Any

from cases.areas import Level, level
from cases.incoming import Said, SentLocation, SentMedia
from cases.needs import Urgency
from cases.understanding import Decision, Place, Understanding
from handlers.engine.steps import Heard, View
from handlers.texts import intake as texts

LONGEST_STORY = 2_000  # characters; what is longer is cut for the card, and kept whole in the inbox
LONGEST_ADDRESS = 300
KIN = {
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
_FITTING_SHOWN = 8
_CANDIDATES_SHOWN = 2
_LONGEST_LABEL = 24  # characters; what is longer is more than the name of a need
_PLAUSIBLE = 0.15  # a need below this probability is not asked about

Facts = dict[str, Any]


def known_from(understanding: Understanding, message_id: str = "") -> Facts:
    """What a message that begins a report already tells, by step; what is in here is not asked again."""
    known = {"story": cut(understanding.text), **_needs(understanding), **_details(understanding)}
    return known | {"story_message": message_id} if message_id else known


def joined(draft: Mapping[str, Any], more: Mapping[str, Any]) -> Facts:
    """A draft with what was told later: both stories, the needs of both, the later facts, the greater urgency."""
    stories = [told["story"] for told in (draft, more) if told.get("story")]
    both: Facts = {"story": cut("\n".join(stories)), **_either_urgency(draft, more)}
    needs = [need for told in (draft, more) for need in str(told.get("need") or "").split("+") if need]
    if needs:
        both["need"] = "+".join(dict.fromkeys(needs))
    both["understood"] = list(dict.fromkeys([*draft.get("understood", ()), *more.get("understood", ())]))
    return {**draft, **more, **both}


def overhear(heard: Heard, view: View, answered: bool) -> Facts:
    """What is told for other steps than the present one."""
    match heard:
        case Said(understanding=understanding):
            told = _details(understanding) | (_needs(understanding) if view.step == "story" else {})
            fresh = {name: value for name, value in told.items() if _is_news(name.removeprefix("scratch:"), view)}
            further = view.step == "need" and len(heard.text) > _LONGEST_LABEL
            return fresh | _more_of_the_story(heard, view) if further or not answered else fresh
        case SentLocation() if view.step != "place":
            return from_location(heard, view.answers)
        case SentMedia() if view.step != "photos":
            return from_media(heard, view.answers)
    return {}


def from_location(sent: SentLocation, known: Mapping[str, Any]) -> Facts:
    """A place on the map: the sub-district where its address tells it, and the exact spot."""
    spot = {"latitude": sent.latitude, "longitude": sent.longitude, "address": sent.address}
    house = {} if "landmark" in known or not sent.address else {"landmark": sent.address[:LONGEST_ADDRESS]}
    if isinstance(known.get("place"), dict):
        return {"place": {**known["place"], "spot": spot}, **house}
    places = sent.understanding.places if sent.understanding else ()
    name, value = next(iter(_place(places).items()), ("scratch:place", {"list": True}))
    return {name: {**value, "spot": spot}, **house}


def from_media(sent: SentMedia, known: Mapping[str, Any]) -> Facts:
    """Photos, films and recordings belong to the photos of the report."""
    if sent.media_id is None:
        return {}
    if "photos" in known:
        return {"photos": [*(known["photos"] or []), sent.media_id]}
    before = known.get("scratch:photos", {}).get("media", [])
    return {"scratch:photos": {"media": [*before, sent.media_id]}}


def cut(story: str) -> str:
    """A story as a card can show it."""
    return story.strip()[:LONGEST_STORY]


def _is_news(name: str, view: View) -> bool:
    return name != view.step and name not in view.answers


def _more_of_the_story(said: Said, view: View) -> Facts:
    """Words that answer no question, but tell more about the trouble, are part of the story."""
    tells = bool(said.understanding.needs) or view.step == "need"
    if not tells or not view.answers.get("story"):
        return {}
    more = joined(view.answers, {"story": said.text, **_needs(said.understanding)})
    return {name: more[name] for name in ("story", "need", "understood", "urgency") if name in more}


def _needs(heard: Understanding) -> Facts:
    told: Facts = {"understood": list(heard.needs), "urgency": heard.urgency.value}
    if heard.decision is Decision.ACCEPT and heard.needs:
        told["need"] = "+".join(heard.needs)
    elif heard.decision is Decision.CHOOSE:
        shown = [code for code in heard.candidates if heard.scores.get(code, 0.0) >= _PLAUSIBLE]
        told["candidates"] = shown[:_CANDIDATES_SHOWN]
    return told


def _details(heard: Understanding) -> Facts:
    details = heard.details
    told = {
        "who": KIN.get(details.relation),
        "person_name": details.person_name,
        "phone": details.phone,
        "landmark": texts.house(details.house_number, details.moo),
        **_place(heard.places),
    }
    return {step: value for step, value in told.items() if value}


def _place(places: Sequence[Place]) -> Facts:
    """The place, or how far it is known; several readings are left to be asked about."""
    if len(places) > 1:
        return {"scratch:place": {"fitting": [place.code for place in places[:_FITTING_SHOWN]]}}
    if not places:
        return {}
    exact = level(places[0].code) is Level.SUBDISTRICT
    return {"place" if exact else "scratch:place": {"code": places[0].code}}


def _either_urgency(*told: Mapping[str, Any]) -> Facts:
    urgencies = [Urgency(each["urgency"]) for each in told if each.get("urgency")]
    return {"urgency": min(urgencies, key=lambda urgency: urgency.rank).value} if urgencies else {}
