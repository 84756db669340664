"""Every command that a button may carry, by its name."""

from collections.abc import Callable
from dataclasses import dataclass

from handlers.commands import coordinators, residents, volunteers
from handlers.engine.buttons import Arguments, CommandTap
from handlers.talk import Talk


@dataclass(frozen=True, slots=True)
class Command:
    """What a tap does, and the numbers that its button must carry."""

    run: Callable[[Talk, Arguments], None]
    needs: tuple[str, ...] = ()


COMMANDS: dict[str, Command] = {
    "report": Command(residents.report),
    "continue": Command(residents.continue_),
    "go_on": Command(residents.go_on),
    "track": Command(residents.track),
    "case": Command(residents.case, ("case",)),
    "add": Command(residents.add, ("case",)),
    "withdraw": Command(residents.withdraw, ("case",)),
    "received": Command(residents.received, ("case",)),
    "not_yet": Command(residents.not_yet, ("case",)),
    "human": Command(residents.human),
    "coming": Command(residents.coming, ("meeting",)),
    "declined": Command(residents.declined, ("meeting",)),
    "accept": Command(volunteers.accept, ("offer",)),
    "pass": Command(volunteers.pass_, ("offer",)),
    "my_work": Command(volunteers.my_work),
    "work": Command(volunteers.work, ("case",)),
    "contacted": Command(volunteers.contacted, ("case",)),
    "visited": Command(volunteers.visited, ("case",)),
    "helped": Command(volunteers.helped, ("case",)),
    "cannot": Command(volunteers.cannot, ("case",)),
    "rest": Command(volunteers.rest),
    "wake": Command(volunteers.wake),
    "waiting": Command(coordinators.waiting),
    "overdue": Command(coordinators.overdue),
    "open": Command(coordinators.open_, ("case",)),
    "choose_volunteer": Command(coordinators.choose_volunteer, ("case",)),
    "assign": Command(coordinators.assign, ("case", "volunteer")),
    "correct_needs": Command(coordinators.correct_needs, ("case",)),
    "answer": Command(coordinators.answer, ("person",)),
    "announce": Command(coordinators.announce),
    "attendance": Command(coordinators.attendance, ("meeting",)),
}


def run(talk: Talk, tap: CommandTap) -> bool:
    """Do what a button says; False for a button of another version, which this one does not know."""
    command = COMMANDS.get(tap.name)
    if command is None or not tap.arguments.keys() >= set(command.needs):
        return False
    command.run(talk, tap.arguments)
    return True
