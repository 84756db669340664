"""`khotto backup` and `khotto restore`: what was told to the bot survives the loss of the machine."""

import fcntl
import json
import tarfile
from pathlib import Path

import pytest

from cases.ports import Understands
from tests.bot.installation import Installation
from tests.bot.stories import report
from tests.conftest import Town
from tests.console.conftest import Office

OTHER_KEY = "another-secret-key-of-more-than-32-characters"


@pytest.fixture
def here(tmp_path: Path) -> Installation:
    """The installation that is backed up, with a case and a photo."""
    folder = tmp_path / "here"
    office = Office(folder)
    case = office.open_case()
    office.attach(case, b"photo 1")
    office.take_back(office.attach(case, b"photo 2"))
    office.app.engine.dispose()
    return Installation(folder)


def stories(home: Path) -> list[str]:
    """What the database of an installation tells under its own key."""
    office = Office(home, fresh=False)
    with office.app.unit_of_work() as uow:
        told = [case.story for case in uow.cases.all()]
    office.app.engine.dispose()
    return told


def test_a_restored_bot_goes_on_where_the_old_one_was(tmp_path: Path, understander: Understands) -> None:
    (tmp_path / "old").mkdir()
    old = Town(tmp_path / "old", understander, KHOTTO_SECRET_KEY="")
    resident = old.resident()
    number = report(resident)
    resident.sends_photos(1)
    archive = tmp_path / "monday.tar"
    made = Installation(tmp_path / "old").khotto("backup", archive, "--with-key")  # while the bot runs
    old.stop()
    assert made.exit_code == 0, made.output
    assert "whoever has this file can read every name" in made.output

    restored = Installation(tmp_path / "new").khotto("restore", archive)
    assert restored.exit_code == 0, restored.output
    new = Town(tmp_path / "new", understander, KHOTTO_SECRET_KEY="")
    resident = new.phone("สมศรี")
    resident.follow()
    resident.says("ติดตามเรื่อง")
    assert number in "".join(map(str, resident.messages()))
    resident.says("เมนู")
    resident.hears("เมนู")
    new.stop()


def test_photos_come_along_and_those_taken_back_do_not(here: Installation, tmp_path: Path) -> None:
    archive = tmp_path / "backup.tar"
    assert here.khotto("backup", archive, "--with-key").exit_code == 0
    there = Installation(tmp_path / "there")
    assert there.khotto("restore", archive).exit_code == 0
    assert [path.read_bytes() for path in (there.home / "media").iterdir()] == [b"photo 1"]
    assert stories(there.home) == ["หลังคาบ้านแม่รั่วทั้งหลัง"]


def test_the_key_is_left_out_and_nobody_else_reads_the_file(here: Installation, tmp_path: Path) -> None:
    archive = tmp_path / "backup.tar"
    made = here.khotto("backup", archive)
    assert "The secret key is not inside" in made.output
    with tarfile.open(archive) as tar:
        assert "secret_key" not in tar.getnames()
    assert (here.home / "secret_key").read_bytes() not in archive.read_bytes()
    assert archive.stat().st_mode & 0o077 == 0


def test_without_the_right_key_nothing_is_restored(here: Installation, tmp_path: Path) -> None:
    archive = tmp_path / "backup.tar"
    here.khotto("backup", archive)
    there = Installation(tmp_path / "there")
    refused = there.khotto("restore", archive)
    assert refused.exit_code == 1
    assert "secret key does not open the data" in refused.output
    assert not (there.home / "khotto.db").exists()

    (there.home / "secret_key").write_text((here.home / "secret_key").read_text())
    assert there.khotto("restore", archive).exit_code == 0
    assert len(stories(there.home)) == 1


def test_a_living_installation_is_overwritten_only_by_force_and_kept_aside(here: Installation, tmp_path: Path) -> None:
    archive = tmp_path / "backup.tar"
    here.khotto("backup", archive)
    Office(here.home, fresh=False).open_case(story="เรื่องใหม่หลังสำรองข้อมูล")

    refused = here.khotto("restore", archive)
    assert refused.exit_code == 1
    assert "--force" in refused.output
    assert len(stories(here.home)) == 2

    assert here.khotto("restore", archive, "--force").exit_code == 0
    assert len(stories(here.home)) == 1
    assert len(list(here.home.glob("khotto.db.before-????????-??????"))) == 1
    assert len(list(here.home.glob("media.before-*/*"))) == 1


def test_a_running_bot_is_never_overwritten(here: Installation, tmp_path: Path) -> None:
    archive = tmp_path / "backup.tar"
    here.khotto("backup", archive)
    with (here.home / "workers.lock").open("w") as held:  # as `khotto run` does
        fcntl.flock(held, fcntl.LOCK_EX)
        refused = here.khotto("restore", archive, "--force")
    assert refused.exit_code == 1
    assert "is running" in refused.output


def rewrite(archive: Path, changed: Path, **members: bytes) -> None:
    """The same archive with other content under some names (dots written as two underscores)."""
    with tarfile.open(archive) as old, tarfile.open(changed, "w") as new:
        for entry in old.getmembers():
            source = old.extractfile(entry)
            assert source
            content = members.get(entry.name.replace(".", "__"), source.read())
            path = changed.with_suffix(".part")
            path.write_bytes(content)
            new.add(path, entry.name)


def test_a_damaged_archive_is_refused(here: Installation, tmp_path: Path) -> None:
    archive, changed = tmp_path / "backup.tar", tmp_path / "changed.tar"
    here.khotto("backup", archive, "--with-key")
    with tarfile.open(archive) as tar:
        text = tar.extractfile("manifest.json")
        assert text
        manifest = json.loads(text.read())
    manifest["rows"]["cases"] += 1
    rewrite(archive, tmp_path / "miscounted.tar", manifest__json=json.dumps(manifest).encode())
    rewrite(archive, tmp_path / "damaged.tar", khotto__db=b"not the database")
    changed.write_bytes(archive.read_bytes()[:20_000])
    there = Installation(tmp_path / "there")
    for name, reason in (
        ("miscounted", "rows that the manifest counts"),
        ("damaged", "was changed since"),
        ("changed", "cut short"),
    ):
        refused = there.khotto("restore", tmp_path / f"{name}.tar")
        assert refused.exit_code == 1
        assert reason in refused.output
    assert not (there.home / "khotto.db").exists()


def test_a_backup_never_takes_the_place_of_another_file(here: Installation, tmp_path: Path) -> None:
    archive = tmp_path / "backup.tar"
    archive.write_text("precious")
    assert here.khotto("backup", archive).exit_code == 1
    assert archive.read_text() == "precious"


def test_postgresql_is_left_to_its_own_tools(tmp_path: Path) -> None:
    there = Installation(tmp_path, DATABASE_URL="postgresql://localhost/khotto", KHOTTO_SECRET_KEY=OTHER_KEY)
    refused = there.khotto("backup", tmp_path / "backup.tar")
    assert refused.exit_code == 1
    assert "pg_dump" in refused.output
