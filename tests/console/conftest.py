"""An organisation with real parts behind its web pages, and no LINE."""

import io
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from PIL import Image
from werkzeug.test import TestResponse

from bot import settings
from bot.web.app import create_app
from bot.wiring import App
from cases.case import Case
from cases.needs import Urgency
from cases.people import Person, Role
from storage.migrate import upgrade

THA_KHAM = "901113"  # ต.ท่าข้าม อ.หาดใหญ่ จ.สงขลา
OPENED = datetime(2026, 11, 21, 2, 5, tzinfo=UTC)  # 09.05 in Thailand
STORY = "หลังคาบ้านแม่รั่วทั้งหลัง"
PHONE = "0812345678"
SECRETS = ("ป้าสมศรี", "ยายแดง", "บ้านเลขที่ 12/3", PHONE, "081-234-5678", STORY, "7.1234")


class Office:
    """People, cases and photos in a fresh database, and a browser without a window."""

    def __init__(self, folder: Path, *, fresh: bool = True) -> None:
        environ = {
            "KHOTTO_ENV_FILE": "/dev/null",
            "KHOTTO_HOME": str(folder),
            "LINE_CHANNEL_SECRET": "secret",
            "LINE_CHANNEL_ACCESS_TOKEN": "token",
        }
        self.app = App(settings.load(environ=environ))
        upgrade(self.app.engine)
        self.app.settings.media_folder.mkdir(exist_ok=not fresh)
        self.flask = create_app(self.app)
        self.web = self.flask.test_client()
        self._made = 0

    def person(self, name: str, role: Role | None = None, area: str = "90") -> Person:
        """Somebody known from LINE, with a role in an area."""
        with self.app.unit_of_work() as uow:
            person = uow.people.by_line_id(f"U{self._next():032x}")
            uow.people.rename(person.id, name)
            if role:
                uow.people.grant(person.id, role, area)
            person = uow.people.get(person.id)
            uow.commit()
        return person

    def coordinator(self, area: str = "90") -> Person:
        """A coordinator of an area."""
        return self.person("หนุ่ย", Role.COORDINATOR, area)

    def volunteer(self, name: str = "นิด") -> Person:
        """A volunteer in reach of every case of these tests."""
        return self.person(name, Role.VOLUNTEER, THA_KHAM)

    def open_case(self, reporter: Person | None = None, story: str = STORY) -> Case:
        """A new case with all its personal data."""
        reporter = reporter or self.person("ป้าสมศรี")
        case = Case(
            id=0,
            number="",
            reporter_id=reporter.id,
            needs=("home_repair", "elderly_care"),
            urgency=Urgency.URGENT,
            story=story,
            area=THA_KHAM,
            opened_at=OPENED,
            beneficiary="ยายแดง",
            address="บ้านเลขที่ 12/3",
            phone=PHONE,
            latitude=7.1234,
            longitude=100.4321,
        )
        case.opened(OPENED)
        with self.app.unit_of_work() as uow:
            case = uow.cases.open(case)
            uow.commit()
        return case

    def change(self, case: Case, *acts: Callable[[Case], object]) -> None:
        """Let things happen to a case."""
        with self.app.unit_of_work() as uow:
            stored = uow.cases.get(case.id)
            for act in acts:
                act(stored)
            uow.cases.save(stored)
            uow.commit()

    def attach(self, case: Case, data: bytes, kind: str = "image", content_type: str = "image/jpeg") -> int:
        """Content in a case, its bytes where the bot keeps them; returns its id."""
        with self.app.unit_of_work() as uow:
            media_id = uow.media.keep(f"message {self._next()}", "chat", kind, content_type, ".jpg", data)
            uow.cases.attach(case.id, [media_id], case.reporter_id, OPENED)
            uow.commit()
        return media_id

    def take_back(self, media_id: int) -> None:
        """The sender unsends a photo in LINE."""
        with self.app.unit_of_work() as uow:
            uow.media.forget(media_id)
            uow.commit()

    def link(self, case: Case, person: Person) -> str:
        """The path of the link that LINE messages to this person carry."""
        return urlsplit(self.app.links.address(case.id, person.id)).path

    def show(self, case: Case, person: Person) -> TestResponse:
        """Open the page of a case with a person's link."""
        return self.web.get(self.link(case, person))

    def show_media(self, case: Case, person: Person, media_id: int, **headers: str) -> TestResponse:
        """Open one photo with a person's link."""
        return self.web.get(f"{self.link(case, person)}/media/{media_id}", headers=headers)

    def _next(self) -> int:
        self._made += 1
        return self._made


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """A fresh organisation."""
    made = Office(tmp_path)
    yield made
    made.app.engine.dispose()


@pytest.fixture
def photo() -> bytes:
    """A real picture."""
    data = io.BytesIO()
    Image.new("RGB", (640, 480), "#7799aa").save(data, "JPEG")
    return data.getvalue()
