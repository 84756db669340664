"""After a whole story, neither the database file nor the log tells who anybody is, or what they said."""

import io
import json
import logging
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.logs import JsonLines
from tests.bot.stories import report
from tests.conftest import Town
from tests.conversations.test_everything_line_can_send import batch, message, post

STORY = "หลังคาบ้านแม่รั่วทั้งหลัง แม่ชื่อยายบุญเรือน เป็นเบาหวาน บ้านเลขที่ 77/12 อยู่ ต.ท่าข้าม อ.หาดใหญ่ โทร 081-234-5678"
PERSONAL = (
    "ประไพพรรณ",  # the reporter's name in LINE
    "ยายบุญเรือน",
    "เบาหวาน",
    "77/12",
    "081-234-5678",
    "0812345678",
    "หลังคาบ้านแม่รั่ว",
    "สังกะสีผุ",
    "ซอยบ้านต้นไทร",
    "latitude-of-home",
)


@pytest.fixture
def logged() -> Iterator[io.StringIO]:
    """All that the program logs, down to the least important line, as it would stand in the log file."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonLines())
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    yield stream
    root.setLevel(level)
    root.removeHandler(handler)


def live_through(town: Town) -> None:
    """A report, a visit, words that wait in a dialogue, and an event that makes a handler fail over its content."""
    volunteer = town.volunteer("นิดหน่อย")
    resident = town.resident("ประไพพรรณ")
    report(resident, STORY)
    volunteer.hears("มีเรื่องใกล้คุณ")
    volunteer.taps("รับเรื่อง")
    volunteer.taps("ลงเยี่ยมแล้ว")
    volunteer.says("สังกะสีผุ 20 แผ่น ซอยบ้านต้นไทร")
    assert post(town, batch([message(900, type="location", latitude="latitude-of-home", longitude=1)])) == 200
    end = time.monotonic() + 20
    while time.monotonic() < end:
        with town.app.unit_of_work() as uow:
            if uow.inbox.count("parked"):
                return
        time.sleep(0.1)
    raise AssertionError("the malformed event was not parked")


def written(words: str) -> list[bytes]:
    """How words may stand in a file."""
    return [
        words.encode(),
        words.encode("utf-16-le"),
        json.dumps(words)[1:-1].encode(),
        words.encode("cp874", "ignore"),
    ]


def test_neither_the_database_nor_the_log_tells_who_anybody_is(town: Town, logged: io.StringIO) -> None:
    live_through(town)
    folder: Path = town.app.settings.home
    files = {path.name: path.read_bytes() for path in folder.glob("khotto.db*")}
    assert "khotto.db-wal" in files, "the log of the database is looked at as well"
    lines = logged.getvalue()
    assert "handled" in lines
    assert "event parked" in lines
    for words in PERSONAL:
        for form in written(words):
            assert all(form not in content for content in files.values()), f"{words} stands in the database"
        assert words not in lines, f"{words} stands in the log"

    settings = town.app.settings
    for secret in (settings.channel_secret, settings.access_token, *settings.secret_keys):
        assert secret not in lines
        assert all(secret.encode() not in content for content in files.values())
