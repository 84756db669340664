"""The smaller facts of a message: telephone, house, age, number of things, the person in need, and when."""

from datetime import date

from cases.understanding import Details
from nlp.dates import find_when
from nlp.figures import Fact, ages, house_number, moo, quantity
from nlp.persons import FORMAL_TITLES, Person, find_name, find_relation
from nlp.phones import find_phone
from nlp.text import prepare

_BEFORE = 24  # letters by which an age before the person counts as farther than one behind


def find_details(text: str, today: date) -> Details:
    """What a message tells besides need and place, as seen on `today` (in Bangkok), each with its place in the text.

    `person_name` is written as it stands, with its title; `relation` is one of self, mother, father, grandmother,
    grandfather, spouse, child, grandchild, sibling, relative, neighbour, other; of several ages the one next to
    the person in need counts.
    """
    prepared = prepare(text)
    phone = find_phone(text)
    relation = find_relation(prepared.text)
    name = find_name(prepared.text, relation.what if relation else "")
    facts = {
        "house_number": house_number(prepared.text),
        "moo": moo(prepared.text),
        "age": _age_of(relation, ages(prepared.text, today)),
        "quantity": quantity(prepared.text),
        "person_name": _fact(name),
        "relation": _fact(relation) or _somebody(name),
    }
    told = {field: fact for field, fact in facts.items() if fact}
    values = {field: fact.value for field, fact in told.items()}
    return Details(
        phone=phone[0] if phone else "",
        phone_span=phone[1] if phone else None,
        house_number=values.get("house_number", ""),
        moo=values.get("moo", ""),
        age=int(values["age"]) if "age" in values else None,
        quantity=int(values["quantity"]) if "quantity" in values else None,
        person_name=values.get("person_name", ""),
        relation=values.get("relation", ""),
        when=find_when(text, today),
        spans={field: prepared.span(fact.start, fact.end) for field, fact in told.items()},
    )


def _fact(person: Person | None) -> Fact | None:
    return Fact(person.what, person.start, person.end) if person else None


def _somebody(name: Person | None) -> Fact | None:
    """A full name with its title and no word of kin: somebody whom the writer reports for."""
    return Fact("other", name.start, name.end) if name and name.what.startswith(FORMAL_TITLES) else None


def _age_of(person: Person | None, found: list[Fact]) -> Fact | None:
    """The age that stands nearest to the word for the person, rather behind it; the first if there is no such word."""
    if not found:
        return None
    return min(found, key=lambda age: _distance(age, person)) if person else found[0]


def _distance(age: Fact, person: Person) -> int:
    return age.start - person.end if age.start >= person.start else 2 * (person.start - age.end) + _BEFORE
