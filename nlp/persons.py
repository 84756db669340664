"""Of whom a message speaks: the name of the person in need, and what they are to the writer."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from nlp.gazetteer import gazetteer, own_name
from nlp.patterns import either
from nlp.words import ends_of_words, listed

DATA = Path(__file__).parent / "data" / "persons.toml"
FORMAL_TITLES = ("นาย", "นาง", "น.ส", "ด.ช", "ด.ญ", "เด็กชาย", "เด็กหญิง")
_SOON, _BEFORE, _AT_ONCE = 28, 12, 14  # letters behind and before a word for a person
_LONGEST_FIRST, _LONGEST_LAST = 14, 28  # letters of a name
_LONGEST_TEXT = 1_500  # letters that are read; the person in need is named long before
_NOBODY = "nobody"  # what only looks like a word for a person: ตาแดง, แม่น้ำ, แม่แจ่ม
_FIRST_NAMES = ("person_names_female_th.txt", "person_names_male_th.txt")

# What speaks for a word being that for the person in need, and against it.
_CONDITION, _FOR_WHOM, _KIN, _NOT_IN_NEED, _LESS_LIKELY = 2.0, 1.5, 0.5, -2.0, -0.5


@dataclass(frozen=True, slots=True)
class Person:
    """Where a text speaks of somebody: `what` is the relation to the writer, or the name as it is written."""

    what: str
    start: int
    end: int


def find_relation(text: str) -> Person | None:
    """What the person in need is to the writer: the word that most tells of need, None if nobody is told of."""
    text, people = text[:_LONGEST_TEXT], _people()
    ends = ends_of_words(text)
    names = [match.span() for match in people.titled.finditer(text) if match.start() in ends]
    best: Person | None = None
    best_worth = 0.0
    for match in people.kin.finditer(text):
        start, end = match.span()
        whole = start in ends and (end in ends or people.goes_on.match(text, end))
        if not whole or any(begin <= start < stop for begin, stop in names):
            continue
        relation, worth = _judge(text, match)
        if worth > best_worth and relation != _NOBODY:
            best, best_worth = Person(relation, start, end), worth
    return best


def find_name(text: str, relation: str) -> Person | None:
    """The name of the person in need, with its title; a writer's own only where the writer is the one in need."""
    text, people = text[:_LONGEST_TEXT], _people()
    ends = ends_of_words(text)
    for pattern in (people.titled, people.called):
        for match in pattern.finditer(text):
            own = people.writer.search(text[max(0, match.start() - _BEFORE) : match.start()])
            found = _full_name(match) if match.start() in ends else None
            if found and (not own or relation == "self"):
                return found
    for match in people.familiar.finditer(text):
        if match.start() in ends and match.end() in ends and (length := _known_name(text, match.end(), ends)):
            return Person(text[match.start() : match.end() + length], match.start(), match.end() + length)
    return None


def _judge(text: str, match: re.Match[str]) -> tuple[str, float]:
    """The relation that a word tells, and how much speaks for its being the person in need."""
    people = _people()
    relation = people.relation_of[match.group()]
    behind = text[match.end() : match.end() + _SOON]
    before = text[max(0, match.start() - _BEFORE) : match.start()]
    if people.neighbours.search(behind[:_AT_ONCE]):
        relation = "neighbour"
    worth = 0.0 if relation == "self" else _KIN
    worth += _CONDITION if people.conditions.search(behind) else 0.0
    worth += _FOR_WHOM if people.for_whom.search(before) else 0.0
    worth += _LESS_LIKELY if relation in ("self", "other", "child") else 0.0
    worth += _NOT_IN_NEED if people.not_in_need.search(before) else 0.0
    worth += _NOT_IN_NEED if people.addressed.match(behind) else 0.0
    return relation, worth


