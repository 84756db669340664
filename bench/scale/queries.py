"""Every query of the repositories in `storage/`, asked as dialogues, lists, pages and the clock ask them."""

from collections.abc import Callable
from datetime import timedelta

from bench.scale.picking import Pick
from bench.scale.rows import NOW
from cases.case import Case
from cases.follow_ups import Kind
from cases.meetings import Meeting
from cases.needs import Urgency
from cases.offers import OfferStatus
from cases.people import Invitation, Purpose, Role, Volunteer
from cases.replies import Notice, Reply, Text
from storage.inbox import Event
from storage.media import StoredMedia
from storage.unit_of_work import SqlUnitOfWork as Uow

_A_MINUTE = timedelta(minutes=1)
_TWO_YEARS = timedelta(days=730)
_HI: list[Reply] = [Text("สวัสดีค่ะ")]


Ask = Callable[[Uow, Pick], object]

PEOPLE: dict[str, Ask] = {
    "people.get": lambda uow, pick: uow.people.get(pick.person),
    "people.by_line_id": lambda uow, pick: uow.people.by_line_id(pick.chat),
    "people.by_line_id: a new person": lambda uow, pick: uow.people.by_line_id(pick.new),
    "people.many": lambda uow, pick: uow.people.many([pick.person for _ in range(5)]),
    "people.rename": lambda uow, pick: uow.people.rename(pick.person, "สมศรี"),
    "people.has_name": lambda uow, pick: uow.people.has_name(pick.chat),
    "people.set_blocked": lambda uow, pick: uow.people.set_blocked(pick.person, True),
    "people.is_blocked": lambda uow, pick: uow.people.is_blocked(pick.chat),
    "people.grant": lambda uow, pick: uow.people.grant(pick.person, Role.COORDINATOR, pick.area),
    "people.consent": lambda uow, pick: uow.people.consent(pick.person, Purpose.SERVICE, True, NOW),
    "people.coordinators_of": lambda uow, pick: uow.people.coordinators_of(pick.area),
    "people.coordinators_of: place unknown": lambda uow, _: uow.people.coordinators_of(""),
    "people.revoke": lambda uow, pick: uow.people.revoke(pick.volunteer, Role.VOLUNTEER),
    "people.in_area": lambda uow, pick: uow.people.in_area(pick.area),
    "people.in_area: all who reported": lambda uow, pick: uow.people.in_area(pick.area, everyone=True),
    "people.in_area: all of a province": lambda uow, pick: uow.people.in_area(pick.province, everyone=True),
    "people.create_invitation": lambda uow, pick: uow.people.create_invitation(_invitation(pick)),
    "people.invitation": lambda uow, pick: uow.people.invitation(pick.new),
    "people.use_invitation": lambda uow, pick: uow.people.use_invitation(pick.new, pick.person, NOW),
    "people.failed_invitations": lambda uow, pick: uow.people.failed_invitations(pick.person, NOW - _A_MINUTE),
    "people.failed_invitations_of_all": lambda uow, _: uow.people.failed_invitations_of_all(NOW - _A_MINUTE),
    "people.note_failed_invitation": lambda uow, pick: uow.people.note_failed_invitation(pick.person, NOW),
    "volunteers.get": lambda uow, pick: uow.volunteers.get(pick.volunteer),
    "volunteers.save": lambda uow, pick: uow.volunteers.save(_volunteer(uow, pick)),
    "volunteers.remove": lambda uow, pick: uow.volunteers.remove(pick.volunteer),
    "volunteers.near": lambda uow, pick: uow.volunteers.near(pick.area),
    "volunteers.near: a district": lambda uow, pick: uow.volunteers.near(pick.area[:4]),
    "volunteers.near: a province": lambda uow, pick: uow.volunteers.near(pick.province),
    "meetings.call": lambda uow, pick: uow.meetings.call(_meeting(pick)),
    "meetings.get": lambda uow, pick: uow.meetings.get(pick.meeting),
    "meetings.invite": lambda uow, pick: uow.meetings.invite(uow.meetings.call(_meeting(pick)).id, range(1, 41)),
    "meetings.answer": lambda uow, pick: uow.meetings.answer(pick.meeting, pick.person, True, NOW),
    "meetings.attendance": lambda uow, pick: uow.meetings.attendance(pick.meeting),
    "meetings.upcoming": lambda uow, pick: uow.meetings.upcoming(pick.person, NOW),
    "meetings.upcoming: of a coordinator": lambda uow, pick: uow.meetings.upcoming(pick.coordinator, NOW),
}

