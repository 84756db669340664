"""`khotto people`, `khotto revoke` and `khotto erase`: who has which role, taking one back, forgetting somebody."""

import click

from bot import settings
from bot.wiring import App
from cases.case import RuleBroken
from cases.people import Role
from handlers.erasure import StillOpen, erase_case, erase_person


@click.command()
def people() -> None:
    """List everybody with a role: number, role, area, name."""
    with App(settings.load(need_line=False)).unit_of_work() as uow:
        staff = uow.people.with_roles()
    for person in staff:
        for role, area in person.grants:
            click.echo(f"{person.id}\t{role}\t{area}\t{person.name}")


@click.command()
@click.argument("person", type=int)
@click.option("--role", type=click.Choice([role.value for role in Role]), required=True)
def revoke(person: int, role: str) -> None:
    """Take a role back from PERSON (a number of `khotto people`) in all areas."""
    app = App(settings.load(need_line=False))
    with app.unit_of_work() as uow:
        held = uow.cases.of_volunteer(person, limit=100) if role == Role.VOLUNTEER else []
        if held:
            numbers = ", ".join(case.number for case in held)
            raise click.ClickException(f"They still hold {numbers}. Assign these to others first, in LINE.")
        count = uow.people.revoke(person, Role(role))
        if role == Role.VOLUNTEER:
            uow.volunteers.remove(person)
        uow.commit()
    if not count:
        raise click.ClickException(f"There is no {role} with the number {person}. See: khotto people")
    click.echo(f"Person {person} is no {role} any more.")


@click.group()
def erase() -> None:
    """Forget what is kept of somebody who asks for it (PDPA s.33). It cannot be undone."""


@erase.command("case")
@click.argument("number")
def erase_one_case(number: str) -> None:
    """Forget what a closed case tells of people; kind, area and dates stay for the statistics."""
    app = App(settings.load(need_line=False))
    with app.unit_of_work() as uow:
        case = uow.cases.by_number(number)
        if case is None:
            raise click.ClickException(f"There is no case {number}.")
        try:
            erase_case(uow, case, app.now())
        except RuleBroken as problem:
            raise click.ClickException(f"Case {number} is still open: close or withdraw it first.") from problem
        uow.commit()
    click.echo(f"Case {number} tells of nobody any more.")


@erase.command("person")
@click.argument("person", type=int)
def erase_one_person(person: int) -> None:
    """Forget PERSON: name, messages, photos, and all closed cases. The number stands on the card in LINE."""
    app = App(settings.load(need_line=False))
    with app.unit_of_work() as uow:
        try:
            count = erase_person(uow, person, app.now())
        except LookupError as problem:
            raise click.ClickException(f"There is nobody with the number {person}.") from problem
        except StillOpen as problem:
            numbers = ", ".join(map(str, problem.args))
            raise click.ClickException(f"Still open: {numbers}. Withdraw or assign these first, in LINE.") from problem
        uow.commit()
    click.echo(f"Person {person} is forgotten, {count} cases with them. Backups still hold them: delete old ones.")
