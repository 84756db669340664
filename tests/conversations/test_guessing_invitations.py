"""Whoever guesses at invitation codes is stopped, alone or with many accounts; a real code works again later."""

from datetime import timedelta

from cases.people import Invitation, Role
from tests.conftest import SONGKHLA, Town

CODE = "KT-ABCDEFGH23"
WRONG = "KT-ZZZZZZZZ99"


def invite(town: Town) -> None:
    with town.app.unit_of_work() as uow:
        uow.people.create_invitation(Invitation(CODE, Role.COORDINATOR, SONGKHLA, town.app.now() + timedelta(days=30)))
        uow.commit()


def test_five_wrong_codes_are_enough_for_an_hour(town: Town) -> None:
    invite(town)
    guesser = town.resident()
    for _ in range(5):
        guesser.says(WRONG)
    guesser.says(CODE)
    guesser.hears("ลองรหัสผิดหลายครั้งแล้ว")
    town.days_pass(0.05)
    guesser.says(CODE)
    assert "ลองรหัสผิด" not in guesser.last()
    with town.app.unit_of_work() as uow:
        assert uow.people.by_line_id(guesser.line_id).is_coordinator


def test_many_accounts_together_guess_no_faster(town: Town) -> None:
    invite(town)
    with town.app.unit_of_work() as uow:
        for number in range(200):
            somebody = uow.people.by_line_id(f"U{number % 50 + 5_000:032x}")
            uow.people.note_failed_invitation(somebody.id, town.app.now())
        uow.commit()
    newcomer = town.resident()
    newcomer.says(CODE)
    newcomer.hears("ลองรหัสผิดหลายครั้งแล้ว")
    town.days_pass(0.05)
    newcomer.says(CODE)
    with town.app.unit_of_work() as uow:
        assert uow.people.by_line_id(newcomer.line_id).is_coordinator
