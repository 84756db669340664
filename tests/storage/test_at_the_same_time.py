"""Many workers do the same in the same instant, each in its own transaction."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier
from typing import TypeVar

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from bot.wiring import App
from cases.case import Case
from cases.case_number import format_number
from cases.follow_ups import Kind
from cases.needs import Urgency
from cases.people import Invitation, Role
from storage.locks import chat_lock
from storage.send_paces import RATES
from storage.unit_of_work import SqlUnitOfWork

AT = datetime(2026, 11, 21, 3, tzinfo=UTC)
WORKERS = 6
T = TypeVar("T")


def together(app: App, act: Callable[[SqlUnitOfWork, int], T]) -> list[T]:
    """Let several workers begin at once; returns what each got, after all have committed."""
    barrier = Barrier(WORKERS)

    def work(number: int) -> T:
        barrier.wait()
        with app.unit_of_work() as uow:
            got = act(uow, number)
            uow.commit()
            return got

    with ThreadPoolExecutor(WORKERS) as pool:
        return list(pool.map(work, range(WORKERS)))


def alone(app: App, act: Callable[[SqlUnitOfWork], T]) -> T:
    with app.unit_of_work() as uow:
        got = act(uow)
        uow.commit()
        return got


def open_case(uow: SqlUnitOfWork, reporter_id: int) -> Case:
    case = Case(
        id=0,
        number="",
        reporter_id=reporter_id,
        needs=("home_repair",),
        urgency=Urgency.NORMAL,
        story="หลังคารั่ว",
        area="901113",
        opened_at=AT,
    )
    return uow.cases.open(case)


def test_a_person_met_by_all_at_once_is_one_person(app: App) -> None:
    met = together(app, lambda uow, _: uow.people.by_line_id("U1").id)
    assert len(set(met)) == 1


def test_the_first_cases_of_a_year_get_numbers_without_gap_or_repetition(app: App) -> None:
    reporter = alone(app, lambda uow: uow.people.by_line_id("U1").id)
    numbers = together(app, lambda uow, _: open_case(uow, reporter).number)
    assert sorted(numbers) == sorted(format_number(2569, count) for count in range(1, WORKERS + 1))


def test_a_chat_saved_by_all_at_once_has_the_state_of_one_of_them(app: App) -> None:
    together(app, lambda uow, number: uow.conversations.save("U1", {"by": number}))
    assert alone(app, lambda uow: uow.conversations.load("U1"))["by"] in range(WORKERS)


def test_a_role_given_by_all_at_once_is_given_once(app: App) -> None:
    person = alone(app, lambda uow: uow.people.by_line_id("U1").id)
    together(app, lambda uow, _: uow.people.grant(person, Role.COORDINATOR, "90"))
    assert alone(app, lambda uow: uow.people.get(person)).grants == ((Role.COORDINATOR, "90"),)


def test_an_invitation_redeemed_by_all_at_once_serves_one(app: App) -> None:
    people = alone(app, lambda uow: [uow.people.by_line_id(f"U{number}").id for number in range(WORKERS)])
    alone(app, lambda uow: uow.people.create_invitation(Invitation("KT-ABC", Role.VOLUNTEER, "90", AT)))

    def redeem(uow: SqlUnitOfWork, number: int) -> bool:
        invitation = uow.people.invitation("KT-ABC")
        assert invitation is not None
        if invitation.used_by:
            return False
        uow.people.use_invitation("KT-ABC", people[number], AT)
        return True

    assert sum(together(app, redeem)) == 1


def test_what_is_due_is_dealt_with_once_however_many_clocks_ask(app: App) -> None:
    reporter = alone(app, lambda uow: uow.people.by_line_id("U1").id)
    case = alone(app, lambda uow: open_case(uow, reporter))
    for _ in range(3):
        alone(app, lambda uow: uow.follow_ups.plan(case.id, Kind.SILENCE, AT))

    def deal(uow: SqlUnitOfWork, _: int) -> list[int]:
        due = [follow_up.id for follow_up in uow.follow_ups.due(AT, 10)]
        for follow_up_id in due:
            uow.follow_ups.done(follow_up_id, AT)
        return due

    dealt_with = [one for each in together(app, deal) for one in each]
    assert len(dealt_with) == len(set(dealt_with)) == 3


def test_the_firing_of_a_job_is_claimed_by_one_clock(app: App) -> None:
    assert sum(together(app, lambda uow, _: uow.job_runs.claim("follow_ups", 1))) == 1


def test_events_delivered_to_all_at_once_are_stored_once(app: App) -> None:
    event = {"webhookEventId": "01X", "timestamp": 1, "source": {"userId": "U1"}}
    together(app, lambda uow, _: uow.inbox.store([event], AT))
    assert alone(app, lambda uow: uow.inbox.count("pending")) == 1


def test_sends_of_all_workers_together_keep_the_rate(app: App) -> None:
    begin, sends_each = time.time(), 10

    def instants(uow: SqlUnitOfWork, _: int) -> list[float]:
        waits = [uow.send_paces.take("multicast") for _ in range(sends_each)]
        return [time.time() + wait for wait in waits]

    last = max(instant for each in together(app, instants) for instant in each)
    assert last >= begin + (WORKERS * sends_each - 1) / RATES["multicast"], "each send has an instant of its own"
    assert alone(app, lambda uow: uow.send_paces.take("push")) == 0, "kinds do not wait for each other"


def test_who_only_reads_waits_for_nobody_who_writes(app: App) -> None:
    reporter = alone(app, lambda uow: uow.people.by_line_id("U1").id)
    case = alone(app, lambda uow: open_case(uow, reporter))
    with app.unit_of_work() as writing:
        writing.people.rename(writing.cases.get(case.id).reporter_id, "สมศรี")
        with app.look() as reading:
            assert reading.cases.get(case.id).number == case.number
            assert reading.people.get(reporter).name == ""


def test_a_case_that_somebody_works_on_is_not_escalated_meanwhile(postgres_app: App) -> None:
    app, late = postgres_app, AT + timedelta(days=60)
    reporter = alone(app, lambda uow: uow.people.by_line_id("U1").id)
    case = alone(app, lambda uow: open_case(uow, reporter))
    with app.unit_of_work() as working:
        working.cases.get(case.id)
        assert alone(app, lambda uow: uow.cases.to_escalate(late, 10)) == []
    assert [found.id for found in alone(app, lambda uow: uow.cases.to_escalate(late, 10))] == [case.id]


def test_a_chat_is_worked_on_by_one_at_a_time_and_others_are_not_held_up(postgres_app: App) -> None:
    order: list[str] = []

    def wait() -> None:
        with chat_lock(postgres_app.engine, "U1"):
            order.append("second")

    with ThreadPoolExecutor(1) as pool:
        with chat_lock(postgres_app.engine, "U1"):
            second = pool.submit(wait)
            with chat_lock(postgres_app.engine, "U2"):
                order.append("first")
        second.result(10)
    assert order == ["first", "second"]


def test_who_freezes_over_a_chat_loses_it_to_another_and_hears_of_it(postgres_app: App) -> None:
    def works_on() -> str:
        with chat_lock(postgres_app.engine, "U1", silent=0.5) as still_ours:
            still_ours()
            return "taken over"

    def freezes() -> None:
        with chat_lock(postgres_app.engine, "U1", silent=0.5) as still_ours, ThreadPoolExecutor(1) as other:
            still_ours()
            assert other.submit(works_on).result(10) == "taken over"
            still_ours()

    with pytest.raises(OperationalError):
        freezes()
    assert works_on() == "taken over", "the pool gives out no connection that the server has ended"


def test_who_lives_keeps_the_chat_however_long_the_work_takes(postgres_app: App) -> None:
    with chat_lock(postgres_app.engine, "U1", silent=0.5) as still_ours:
        for _ in range(12):
            time.sleep(0.1)
            still_ours()
    time.sleep(1)
    with postgres_app.engine.connect() as connection:
        assert connection.scalar(text("SHOW idle_session_timeout")) == "0", "given back, a connection may be silent"
