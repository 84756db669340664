"""An organisation outgrows SQLite: everything it has moves to PostgreSQL."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import func, select, text

from bot.wiring import App
from cases.case import Case
from cases.follow_ups import Kind
from cases.meetings import Meeting
from cases.needs import Urgency
from cases.people import Invitation, Purpose, Role, Volunteer
from cases.replies import Notice, Text
from storage.inbox import InboxTable
from storage.tables import media_content, metadata
from storage.transfer import TransferError, transfer
from tests.storage.conftest import open_app
from tests.storage.test_media import read

AT = datetime(2026, 11, 21, 3, tzinfo=UTC)
PHOTO = b"a photo"
STORY = "หลังคาบ้านแม่รั่วทั้งหลัง"


@pytest.fixture
def old(tmp_path: Path) -> Iterator[App]:
    """An organisation on SQLite with something in every table."""
    app = open_app(tmp_path, f"sqlite:///{tmp_path / 'old.db'}")
    with app.unit_of_work() as uow:
        people = [uow.people.by_line_id(f"U{number}").id for number in range(1_100)]
        resident, volunteer = people[:2]
        uow.people.rename(resident, "สมศรี")
        uow.people.consent(resident, Purpose.SERVICE, True, AT)
        uow.people.note_failed_invitation(resident, AT)
        uow.people.create_invitation(Invitation("KT-ABC", Role.VOLUNTEER, "90", AT))
        uow.volunteers.save(Volunteer(volunteer, ("901113",), ("home_repair",), (0, 6)))
        case = uow.cases.open(_case(resident))
        case.escalate(AT, 1)
        uow.cases.save(case)
        media = uow.media.keep("m1", "U0", "image", "image/jpeg", ".jpg", PHOTO)
        uow.cases.attach(case.id, [media], resident, AT)
        uow.offers.make(case, [volunteer], AT, AT)
        uow.follow_ups.plan(case.id, Kind.SILENCE, AT)
        meeting = uow.meetings.call(Meeting(0, "ประชุม", "วัด", AT, "90", volunteer))
        uow.meetings.invite(meeting.id, [resident])
        uow.conversations.save("U0", {"dialogue": "report"})
        uow.inbox.store([{"webhookEventId": "01X", "timestamp": 1, "source": {"userId": "U0"}}], AT)
        uow.outbox.notify(Notice("U0", [Text("สวัสดี")]))
        uow.send_paces.take("push")
        uow.vitals.note("quota", 300, AT)
        uow.corrections.keep("หลังคารั่ว", ["home_repair"], resident, AT)
        uow.job_runs.claim("follow_ups", 1)
        uow.commit()
    yield app
    app.engine.dispose()


@pytest.fixture
def new(tmp_path: Path, postgres_url: str) -> Iterator[App]:
    """An empty organisation on PostgreSQL."""
    app = open_app(tmp_path, postgres_url)
    yield app
    app.engine.dispose()


def _case(reporter_id: int) -> Case:
    return Case(
        id=0,
        number="",
        reporter_id=reporter_id,
        needs=("home_repair",),
        urgency=Urgency.URGENT,
        story=STORY,
        area="901113",
        opened_at=AT,
        latitude=7.1,
        longitude=100.4,
    )


def rows(app: App) -> dict[str, list[tuple[object, ...]]]:
    """Everything that the tables hold, opened and in the types of the program."""
    with app.engine.connect() as db:
        return {
            table.name: sorted((tuple(row) for row in db.execute(select(table))), key=repr)
            for table in metadata.sorted_tables
            if table is not media_content
        }


def test_every_row_of_every_table_arrives_as_it_was(old: App, new: App) -> None:
    counts = transfer(old.engine, new.engine, old.settings.media_folder)
    before = rows(old)
    assert all(before.values()), "the test has a row for every table"
    assert rows(new) == before
    assert counts == {name: len(found) for name, found in before.items()} | {"media_content": 1}


def test_photos_leave_their_folder_for_the_database(old: App, new: App) -> None:
    transfer(old.engine, new.engine, old.settings.media_folder)
    for app in (old, new):
        with app.unit_of_work() as uow:
            stored = uow.media.get(1)
            assert stored
            assert read(uow.media.content(stored)) == PHOTO
    with new.engine.connect() as db:
        lying = db.scalar(text("SELECT data FROM media_content"))
    assert PHOTO.decode() not in lying, "sealed like everything that tells of people"


def test_life_goes_on_with_new_numbers_after_the_copied_ones(old: App, new: App) -> None:
    transfer(old.engine, new.engine, old.settings.media_folder)
    with new.unit_of_work() as uow:
        stranger = uow.people.by_line_id("Unew")
        case = uow.cases.open(_case(stranger.id))
        uow.commit()
    assert (stranger.id, case.id, case.number[:8]) == (1_101, 2, "69-00002")


def test_sealed_fields_are_copied_without_being_opened(old: App, new: App) -> None:
    transfer(old.engine, new.engine, old.settings.media_folder)
    sealed = text("SELECT story FROM cases")
    with old.engine.connect() as before, new.engine.connect() as after:
        assert before.scalar(sealed) == after.scalar(sealed)


def test_a_database_that_has_rows_is_left_alone(old: App, new: App) -> None:
    with new.unit_of_work() as uow:
        uow.people.by_line_id("Uthere")
        uow.commit()
    with pytest.raises(TransferError, match="people"):
        transfer(old.engine, new.engine, old.settings.media_folder)
    with new.engine.connect() as db:
        assert db.scalar(select(func.count()).select_from(metadata.tables["people"])) == 1


def test_events_of_the_old_database_are_worked_on_by_the_new_one(old: App, new: App) -> None:
    transfer(old.engine, new.engine, old.settings.media_folder)
    with new.engine.connect() as db:
        assert InboxTable(db).waiting_chats(AT) == ["U0"]
