"""The command line: what an organisation does before the first message, and when something went wrong."""

import csv
import io
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from bot.cli.main import main
from bot.cli.transfer import harmless
from simulator.platform import Config
from simulator.server import Simulator
from storage.hotlines import DEFAULTS
from tests.conftest import SONGKHLA, THA_KHAM, Town
from tests.conversations.reports import report_roof

Khotto = Callable[..., Result]


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    """An installation that nobody else knows."""
    return {"KHOTTO_ENV_FILE": "/dev/null", "KHOTTO_HOME": str(tmp_path)}


@pytest.fixture
def khotto(environ: dict[str, str]) -> Khotto:
    """Runs a command with the settings of `environ`; for a town, with the town's."""
    return lambda *arguments: CliRunner().invoke(main, arguments, env=environ)


def in_town(town: Town, *arguments: str) -> Result:
    """Run a command beside a running bot."""
    return CliRunner().invoke(main, arguments, env=town.environ)


def test_every_command_tells_what_it_does(khotto: Khotto) -> None:
    listed = khotto("--help").output
    for name in main.list_commands(click.Context(main)):
        assert name in listed
        assert "Usage" in khotto(name, "--help").output


def test_missing_settings_are_told_as_words(khotto: Khotto) -> None:
    refused = khotto("run")
    assert refused.exit_code == 2
    assert "LINE_CHANNEL_SECRET" in refused.output
    assert "Traceback" not in refused.output


@pytest.mark.parametrize("command", [("events", "parked"), ("events", "replay", "1"), ("export", "cases")])
def test_a_database_without_tables_is_told_as_words(khotto: Khotto, command: tuple[str, ...]) -> None:
    told = khotto(*command)
    assert told.exit_code == 1
    assert "khotto doctor" in told.output


@pytest.mark.parametrize(
    ("role", "area", "begins"),
    [
        ("coordinator", SONGKHLA, "เริ่มงานผู้ประสานงาน"),
        ("admin", SONGKHLA, "เริ่มงานผู้ดูแลระบบ"),
        ("volunteer", THA_KHAM, "ถนัดช่วยเรื่องไหน"),
    ],
)
def test_the_last_word_of_an_invitation_is_a_code_that_works(town: Town, role: str, area: str, begins: str) -> None:
    printed = in_town(town, "invite", "--role", role, "--area", area)
    assert printed.exit_code == 0, printed.output
    phone = town.resident()
    phone.says(printed.output.split()[-1])
    assert begins in phone.last()


@pytest.mark.parametrize("area", ["9", "99", "9999", "900000", "สงขลา"])
def test_an_area_that_does_not_exist_gets_no_code(khotto: Khotto, area: str) -> None:
    refused = khotto("invite", "--role", "volunteer", "--area", area)
    assert refused.exit_code == 2
    assert "KT-" not in refused.output


def test_the_tables_are_made_once_and_the_address_tells_no_password(khotto: Khotto) -> None:
    for _ in range(2):
        made = khotto("migrate")
        assert made.exit_code == 0
        assert "up to date" in made.output


def test_an_event_that_was_set_aside_is_listed_and_tried_again(town: Town) -> None:
    resident = town.resident()
    now = int(town.app.now().timestamp() * 1000)
    town.control("events", {"events": [{"type": "message", "source": {"userId": resident.line_id}, "timestamp": now}]})
    town.settles()
    listed = in_town(town, "events", "parked")
    assert "KeyError" in listed.output
    assert "1 parked" in listed.output
    number = listed.output.split("\t")[0]
    assert in_town(town, "events", "replay").exit_code == 2, "which ones must be said"
    assert "1 will be tried again" in in_town(town, "events", "replay", number).output
    town.app.clock.sweep()
    town.settles()
    assert "1 parked" in in_town(town, "events", "parked").output, "what cannot be understood comes back"
    assert "1 will be tried again" in in_town(town, "events", "replay", "--all").output


def test_an_export_of_cases_names_nobody_and_is_harmless_in_a_spreadsheet(town: Town) -> None:
    number = report_roof(town.resident("ประนอม"))
    exported = in_town(town, "export", "cases").output
    [row] = csv.DictReader(io.StringIO(exported))
    assert (row["number"], row["area"], row["needs"]) == (number, THA_KHAM, "home_repair")
    for private in ("ประนอม", "081", "หลังคา"):
        assert private not in exported