CASES: dict[str, Ask] = {
    "cases.open": lambda uow, pick: uow.cases.open(_new_case(pick)),
    "cases.get": lambda uow, pick: uow.cases.get(pick.case),
    "cases.by_number": lambda uow, pick: uow.cases.by_number(uow.cases.get(pick.case).number),
    "cases.save": lambda uow, pick: uow.cases.save(_added_to(uow.cases.get(pick.case), pick)),
    "cases.of_reporter": lambda uow, pick: uow.cases.of_reporter(pick.person, 10),
    "cases.of_volunteer": lambda uow, pick: uow.cases.of_volunteer(pick.volunteer, 10),
    "cases.waiting": lambda uow, pick: uow.cases.waiting(pick.coordinated, 10),
    "cases.waiting: several areas": lambda uow, pick: uow.cases.waiting((pick.area, pick.province), 10),
    "cases.overdue": lambda uow, pick: uow.cases.overdue(pick.coordinated, NOW, 10),
    "cases.to_escalate": lambda uow, _: uow.cases.to_escalate(NOW, 50),
    "cases.timeline": lambda uow, pick: uow.cases.timeline(pick.case),
    "cases.attach": lambda uow, pick: uow.cases.attach(pick.case, [1], pick.person, NOW),
    "cases.media_of": lambda uow, pick: uow.cases.media_of(pick.case),
    "offers.make": lambda uow, pick: uow.offers.make(uow.cases.get(pick.case), [1, 2, 3], NOW, NOW),
    "offers.get": lambda uow, pick: uow.offers.get(pick.row),
    "offers.open_of": lambda uow, pick: uow.offers.open_of(pick.case),
    "offers.open_for": lambda uow, pick: uow.offers.open_for(pick.volunteer),
    "offers.settle": lambda uow, pick: uow.offers.settle(pick.row, OfferStatus.LOST, NOW),
    "offers.asked": lambda uow, pick: uow.offers.asked(pick.case),
    "offers.run_out": lambda uow, _: uow.offers.run_out(NOW, 50),
    "follow_ups.plan": lambda uow, pick: uow.follow_ups.plan(pick.case, Kind.VOLUNTEER, NOW),
    "follow_ups.due": lambda uow, _: uow.follow_ups.due(NOW, 50),
    "follow_ups.done": lambda uow, pick: uow.follow_ups.done(pick.row, NOW),
    "follow_ups.drop": lambda uow, pick: uow.follow_ups.drop(pick.case),
    "media.of_message": lambda uow, pick: uow.media.of_message(f"5{pick.row // 2:017d}"),
    "media.content": lambda uow, pick: uow.media.content(StoredMedia(pick.row, "image", "image/jpeg", pick.new, False)),
    "media.get": lambda uow, pick: uow.media.get(pick.row // 2),
    "media.keep": lambda uow, pick: uow.media.keep(pick.new, pick.chat, "image", "image/jpeg", ".jpg", b"photo"),
    "media.forget": lambda uow, pick: uow.media.forget(pick.row // 2),
    "media.forget_message": lambda uow, pick: uow.media.forget_message(f"5{pick.row // 2:017d}"),
}

CHATS: dict[str, Ask] = {
    "conversations.load": lambda uow, pick: uow.conversations.load(pick.chat),
    "conversations.save": lambda uow, pick: uow.conversations.save(pick.chat, {"heard_at": NOW.isoformat()}),
    "inbox.store": lambda uow, pick: uow.inbox.store([_event(pick)], NOW),
    "inbox.next": lambda uow, pick: uow.inbox.next(pick.chat, NOW),
    "inbox.done": lambda uow, pick: uow.inbox.done(pick.row, NOW, "accept"),
    "inbox.retry": lambda uow, pick: uow.inbox.retry(pick.row, NOW, "error"),
    "inbox.park": lambda uow, pick: uow.inbox.park(pick.row, NOW, "error"),
    "inbox.drop": lambda uow, pick: uow.inbox.drop(pick.row, NOW),
    "inbox.lately": lambda uow, pick: uow.inbox.lately(_stored(pick), _A_MINUTE),
    "inbox.dropped_lately": lambda uow, pick: uow.inbox.dropped_lately(_stored(pick), _A_MINUTE),
    "inbox.parked": lambda uow, _: uow.inbox.parked(),
    "inbox.replay": lambda uow, _: uow.inbox.replay(),
    "inbox.replay: some": lambda uow, pick: uow.inbox.replay([pick.row]),
    "inbox.waiting_chats": lambda uow, _: uow.inbox.waiting_chats(NOW),
    "inbox.count": lambda uow, _: uow.inbox.count("parked"),
    "inbox.forget_message": lambda uow, pick: uow.inbox.forget_message(pick.new, pick.chat),
    "outbox.notify": lambda uow, pick: uow.outbox.notify(Notice(pick.chat, _HI)),
    "outbox.reply": lambda uow, pick: uow.outbox.reply(pick.chat, _HI, "token", NOW),
    "outbox.next": lambda uow, pick: uow.outbox.next(pick.chat, NOW),
    "outbox.is_waiting": lambda uow, pick: uow.outbox.is_waiting(pick.chat, NOW),
    "outbox.becomes_push": lambda uow, pick: uow.outbox.becomes_push(pick.row),
    "outbox.settle": lambda uow, pick: uow.outbox.settle(pick.row, "sent", NOW),
    "outbox.again": lambda uow, pick: uow.outbox.again(pick.row, NOW, "500"),
    "outbox.waiting_chats": lambda uow, _: uow.outbox.waiting_chats(NOW),
    "send_paces.take": lambda uow, _: uow.send_paces.take("push"),
}

ERASURE: dict[str, Ask] = {
    "erasure.closed_before": lambda uow, _: uow.erasure.closed_before(NOW - _TWO_YEARS, 20),
    "erasure.open_cases_of": lambda uow, pick: uow.erasure.open_cases_of(pick.person),
    "erasure.beside_case": lambda uow, pick: uow.erasure.beside_case(uow.cases.get(pick.case), NOW),
    "erasure.of_chat": lambda uow, pick: uow.erasure.of_chat(pick.chat, pick.person),
    "erasure.messages": lambda uow, _: uow.erasure.messages(NOW - _TWO_YEARS, 500),
    "erasure.stray_media": lambda uow, _: uow.erasure.stray_media(0, NOW, 5),
}

REST: dict[str, Ask] = {
    "hotlines.of": lambda uow, _: uow.hotlines.of(["unknown"]),
    "hotlines.all": lambda uow, _: uow.hotlines.all(),
    "hotlines.replace": lambda uow, _: uow.hotlines.replace([]),
    "corrections.keep": lambda uow, pick: uow.corrections.keep("หลังคารั่ว", ["home_repair"], pick.person, NOW),
    "job_runs.claim": lambda uow, pick: uow.job_runs.claim("follow_ups", pick.row),
    "vitals.events_waiting": lambda uow, _: uow.vitals.events_waiting(),
    "vitals.events_parked": lambda uow, _: uow.vitals.events_parked(),
    "vitals.parked_since": lambda uow, _: uow.vitals.parked_since(NOW - 60 * _A_MINUTE),
    "vitals.dropped_since": lambda uow, _: uow.vitals.dropped_since(NOW - 60 * _A_MINUTE),
    "vitals.oldest_event": lambda uow, _: uow.vitals.oldest_event(),
    "vitals.messages_waiting": lambda uow, _: uow.vitals.messages_waiting(NOW),
    "vitals.oldest_message": lambda uow, _: uow.vitals.oldest_message(NOW),
    "vitals.outcomes": lambda uow, _: uow.vitals.outcomes(NOW - 60 * _A_MINUTE),
    "vitals.decisions": lambda uow, _: uow.vitals.decisions(NOW - 60 * _A_MINUTE),
    "vitals.dialogues_left": lambda uow, _: uow.vitals.dialogues_left(NOW),
    "vitals.follow_ups_due": lambda uow, _: uow.vitals.follow_ups_due(NOW),
    "vitals.figure": lambda uow, _: uow.vitals.figure("quota_limit"),
    "vitals.note": lambda uow, _: uow.vitals.note("quota_limit", 200, NOW),
}

QUERIES: dict[str, Ask] = {**PEOPLE, **CASES, **CHATS, **ERASURE, **REST}


def _invitation(pick: Pick) -> Invitation:
    return Invitation(pick.new, Role.VOLUNTEER, pick.area, NOW)


def _volunteer(uow: Uow, pick: Pick) -> Volunteer:
    found = uow.volunteers.get(pick.volunteer)
    assert found is not None, "volunteers come first among the people"
    return found


def _meeting(pick: Pick) -> Meeting:
    return Meeting(0, "ประชุมอาสา", "ศาลา", NOW, pick.area, pick.coordinator)


def _new_case(pick: Pick) -> Case:
    person, area = pick.person, pick.area
    case = Case(0, "", person, ("home_repair",), Urgency.NORMAL, "หลังคารั่ว", area, NOW)
    case.opened(NOW)
    return case


def _added_to(case: Case, pick: Pick) -> Case:
    case.add(NOW, pick.person, "ฝนตกอีกแล้ว")
    return case


def _event(pick: Pick) -> object:
    return {"webhookEventId": pick.new, "timestamp": int(NOW.timestamp() * 1000), "source": {"userId": pick.chat}}


def _stored(pick: Pick) -> Event:
    return Event(pick.row, pick.new, pick.chat, "", NOW, 0, NOW)
