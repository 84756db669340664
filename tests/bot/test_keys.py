"""`khotto keys rotate`: the data move to a new key, whatever happens on the way, and the old key opens nothing."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

from sqlalchemy import insert

from bot import settings
from storage.database import connect
from storage.encryption import Cipher, is_sealed
from storage.migrate import upgrade
from storage.sealed import key_opens
from storage.tables import people
from tests.bot.installation import Installation
from tests.console.conftest import Office
from tests.storage.filling import AT, fill

OLD = "the-old-secret-key-of-more-than-32-characters"
NEW = "the-new-secret-key-of-more-than-32-characters"


def sealed_texts(database: Path) -> list[str]:
    """Every sealed text in the database."""
    with sqlite3.connect(database) as connection:
        tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        cells = [cell for table in tables for row in connection.execute(f'SELECT * FROM "{table}"') for cell in row]
    return [cell for cell in cells if isinstance(cell, str) and is_sealed(cell)]


def test_a_rotation_reaches_every_table_and_every_stored_event(tmp_path: Path) -> None:
    here = Installation(tmp_path, KHOTTO_SECRET_KEY=f"{NEW},{OLD}")
    engine = connect(f"sqlite:///{tmp_path / 'khotto.db'}", Cipher([OLD]))
    upgrade(engine)
    with engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM hotlines")
        fill(connection)
    engine.dispose()
    before = sealed_texts(tmp_path / "khotto.db")

    done = here.khotto("keys", "rotate")
    assert done.exit_code == 0, done.output
    after = sealed_texts(tmp_path / "khotto.db")
    assert len(after) == len(before) > 10
    newest = Cipher([NEW])
    assert {newest.open(sealed) for sealed in after} == {Cipher([OLD]).open(sealed) for sealed in before}

    again = here.khotto("keys", "rotate")
    assert again.output.startswith("0 values")


def test_the_key_that_khotto_keeps_itself_is_replaced(tmp_path: Path) -> None:
    office = Office(tmp_path)
    case = office.open_case()
    office.app.engine.dispose()
    old = (tmp_path / "secret_key").read_text()
    here = Installation(tmp_path)

    done = here.khotto("keys", "rotate")
    assert done.exit_code == 0, done.output
    kept = (tmp_path / "secret_key").read_text()
    assert kept != old
    assert "," not in kept
    assert (tmp_path / "secret_key").stat().st_mode & 0o077 == 0
    (retired,) = tmp_path.glob("secret_key.retired-*")
    assert retired.read_text() == old, "older backups still need it"
    assert not key_opens(connect(f"sqlite:///{tmp_path / 'khotto.db'}", Cipher([old])))
    with Office(tmp_path, fresh=False).app.unit_of_work() as uow:
        assert uow.cases.get(case.id).story == case.story


def test_one_key_in_the_environment_is_no_rotation(tmp_path: Path) -> None:
    refused = Installation(tmp_path, KHOTTO_SECRET_KEY=OLD).khotto("keys", "rotate")
    assert refused.exit_code == 1
    assert "new,old" in refused.output


def test_killed_in_the_middle_it_loses_nothing_and_goes_on_later(tmp_path: Path) -> None:
    here = Installation(tmp_path)
    office = Office(tmp_path)
    rows = [{"line_id": f"U{n:032x}", "name": f"คนที่ {n}", "blocked": False, "created_at": AT} for n in range(12_000)]
    with office.app.engine.begin() as connection:
        connection.execute(insert(people), rows)
    old = office.app.settings.secret_keys[0]
    office.app.engine.dispose()

    command = [sys.executable, "-m", "bot", "keys", "rotate"]
    process = subprocess.Popen(command, env={**os.environ, **here.environment}, stdout=subprocess.DEVNULL)
    while new_ones(tmp_path, old) < 500:
        assert process.poll() is None, "it was over before it could be killed"
        time.sleep(0.01)
    process.send_signal(signal.SIGKILL)
    process.wait()

    assert new_ones(tmp_path, old) < 12_000
    assert names(tmp_path) == {f"คนที่ {number}" for number in range(12_000)}, "everything can be read half-way"
    done = here.khotto("keys", "rotate")
    assert done.exit_code == 0, done.output
    assert new_ones(tmp_path, old) == 12_000
    assert len(settings.load(need_line=False, environ=here.environment).secret_keys) == 1
    assert names(tmp_path) == {f"คนที่ {number}" for number in range(12_000)}


def new_ones(home: Path, old: str) -> int:
    """How many names the old key does not open any more."""
    cipher = Cipher([old])
    with sqlite3.connect(home / "khotto.db") as connection:
        (least,) = connection.execute("SELECT count(*) FROM people").fetchone()
        sealed = [row[0] for row in connection.execute("SELECT name FROM people ORDER BY id")]
    assert least == len(sealed)
    low, high = 0, len(sealed)  # rows are taken in order: look for the border
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if cipher.is_newest(sealed[middle]) else (middle + 1, high)
    return low


def names(home: Path) -> set[str]:
    """All names, read with the keys that the installation has now."""
    office = Office(home, fresh=False)
    with office.app.unit_of_work() as uow:
        found = {person.name for person in uow.people.many(range(1, 12_001))}
    office.app.engine.dispose()
    return found


def test_a_key_that_does_not_fit_is_told_at_start_with_the_way_out(tmp_path: Path) -> None:
    engine = connect(f"sqlite:///{tmp_path / 'khotto.db'}", Cipher([OLD]))
    upgrade(engine)
    with engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM hotlines")
        fill(connection)
        connection.exec_driver_sql("UPDATE inbound_events SET status = 'parked'")
    engine.dispose()
    line = {"LINE_CHANNEL_SECRET": "a-secret", "LINE_CHANNEL_ACCESS_TOKEN": "a-token"}
    for words in (["run"], ["events", "parked"]):
        refused = Installation(tmp_path, KHOTTO_SECRET_KEY=NEW, **line).khotto(*words)
        assert refused.exit_code == 2
        assert "The secret key in KHOTTO_SECRET_KEY does not open the data" in refused.output
    assert Installation(tmp_path, KHOTTO_SECRET_KEY=f"{NEW},{OLD}", **line).khotto("events", "parked").exit_code == 0
