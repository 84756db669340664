"""What was promised to be kept no longer is forgotten, and so is whoever asks for it."""

from click.testing import CliRunner, Result
from sqlalchemy import select

from bot.cli.main import main
from cases.case import Happening
from cases.people import Role
from storage.tables import conversations, inbound_events, outbound_messages
from tests.conftest import Town
from tests.conversations.reports import report_roof
from tests.phone import Phone

SECRETS = ("หลังคาบ้านแม่", "081-234-5678", "0812345678", "สังกะสีผุ", "สมศรี")


def khotto(town: Town, *words: str) -> Result:
    """Run a command beside the running bot."""
    return CliRunner().invoke(main, words, env=town.environ)


def a_story_that_ends(town: Town) -> tuple[Phone, Phone, str]:
    """From a report to confirmed help, with a photo that belongs to nothing and one of the visit."""
    volunteer, resident = town.volunteer(), town.resident()
    number = report_roof(resident)
    resident.sends_photos(1)
    volunteer.taps("รับเรื่อง")
    volunteer.taps("ลงเยี่ยมแล้ว")
    volunteer.says("สังกะสีผุ 20 แผ่น")
    volunteer.sends_photos(1)
    volunteer.taps("ยืนยัน")
    volunteer.taps("ช่วยเสร็จแล้ว")
    volunteer.taps("ข้าม")
    volunteer.taps("ข้าม")
    town.days_pass(4)
    resident.taps("ได้รับแล้ว")
    return resident, volunteer, number


def kept_of(town: Town, number: str) -> str:
    """Everything that the database tells of the case, its people and its messages, opened."""
    with town.app.unit_of_work() as uow:
        case = uow.cases.by_number(number)
        assert case
        told = [case, uow.people.get(case.reporter_id), *uow.cases.timeline(case.id), uow.cases.media_of(case.id)]
    with town.app.engine.connect() as db:
        told += [row.body for row in db.execute(select(inbound_events.c.body))]
        told += [row.messages for row in db.execute(select(outbound_messages.c.messages))]
        told += [row.state for row in db.execute(select(conversations.c.state))]
    return "\n".join(map(str, told))


def photos(town: Town) -> int:
    """How many photos lie in the folder."""
    return len(list(town.app.settings.media_folder.iterdir()))


def test_two_years_after_its_end_a_case_tells_of_nobody(town: Town) -> None:
    _, _, number = a_story_that_ends(town)
    assert all(secret in kept_of(town, number) for secret in SECRETS)
    assert photos(town) == 2

    town.days_pass(700)
    assert "หลังคาบ้านแม่" in kept_of(town, number), "not before its time"
    town.days_pass(40)
    town.days_pass(0)
    left = kept_of(town, number)
    assert not [secret for secret in SECRETS if secret in left]
    assert photos(town) == 0
    with town.app.unit_of_work() as uow:
        case = uow.cases.by_number(number)
        assert case
        assert (case.needs, case.area) == (("home_repair",), "901113"), "statistics need no names"
        assert uow.cases.timeline(case.id)[-1].what is Happening.ERASED


def test_messages_go_after_three_months_and_the_case_stays(town: Town) -> None:
    resident, _, number = a_story_that_ends(town)
    town.days_pass(100)
    with town.app.engine.connect() as db:
        left = [*db.execute(select(inbound_events.c.id)), *db.execute(select(outbound_messages.c.id))]
    assert left == []
    assert photos(town) == 1, "the visit's stays, the one that belongs to nothing goes"
    resident.says("ติดตามเรื่อง")
    assert number in resident.last()


def test_who_asks_to_be_forgotten_is_forgotten_once_nobody_works_on_it(town: Town) -> None:
    resident = town.resident()
    number = report_roof(resident)
    with town.app.unit_of_work() as uow:
        person = str(uow.people.by_line_id(resident.line_id).id)
    refused = khotto(town, "erase", "person", person)
    assert refused.exit_code == 1
    assert f"Still open: {number}" in refused.output
    assert "still open" in khotto(town, "erase", "case", number).output

    resident.says("ถอนความยินยอม")
    done = khotto(town, "erase", "person", person)
    assert done.exit_code == 0, done.output
    left = kept_of(town, number)
    assert not [secret for secret in SECRETS if secret in left]
    assert "nobody" in khotto(town, "erase", "person", "4711").output


def test_one_case_is_forgotten_on_request(town: Town) -> None:
    _, _, number = a_story_that_ends(town)
    assert khotto(town, "erase", "case", number).exit_code == 0
    with town.app.unit_of_work() as uow:
        case = uow.cases.by_number(number)
        assert case
        assert (case.story, case.phone) == ("", "")
    assert "no case" in khotto(town, "erase", "case", "69-99999-9").output


def test_a_role_is_taken_back_but_not_with_cases_in_hand(town: Town) -> None:
    volunteer, resident, coordinator = town.volunteer(), town.resident(), town.coordinator()
    number = report_roof(resident)
    volunteer.taps("รับเรื่อง")
    listed = khotto(town, "people").output.splitlines()
    ids = {row.split("\t")[1]: row.split("\t")[0] for row in listed}
    assert set(ids) == {Role.VOLUNTEER, Role.COORDINATOR}

    held = khotto(town, "revoke", ids["volunteer"], "--role", "volunteer")
    assert held.exit_code == 1
    assert number in held.output
    volunteer.taps("ทำไม่ได้")
    volunteer.says("ย้ายบ้าน")
    assert khotto(town, "revoke", ids["volunteer"], "--role", "volunteer").exit_code == 0
    assert khotto(town, "revoke", ids["coordinator"], "--role", "coordinator").exit_code == 0
    assert khotto(town, "people").output == ""
    coordinator.says("เมนู")
    assert "เรื่องที่รออยู่" not in coordinator.last()
    assert khotto(town, "revoke", ids["coordinator"], "--role", "coordinator").exit_code == 1
