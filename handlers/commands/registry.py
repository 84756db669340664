"""Every command that a button may carry, by its name."""

from collections.abc import Callable, Mapping

from handlers.commands import coordinators, residents, volunteers
from handlers.talk import Talk

Command = Callable[[Talk, Mapping[str, str]], None]

COMMANDS: dict[str, Command] = {
    "report": residents.report,
    "go_on": residents.go_on,
    "track": residents.track,
    "case": residents.case,
    "add": residents.add,
    "withdraw": residents.withdraw,
    "received": residents.received,
    "not_yet": residents.not_yet,
    "human": residents.human,
    "coming": residents.coming,
    "declined": residents.declined,
    "accept": volunteers.accept,
    "pass": volunteers.pass_,
    "my_work": volunteers.my_work,
    "work": volunteers.work,
    "contacted": volunteers.contacted,
    "visited": volunteers.visited,
    "helped": volunteers.helped,
    "cannot": volunteers.cannot,
    "rest": volunteers.rest,
    "wake": volunteers.wake,
    "waiting": coordinators.waiting,
    "overdue": coordinators.overdue,
    "open": coordinators.open_,
    "choose_volunteer": coordinators.choose_volunteer,
    "assign": coordinators.assign,
    "correct_needs": coordinators.correct_needs,
    "answer": coordinators.answer,
    "announce": coordinators.announce,
    "attendance": coordinators.attendance,
}
