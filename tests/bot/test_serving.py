"""What `khotto web`, `worker` and `clock` need, and what they do without."""

import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.cli.main import main
from tests import postgres

ROOT = Path(__file__).resolve().parents[2]
CHANNEL = {"LINE_CHANNEL_SECRET": "secret", "LINE_CHANNEL_ACCESS_TOKEN": "token", "KHOTTO_ENV_FILE": "/dev/null"}
KEY = "a-key-of-the-tests-longer-than-32-characters"


@pytest.mark.parametrize("part", ["web", "worker", "clock"])
def test_a_part_on_sqlite_tells_both_ways_out(part: str, tmp_path: Path) -> None:
    result = CliRunner().invoke(main, [part], env={**CHANNEL, "KHOTTO_HOME": str(tmp_path), "DATABASE_URL": ""})
    assert result.exit_code == 1
    assert "khotto run" in result.output
    assert "DATABASE_URL=postgresql://" in result.output


@pytest.mark.parametrize("part", ["web", "worker", "clock"])
def test_a_part_on_an_empty_database_asks_for_the_tables(part: str, tmp_path: Path, empty_postgres_url: str) -> None:
    environ = {**CHANNEL, "KHOTTO_HOME": str(tmp_path), "DATABASE_URL": empty_postgres_url, "KHOTTO_SECRET_KEY": KEY}
    result = CliRunner().invoke(main, [part], env=environ)
    assert result.exit_code == 1
    assert "khotto migrate" in result.output


def test_a_database_that_comes_up_later_is_waited_for(tmp_path: Path) -> None:
    with postgres.running() as server, server.database() as url:
        server.crash()
        later = threading.Timer(2, server.start)
        later.start()
        environ = {**CHANNEL, "KHOTTO_HOME": str(tmp_path), "DATABASE_URL": url, "KHOTTO_SECRET_KEY": KEY}
        result = CliRunner().invoke(main, ["clock"], env=environ)
        later.join()
    assert "khotto migrate" in result.output, "it got as far as looking for the tables"


def test_a_database_that_refuses_is_told_at_once(tmp_path: Path, postgres_url: str) -> None:
    began = time.monotonic()
    environ = {**CHANNEL, "KHOTTO_HOME": str(tmp_path), "KHOTTO_SECRET_KEY": KEY}
    result = CliRunner().invoke(main, ["clock"], env={**environ, "DATABASE_URL": f"{postgres_url}_unknown"})
    assert result.exit_code == 1
    assert "khotto doctor" in result.output
    assert time.monotonic() - began < 20, "one that comes up later would be waited for"


def test_a_web_process_loads_neither_the_sdk_nor_the_models(tmp_path: Path, postgres_url: str) -> None:
    environ = {**CHANNEL, "KHOTTO_HOME": str(tmp_path), "DATABASE_URL": postgres_url, "KHOTTO_SECRET_KEY": KEY}
    done = subprocess.run(
        [sys.executable, "-c", ANSWER_A_WEBHOOK], env=environ, cwd=ROOT, capture_output=True, text=True, check=True
    )
    status, megabytes, *heavy = done.stdout.split()
    assert status == "200"
    assert heavy == []
    assert int(megabytes) < 120


ANSWER_A_WEBHOOK = """
import base64, hashlib, hmac, json, re, sys
from pathlib import Path
import click
import bot.server
from bot import settings
from bot.cli.main import main
from tests import postgres
from bot.web.app import create_app
from bot.wiring import App

assert main.get_command(click.Context(main), "web")
body = json.dumps({"events": [{"webhookEventId": "1", "timestamp": 1, "source": {"userId": "U1"}}]}).encode()
signature = base64.b64encode(hmac.digest(b"secret", body, hashlib.sha256)).decode()
web = create_app(App(settings.load(), embedded=False)).test_client()
answer = web.post("/callback", data=body, headers={"X-Line-Signature": signature})
heavy = {"linebot", "pythainlp", "numpy", "sklearn"} & {name.split(".")[0] for name in sys.modules}
kilobytes = re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]
print(answer.status_code, int(kilobytes) // 1024, *sorted(heavy))
"""
