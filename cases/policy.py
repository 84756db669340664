"""Deadlines and follow-up rules: how long offers last, when people are asked, when silence counts."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from cases.needs import Urgency

THAI_TIME = ZoneInfo("Asia/Bangkok")

LEVELS = 3  # of coordinators: sub-district, district, province
MOST_TOLD = 20  # coordinators who hear of something whose place nobody knows; each costs a push

# Offers
OFFERS_AT_ONCE = 3
MAX_LOAD = 5  # cases in hand, above which a volunteer is asked no more
_OFFER_LASTS = {
    Urgency.EMERGENCY: timedelta(minutes=15),
    Urgency.URGENT: timedelta(minutes=45),
    Urgency.NORMAL: timedelta(hours=4),
}

# Follow-ups
_VOLUNTEER_SILENT = {
    Urgency.EMERGENCY: timedelta(hours=2),
    Urgency.URGENT: timedelta(hours=8),
    Urgency.NORMAL: timedelta(days=2),
}
VOLUNTEER_REMINDERS = 2  # then the coordinators are told, with each further one a wider level
FIRST_QUESTION = timedelta(days=3)  # after "helped"
SECOND_QUESTION = timedelta(days=7)  # after the first, if nobody answered
SILENCE_ENDS = timedelta(days=7)  # after the second

# Waiting cases climb from sub-district to district to province
ESCALATE_AFTER = {
    Urgency.EMERGENCY: timedelta(hours=1),
    Urgency.URGENT: timedelta(hours=12),
    Urgency.NORMAL: timedelta(days=3),
}

INVITATION_LASTS = timedelta(days=30)
NOTICE_WAITS = timedelta(hours=6)  # how long a low-priority notice hopes for a free ride
DRAFT_SLEEPS = timedelta(days=2)  # after which an unfinished dialogue is taken up with a word of welcome

# How long things are kept (PDPA s.33, s.37); the question for consent promises two years
CASES_KEPT = timedelta(days=730)  # what was told, after the case is closed
MESSAGES_KEPT = timedelta(days=90)  # what was written and sent, dialogues that nobody finished, stray photos

# The service itself
STUCK_AFTER = timedelta(minutes=10)  # an event or message that waits longer tells of a fault
QUOTA_LOW = 0.1  # of the month's messages
ALERT_AGAIN = timedelta(hours=6)  # about the same thing

_DAY_BEGINS, _DAY_ENDS = time(8), time(19)


def waking(at: datetime) -> datetime:
    """The first moment from `at` on when people may be disturbed: 08.00 to 19.00 Thai time."""
    local = at.astimezone(THAI_TIME)
    if local.time() < _DAY_BEGINS:
        local = local.replace(hour=_DAY_BEGINS.hour, minute=0, second=0, microsecond=0)
    elif local.time() >= _DAY_ENDS:
        local = (local + timedelta(days=1)).replace(hour=_DAY_BEGINS.hour, minute=0, second=0, microsecond=0)
    return local.astimezone(at.tzinfo)


def is_quiet(urgency: Urgency, at: datetime) -> bool:
    """Whether news of a case comes without a sound: at night, unless it is pressing."""
    return urgency is Urgency.NORMAL and waking(at) != at


def offer_ends(urgency: Urgency, at: datetime) -> datetime:
    """When an offer made at `at` runs out. A quiet night does not count against a volunteer, danger apart."""
    lasts = _OFFER_LASTS[urgency]
    if urgency is Urgency.EMERGENCY:
        return at + lasts
    end = waking(at) + lasts
    settled = waking(end)
    return end if settled == end else settled + timedelta(hours=1)


def volunteer_check_due(urgency: Urgency, at: datetime) -> datetime:
    """When a volunteer who took a case at `at` is asked how it goes."""
    due = at + _VOLUNTEER_SILENT[urgency]
    return due if urgency is Urgency.EMERGENCY else waking(due)
