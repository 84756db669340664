"""The step that asks for a place: in words, on the map, or by buttons from province to sub-district."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cases.areas import Level, covers, level
from cases.incoming import Said, SentLocation
from cases.replies import Button, Card, Cards, Reply, ShareLocation
from cases.understanding import Place
from handlers.engine.steps import Answer, Heard, Picked, Result, Sorry, Stay, Step, View
from handlers.texts import steps as texts

_BUTTONS_A_CARD = 10
_LONGEST_NAME = 40  # characters of a place's name with its prefix; what is longer is a sentence
_LEVEL_NAMES = {"": texts.PROVINCE, Level.PROVINCE: texts.DISTRICT, Level.DISTRICT: texts.SUBDISTRICT}


@dataclass(frozen=True)
class AskPlace(Step):
    """A sub-district. `scratch["code"]` is the area found so far, `scratch["fitting"]` several that fit.

    `facts["home"]` names the centre's own areas, which are offered first; the fact named by `within_fact`
    keeps the answer inside some areas.
    """

    deepest: Level = Level.SUBDISTRICT
    map_allowed: bool = True
    within_fact: str = ""

    def question(self, view: View) -> Reply:
        """Open at first; then the next smaller areas, or those that fit what was said, as buttons."""
        share: tuple[Button, ...] = (ShareLocation(texts.SHARE_LOCATION),) if self.map_allowed else ()
        fitting = view.scratch.get("fitting")
        if fitting:
            places = [view.tap(view.gazetteer.name(code), code) for code in fitting]
            return _cards(texts.WHICH_PLACE, texts.CHOOSE_OR_TYPE_AGAIN, places, share)
        code = view.scratch.get("code", "")
        if not code and not view.scratch.get("list"):
            return self._open_question(view, share)
        areas = [view.tap(_short_name(area), area.code) for area in self._smaller(code, view)]
        asked = _LEVEL_NAMES[level(code) if code else ""]
        found = f"{view.gazetteer.name(code)}\n" if code else ""
        return _cards(texts.which_area(asked), f"{found}{texts.CHOOSE_OR_TYPE_NAME}", areas, share)

    def _open_question(self, view: View, share: tuple[Button, ...]) -> Reply:
        question = super().question(view)
        near = [view.tap(view.gazetteer.name(code), code) for code in self._allowed(view)[:8]]
        near.append(view.tap(texts.CHOOSE_FROM_PROVINCES, "@list"))
        text = question.text if not isinstance(question, Cards) else ""
        title, _, rest = text.partition("\n")
        return Card(title, rest, buttons=tuple(near), choices=share)

    def read(self, heard: Heard, view: View) -> Result:
        """An area tapped, written or pointed at on the map."""
        if isinstance(heard, Picked):
            return self._picked(heard.value, view)
        if isinstance(heard, SentLocation):
            spot = {"latitude": heard.latitude, "longitude": heard.longitude, "address": heard.address}
            places = self._fitting(heard.understanding.places if heard.understanding else (), view)
            return self._narrow(places, view, {"spot": spot}) if places else Stay({"list": True, "spot": spot})
        if isinstance(heard, Said):
            places = self._said(heard, view)
            return self._narrow(places, view, _details(heard)) if places else Sorry()
        return Sorry()

    def _picked(self, value: str, view: View) -> Result:
        if value == "@list":
            return Stay({**view.scratch, "list": True})
        area = view.gazetteer.area(value)
        return self._narrow([area], view, {}) if area and self._fitting([area], view) else Sorry()

    def _said(self, heard: Said, view: View) -> list[Place]:
        """Areas that were named, best first: those inside what is known already win."""
        known = view.scratch.get("code", "")
        if known:
            inside = [p for p in heard.understanding.places if covers(known, p.code) and p.code != known]
            named = inside or view.gazetteer.search(heard.text, within=known) or heard.understanding.places
            return self._fitting(named, view)
        places = self._fitting(heard.understanding.places, view)
        if places:
            return places
        level_asked = view.gazetteer.search(heard.text) if len(heard.text) <= _LONGEST_NAME else []
        return self._fitting(level_asked, view)

    def _narrow(self, places: Sequence[Place], view: View, more: Mapping[str, Any]) -> Result:
        kept = {key: view.scratch[key] for key in ("spot", "words") if key in view.scratch} | dict(more)
        if len(places) > 1:
            return Stay({**kept, "fitting": [place.code for place in places[:8]]})
        code = places[0].code
        if level(code) >= self.deepest:
            return Answer({**kept, "code": code})
        return Stay({**kept, "code": code})

    def _smaller(self, code: str, view: View) -> list[Place]:
        allowed = self._allowed(view) if self.within_fact else []
        areas = view.gazetteer.children(code)
        if allowed:
            areas = [a for a in areas if any(covers(own, a.code) or covers(a.code, own) for own in allowed)]
        home = view.facts.get("home", ())
        return sorted(areas, key=lambda a: not any(covers(a.code, own) for own in home))

    def _fitting(self, places: Sequence[Place], view: View) -> list[Place]:
        if not self.within_fact:
            return list(places)
        return [p for p in places if any(covers(own, p.code) or covers(p.code, own) for own in self._allowed(view))]

    def _allowed(self, view: View) -> Sequence[str]:
        allowed: Sequence[str] = view.facts.get(self.within_fact or "home", ())
        return allowed


def _details(heard: Said) -> dict[str, Any]:
    details = heard.understanding.details
    return {"words": heard.text} if details.house_number or details.moo else {}


def _short_name(area: Place) -> str:
    return area.subdistrict or area.district or area.province


def _cards(title: str, text: str, buttons: Sequence[Button], choices: tuple[Button, ...]) -> Reply:
    groups = [buttons[start : start + _BUTTONS_A_CARD] for start in range(0, len(buttons), _BUTTONS_A_CARD)]
    if len(groups) <= 1:
        return Card(title, text, buttons=tuple(buttons), choices=choices)
    cards = [Card(title, text if number == 0 else "", buttons=tuple(g)) for number, g in enumerate(groups)]
    return Cards(f"{title} {text}", tuple(cards), choices)
