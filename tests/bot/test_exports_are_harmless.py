"""No cell of an export is a formula for the spreadsheet that opens it."""

import csv
import io
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.cli.transfer import harmless
from tests.bot.installation import Installation
from tests.console.conftest import Office


@pytest.mark.parametrize("words", ["=1+1", "+66", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_what_a_spreadsheet_would_run_is_made_plain_text(words: str) -> None:
    assert harmless(words) == f"'{words}"


def test_words_of_strangers_leave_as_words(tmp_path: Path) -> None:
    office = Office(tmp_path)
    person = office.person("ป้าสมศรี")
    with office.app.unit_of_work() as uow:
        uow.corrections.keep("=HYPERLINK(1)", ["home_repair"], person.id, datetime(2026, 11, 21, tzinfo=UTC))
        uow.commit()
    exported = Installation(tmp_path).khotto("export", "corrections")
    (row,) = csv.DictReader(io.StringIO(exported.output))
    assert row["text"] == "'=HYPERLINK(1)"
