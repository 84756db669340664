"""`python -m simulator` runs a simulator that a bot can live on."""

import re
import subprocess
import sys
from pathlib import Path

import requests

from tests.simulator.actors import RecordingBot


def test_it_says_where_it_is_and_serves_the_bot_named(bot: RecordingBot, tmp_path: Path) -> None:
    clock = tmp_path / "clock"
    command = [sys.executable, "-m", "simulator", "--port", "0", "--token", "secret-token"]
    command += ["--webhook", bot.webhook_url, "--quota", "300", "--clock-file", str(clock)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        said = process.stdout.readline()
        address = re.search(r"http://127\.0\.0\.1:\d+", said)
        assert address is not None
        headers = {"Authorization": "Bearer secret-token"}
        quota = requests.get(f"{address[0]}/v2/bot/message/quota", headers=headers, timeout=10)
        tested = requests.post(f"{address[0]}/v2/bot/channel/webhook/test", json={}, headers=headers, timeout=10)
        process.terminate()
    assert quota.json() == {"type": "limited", "value": 300}
    assert tested.json()["success"] is True
    assert float(clock.read_text()) == 0
