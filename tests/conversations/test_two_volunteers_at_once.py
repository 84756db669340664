"""Several volunteers tap รับเรื่อง in the same instant: exactly one gets the case."""

from threading import Barrier, Thread

import pytest

from cases.case import Status
from tests.conftest import Town
from tests.conversations.reports import report_roof

pytestmark = pytest.mark.both_databases


def test_exactly_one_of_three_gets_the_case(town: Town) -> None:
    volunteers = [town.volunteer(name) for name in ("นิด", "หน่อย", "น้อย")]
    resident = town.resident()
    report_roof(resident)
    buttons = []
    for volunteer in volunteers:
        volunteer.hears("มีเรื่องใกล้คุณ")
        buttons.append(volunteer.button("รับเรื่อง"))

    together = Barrier(len(volunteers))

    def tap(number: int) -> None:
        together.wait()
        volunteers[number].tap_action(*buttons[number])

    threads = [Thread(target=tap, args=[number]) for number in range(len(volunteers))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    got = [volunteer for volunteer in volunteers if "081-234-5678" in volunteer.last()]
    late = [volunteer for volunteer in volunteers if "รับไปแล้ว" in volunteer.last()]
    assert (len(got), len(late)) == (1, 2)
    with town.app.unit_of_work() as uow:
        case = next(uow.cases.all())
        assert case.status is Status.ASSIGNED
        assert uow.people.get(case.volunteer_id or 0).line_id == got[0].line_id
        assert uow.offers.open_of(case.id) == []