def _full_name(match: re.Match[str]) -> Person | None:
    """The first name behind a title or "ชื่อ", and the surname if one follows."""
    people, first, text = _people(), match["first"], match.string
    if first not in people.first_names and (cut := people.ends.search(first, 2)):
        first = first[: cut.start()]
    nobody = first in people.relation_of or people.not_persons.match(first)
    if nobody or not 2 <= len(first) <= _LONGEST_FIRST:
        return None
    end = match.start("first") + len(first)
    last = people.surname.match(text, end)
    if last and (last[1] in people.surnames or not people.ends.match(last[1])):
        end = last.end()
    start = match.start("title") if match["title"] else match.start("first")
    return Person(" ".join(text[start:end].split()), start, end)


def _known_name(text: str, start: int, ends: frozenset[int]) -> int:
    """How many letters from here are a first name or a nickname that is known; 0 if none are."""
    people = _people()
    for length in range(min(_LONGEST_FIRST, len(text) - start), 1, -1):
        end = start + length
        if text[start:end] in people.first_names and (end in ends or people.ends.match(text, end)):
            return length
    return 0


@dataclass(frozen=True, slots=True)
class _People:
    relation_of: dict[str, str]
    first_names: frozenset[str]
    surnames: frozenset[str]
    kin: re.Pattern[str]
    goes_on: re.Pattern[str]  # what may be written on to a word of kin
    neighbours: re.Pattern[str]
    conditions: re.Pattern[str]
    for_whom: re.Pattern[str]
    not_in_need: re.Pattern[str]
    addressed: re.Pattern[str]
    titled: re.Pattern[str]
    called: re.Pattern[str]
    familiar: re.Pattern[str]
    writer: re.Pattern[str]
    surname: re.Pattern[str]
    ends: re.Pattern[str]
    not_persons: re.Pattern[str]


@cache
def _people() -> _People:
    data = tomllib.loads(DATA.read_text(encoding="utf-8"))
    context, names, relations = data["context"], data["names"], data["relations"]
    relation_of = dict.fromkeys(_places_like_kin(), _NOBODY)
    relation_of |= {word: relation for relation, words in relations.items() for word in words}
    titles, familiar = either(names["titles"]), either(names["kin_titles"])
    return _People(
        relation_of=relation_of,
        first_names=(listed(*_FIRST_NAMES) - listed("words_th.txt")) | frozenset(names["nicknames"]),
        surnames=listed("family_names_th.txt"),
        kin=re.compile(either(relation_of)),
        goes_on=re.compile(either([*context["conditions"], *relations["self"], "เขา", "แก"])),
        neighbours=re.compile(either(context["neighbours"])),
        conditions=re.compile(either(context["conditions"])),
        for_whom=re.compile(rf"(?:{either(context['for_whom'])})\s*$"),
        not_in_need=re.compile(rf"(?:{either(context['not_in_need'])})\s*$"),
        addressed=re.compile(rf"\s*(?:{either(context['addressed'])})"),
        titled=re.compile(rf"(?!{either(names['not_titles'])})(?P<title>{titles})[ ]?(?P<first>[ก-์]+)"),
        called=re.compile(rf"(?<!ราย)(?<!ลง)(?<!เซ็น)ชื่อ[ ]?(?P<title>{titles}|{familiar})?[ ]?(?P<first>[ก-์]+)"),
        familiar=re.compile(familiar),
        writer=re.compile(rf"(?<![ก-์])(?:{either(relations['self'])})\s*$"),
        surname=re.compile(rf"[ ]+([ก-์]{{2,{_LONGEST_LAST}}})(?![ก-์])"),
        ends=re.compile(either(names["ends"])),
        not_persons=re.compile(either(names["not_persons"])),
    )


def _places_like_kin() -> list[str]:
    """Names of areas that begin like "mother", long enough not to be the beginning of something else."""
    places = gazetteer()
    names = {own_name(area) for code in places.codes() if (area := places.area(code))}
    return [name for name in names if name.startswith("แม่") and len(name) >= 7]
