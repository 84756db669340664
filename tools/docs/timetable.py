"""docs/timetable.md: what happens by the clock, and the deadlines that the clock looks after."""

from datetime import datetime, timedelta

from bot.variables import VARIABLES
from cases import policy
from cases.needs import Urgency
from scheduler.timetable import TIMETABLE
from tools.docs.markdown import first_sentence, page, table

_INTRODUCTION = """\
Jobs ask the tables what is due; due dates are data there, so a restart forgets nothing. A job is a row in
`scheduler/timetable.py`; a deadline is a line in `cases/policy.py`. Reminders and follow-up questions that fall due
before 08.00 or after 19.00 Thai time wait for the morning, danger apart, and a night does not count against the time
that a volunteer has for an offer."""

_MORNING = datetime(2026, 11, 21, 8, tzinfo=policy.THAI_TIME)


def timetable_page() -> str:
    """The page."""
    tick = int(VARIABLES["KHOTTO_TICK_SECONDS"].default)
    jobs = [(f"`{job.name}`", f"{job.every_ticks * tick} s", first_sentence(job.run)) for job in TIMETABLE]
    urgencies = [(urgency.value, *(_length(length) for length in _by_urgency(urgency))) for urgency in Urgency]
    return page(
        "Timetable and deadlines",
        _INTRODUCTION,
        "## Jobs",
        table(("job", "asks every", "what it does"), jobs),
        "## By urgency",
        table(
            ("urgency", "an offer lasts", "a silent volunteer is asked after", "a case nobody has taken climbs after"),
            urgencies,
        ),
        "A case that waits climbs from the coordinators of its sub-district to those of the district and of the\n"
        "province. A volunteer's silence counts from accepting, and anew from each record.",
        "## The rest",
        table(("rule", "value"), [(rule, value) for rule, value in _rules()]),
    )


def _by_urgency(urgency: Urgency) -> tuple[timedelta, ...]:
    return (
        policy.offer_ends(urgency, _MORNING) - _MORNING,
        policy.volunteer_check_due(urgency, _MORNING) - _MORNING,
        policy.ESCALATE_AFTER[urgency],
    )


def _rules() -> list[tuple[str, str]]:
    return [
        ("volunteers asked at once", str(policy.OFFERS_AT_ONCE)),
        ("cases in hand, from which a volunteer is asked no more", str(policy.MAX_LOAD)),
        ("reminders to a silent volunteer, then the coordinators are told", str(policy.VOLUNTEER_REMINDERS)),
        ("the resident is asked whether help came", f"{_length(policy.FIRST_QUESTION)} after “helped”"),
        ("… and once more, if there was no answer", f"{_length(policy.SECOND_QUESTION)} later"),
        ("… and then the case ends as `unconfirmed`", f"{_length(policy.SILENCE_ENDS)} later"),
        ("an invitation code is good for", _length(policy.INVITATION_LASTS)),
        ("a notice of low priority waits for a free ride up to", _length(policy.NOTICE_WAITS)),
        ("an unfinished conversation is taken up with a word of welcome after", _length(policy.DRAFT_SLEEPS)),
    ]


def _length(time: timedelta) -> str:
    """In the largest unit that leaves no rest: 15 minutes, 4 hours, 3 days."""
    minutes = int(time.total_seconds() // 60)
    for unit, name in ((1440, "day"), (60, "hour"), (1, "minute")):
        if minutes % unit == 0:
            count = minutes // unit
            return f"{count} {name}{'s' * (count != 1)}"
    raise ValueError(time)
