"""Whoever steals the database file reads no name, telephone, address or story in it."""

from pathlib import Path
from typing import Any

import pytest
from cryptography.fernet import InvalidToken

from storage.encryption import Cipher
from tests.conftest import Town
from tests.conversations.reports import report_roof

OLD, NEW = "the first secret of this organisation", "the secret that came after the first one"


def contents(folder: Path) -> bytes:
    """All bytes of the database, also those that wait beside it."""
    return b"".join(path.read_bytes() for path in folder.glob("khotto.db*"))


def test_the_database_file_of_a_whole_story_tells_nothing_about_people(tmp_path: Path, town: Town) -> None:
    volunteer, coordinator, resident = town.volunteer("กานดา"), town.coordinator("ธนพล"), town.resident("ประนอม")
    report_roof(resident, "หลังคาบ้านแม่รั่ว บ้านเลขที่ 77/9 ต.ท่าข้าม อ.หาดใหญ่ โทร 081-234-5678")
    volunteer.hears("มีเรื่องใกล้คุณ")
    volunteer.taps("รับเรื่อง")
    volunteer.taps("ลงเยี่ยมแล้ว")
    volunteer.says("กระเบื้องแตกมุมห้องนอน")
    volunteer.taps("ข้าม")
    coordinator.says("เมนู")
    resident.says("ยายหมดสติ ไม่หายใจ ช่วยด้วย")
    resident.says("สวัสดีแม่สายบัว")
    town.settles()
    stored = contents(tmp_path)
    for told in ("ประนอม", "กานดา", "ธนพล", "หลังคา", "77/9", "หมดสติ", "กระเบื้อง", "สายบัว"):
        assert told.encode() not in stored, told
        assert told.encode("unicode-escape") not in stored, told
    for digits in (b"0812345678", b"081-234-5678"):
        assert digits not in stored


@pytest.mark.parametrize("value", ["", "ก", "สวัสดี 🙏", "\ud83d"])
def test_what_is_sealed_opens_again(value: str) -> None:
    data = value.encode("utf-8", "surrogatepass")
    assert Cipher([NEW]).open(Cipher([NEW]).seal(data)) == data


def test_a_new_key_reads_what_the_old_one_sealed_and_renews_it() -> None:
    sealed = Cipher([OLD]).seal(b"told")
    both = Cipher([NEW, OLD])
    assert both.open(sealed) == b"told"
    assert Cipher([NEW]).open(both.renew(sealed)) == b"told"
    with pytest.raises(InvalidToken):
        Cipher([NEW]).open(sealed)


def test_the_same_words_look_different_each_time() -> None:
    cipher: Any = Cipher([NEW])
    assert cipher.seal(b"told") != cipher.seal(b"told")