@pytest.mark.parametrize("cell", ["=1+1", "+66", "-1", "@cmd", "\tx", "\rx"])
def test_a_cell_never_begins_like_a_formula(cell: str) -> None:
    assert harmless(cell) == f"'{cell}"


def test_hotlines_are_exchanged_for_another_list_or_not_at_all(khotto: Khotto, tmp_path: Path) -> None:
    khotto("migrate")
    shorter = tmp_path / "shorter.toml"
    shorter.write_text(DEFAULTS.read_text(encoding="utf-8").split("[[hotline]]\n", 2)[0] + _first_hotline())
    assert "1 hotlines are in use now" in khotto("import", "hotlines", str(shorter)).output
    broken = tmp_path / "broken.toml"
    broken.write_text('[[hotline]]\nnumber = "1669"\n')
    refused = khotto("import", "hotlines", str(broken))
    assert refused.exit_code == 1
    assert "Nothing was changed" in refused.output
    assert len(khotto("export", "hotlines").output.splitlines()) == 2


def _first_hotline() -> str:
    return "[[hotline]]\n" + DEFAULTS.read_text(encoding="utf-8").split("[[hotline]]\n")[1]


def test_messages_are_classified_line_by_line_as_text_or_json(khotto: Khotto, tmp_path: Path) -> None:
    file = tmp_path / "messages.jsonl"
    file.write_text(
        'อยากได้รถเข็นให้พ่อ\n\n{"text": "ขอเบอร์ 081-234-5678 ค่ะ", "id": 7}\n{"no": "text"}\n', encoding="utf-8"
    )
    rows = [json.loads(line) for line in khotto("classify", str(file)).output.splitlines()]
    assert [row["text"] for row in rows] == ["อยากได้รถเข็นให้พ่อ", "ขอเบอร์ 081-234-5678 ค่ะ", '{"no": "text"}']
    assert rows[0]["needs"] == ["disability_aid"]
    assert rows[1]["phone"] == "0812345678"
    assert set(rows[0]) >= {"text", "needs", "intent", "urgency", "scores", "place", "phone"}


@pytest.fixture
def line() -> Iterator[Simulator]:
    with Simulator(Config(quota=300)) as simulator:
        yield simulator


def going_live(environ: dict[str, str], line: Simulator) -> dict[str, str]:
    """Settings with which nothing is left to complain about."""
    line.webhook_url = "https://bot.example/callback"
    return {
        **environ,
        "LINE_CHANNEL_SECRET": line.platform.config.channel_secret,
        "LINE_CHANNEL_ACCESS_TOKEN": line.platform.config.access_token,
        "LINE_API_ENDPOINT": line.url,
        "LINE_DATA_API_ENDPOINT": line.url,
        "KHOTTO_BASE_URL": "https://bot.example",
    }


def test_the_doctor_finds_nothing_where_nothing_is_wrong(environ: dict[str, str], line: Simulator) -> None:
    chosen = going_live(environ, line)
    CliRunner().invoke(main, ["migrate"], env=chosen)
    told = CliRunner().invoke(main, ["doctor"], env=chosen)
    assert told.exit_code == 0, told.output
    assert "PROBLEM" not in told.output
    assert "300 of 300 messages" in told.output


@pytest.mark.parametrize(
    ("wrong", "advice"),
    [
        ({"LINE_CHANNEL_ACCESS_TOKEN": "expired"}, "LINE_CHANNEL_ACCESS_TOKEN"),
        ({"KHOTTO_BASE_URL": "https://other.example"}, "LINE sends to https://bot.example/callback"),
        ({"KHOTTO_BASE_URL": "http://bot.example"}, "https"),
        ({"LINE_API_ENDPOINT": "http://127.0.0.1:9"}, "online"),
    ],
)
def test_the_doctor_says_what_to_do(
    environ: dict[str, str], line: Simulator, wrong: dict[str, str], advice: str
) -> None:
    told = CliRunner().invoke(main, ["doctor"], env=going_live(environ, line) | wrong)
    assert told.exit_code == 1
    assert "khotto migrate" in told.output, "the tables are missing too"
    assert advice in told.output
    assert "Traceback" not in told.output
    assert line.platform.config.channel_secret not in told.output


def test_the_doctor_warns_before_the_quota_ends(environ: dict[str, str], line: Simulator) -> None:
    line.platform.quota.used = 290
    told = CliRunner().invoke(main, ["doctor"], env=going_live(environ, line))
    assert "only 10 of 300 messages are left" in told.output
