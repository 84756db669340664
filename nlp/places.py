"""What place a message is about: the mentions of a text, made to fit one another, as official areas."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from cases.understanding import Place
from nlp.areas.mention import ANNOUNCED, WEAK, Mention
from nlp.areas.mentions import mentions
from nlp.areas.misspelt import mend_misspelt, misspelt_beside
from nlp.areas.names import LEVELS, SUBDISTRICT
from nlp.areas.neighbours import are_neighbours
from nlp.areas.sheet import Sheet
from nlp.gazetteer import gazetteer
from nlp.text import Prepared, prepare

_MOST_READINGS = 30  # more than this and the text has named no place that could be asked about
_AWAY = 0.3  # what a place of work or of a memory counts for
_POSTCODE_FITS = 1.0
_HOME_FITS = 0.5
_ALONE = 0.9  # how certain a name is that nothing announces and nothing beside it confirms


@dataclass(frozen=True, slots=True)
class _Fit:
    """One area with the mentions that speak for it, the narrowest first."""

    code: str
    mentions: tuple[Mention, ...]
    score: float


def find_places(text: str, home: Sequence[str] = ()) -> tuple[Place, ...]:
    """The place that a message is about: the readings that fit, best first.

    One reading is certain, several call for a question, none means that no place was found, or only one that is
    called like dozens of others. `home` holds the codes of the areas that the asking centre serves: names in there
    need no ต. or อ. before them, and of several areas with one name theirs is meant.
    """
    prepared = prepare(text)
    sheet = Sheet(prepared, home)
    found = mentions(sheet)
    if not found:
        return ()
    mend_misspelt(sheet, found)
    fits = _best_fits(sheet, found)
    if len(fits) == 1 and len(fits[0].code) < SUBDISTRICT:
        start, end = _stretch(fits[0], sheet)
        beside = misspelt_beside(sheet, fits[0].code, start, end, found)
        fits = _best_fits(sheet, found + beside) if beside else fits
    if len(fits) > _MOST_READINGS:
        return ()
    return tuple(_place(fit, sheet, prepared) for fit in fits)


def certain_part(places: Sequence[Place]) -> Place | None:
    """The narrowest area that all readings lie in, or None if they share no province."""
    code = places[0].code if places else ""
    while code and not all(place.code.startswith(code) for place in places):
        code = code[:-2]
    area = gazetteer().area(code)
    return replace(area, score=places[0].score, span=places[0].span) if area else None


def _best_fits(sheet: Sheet, found: list[Mention]) -> list[_Fit]:
    codes = {code for mention in found if not mention.postcode or mention.weight > WEAK for code in mention.readings}
    fits = sorted(
        (fit for code in codes if (fit := _fit(code, sheet, found))),
        key=lambda fit: (-fit.score, len(fit.code), fit.mentions[0].start, fit.code),
    )
    best = _tied(fits)
    if len(best) > 1:
        # A name that dozens of areas share says less than one that stands for a single other place.
        others = _tied([fit for fit in fits if best[0].mentions[0] not in fit.mentions])
        if len(others) == 1 and others[0].score >= best[0].score - 1.0:
            return others
    return best


def _tied(fits: list[_Fit]) -> list[_Fit]:
    return [
        fit
        for fit in fits
        if fit.score == fits[0].score and fit.mentions == fits[0].mentions and len(fit.code) == len(fits[0].code)
    ]


def _fit(code: str, sheet: Sheet, found: list[Mention]) -> _Fit | None:
    """The mentions that speak for an area and the areas around it, each for one of them; None if too little does."""
    chosen: list[Mention] = []
    score = 0.0
    for level in reversed([level for level in LEVELS if level <= len(code)]):
        options = [
            mention
            for mention in found
            if code[:level] in mention.readings and not mention.postcode and mention not in chosen
        ]
        if options:
            best = max(options, key=lambda mention: mention.weight * mention.readings[code[:level]])
            if best.weight <= WEAK and chosen and not any(are_neighbours(sheet, best, other) for other in chosen):
                continue
            chosen.append(best)
            score += best.weight * best.readings[code[:level]] * (_AWAY if best.away else 1.0)
        elif level == len(code):
            chosen = [mention for mention in found if mention.postcode and code in mention.readings][:1]
            if not chosen or chosen[0].weight == WEAK:
                return None
    if any(mention.postcode and any(other.startswith(code) for other in mention.readings) for mention in found):
        score += _POSTCODE_FITS
    if not _is_grounded(code, sheet, chosen):
        return None
    if sheet.home and code.startswith(sheet.home):
        score += _HOME_FITS
    return _Fit(code, tuple(chosen), round(score, 3))


def _is_grounded(code: str, sheet: Sheet, chosen: list[Mention]) -> bool:
    """Whether the narrowest mention may be believed: by itself, or because a mention beside it agrees."""
    leaf, *others = chosen
    if leaf.away and leaf.weight < ANNOUNCED:
        return False
    could_be_wider = any(code[:level] in leaf.readings for level in LEVELS if level < len(code))
    if leaf.weight > WEAK and not (could_be_wider and leaf.weight < ANNOUNCED):
        return True
    return any(are_neighbours(sheet, leaf, other) for other in others)


def _stretch(fit: _Fit, sheet: Sheet) -> tuple[int, int]:
    """Where the address stands: the narrowest mention with those that read on from it."""
    start, end = fit.mentions[0].start, fit.mentions[0].end
    for mention in sorted(fit.mentions[1:], key=lambda mention: abs(mention.start - start)):
        if any(are_neighbours(sheet, mention, other) for other in fit.mentions if other is not mention):
            start, end = min(start, mention.start), max(end, mention.end)
    return start, end


def _place(fit: _Fit, sheet: Sheet, prepared: Prepared) -> Place:
    area = gazetteer().area(fit.code)
    assert area is not None
    leaf = fit.mentions[0]
    alone = len(fit.mentions) == 1 and leaf.weight < ANNOUNCED
    certainty = leaf.readings[fit.code] * (_ALONE if alone else 1.0)
    return replace(area, score=round(certainty, 2), span=prepared.span(*_stretch(fit, sheet)))
