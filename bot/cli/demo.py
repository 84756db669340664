"""`khotto demo`: the whole service with a simulated LINE and sample people, no account needed."""

import os
import shutil
import signal
import subprocess
import sys
import time
import webbrowser
from pathlib import Path

import click
import requests

from bot import settings
from bot.demo_story import PEOPLE, STORY, seed
from bot.settings import Settings
from bot.wiring import App

_START_SECONDS = 60


@click.command()
@click.option("--port", default=8800, show_default=True, help="The port of the page with the phones.")
@click.option("--no-browser", is_flag=True, help="Only print the address.")
def demo(port: int, no_browser: bool) -> None:
    """Play resident, volunteer and coordinator in the browser; everything is thrown away at the next start."""
    from simulator.platform import Config  # noqa: PLC0415 - only the demo knows the simulator
    from simulator.server import Simulator  # noqa: PLC0415

    home = settings.load(need_line=False).home / "demo"
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir(parents=True)
    channel = Config(bot_name="ข้อต่อ", clock_file=home / "clock", quota=300, redelivery=True)
    with Simulator(channel, port=port, story=STORY) as simulator:
        environment = _environment(home, simulator.url, channel.channel_secret, channel.access_token, port + 1)
        seed(App(_settings(environment)))
        bot = subprocess.Popen([sys.executable, "-m", "bot", "run"], env=environment)
        try:
            _wait_until_ready(bot, f"http://127.0.0.1:{port + 1}/readyz")
            simulator.webhook_url = f"http://127.0.0.1:{port + 1}/callback"
            subprocess.run([sys.executable, "-m", "bot", "rich-menu"], env=environment, check=True)
            _bring_people(simulator.url)
            click.echo(f"\nKhotto demo: {simulator.url}\nOpen it in a browser. Ctrl+C ends it.")
            if not no_browser:
                webbrowser.open(simulator.url)
            signal.signal(signal.SIGTERM, signal.default_int_handler)  # ended from outside, it must end the bot too
            bot.wait()
        except KeyboardInterrupt:
            click.echo("\nbye")
        finally:
            bot.terminate()
            bot.wait()


def _environment(home: Path, line: str, secret: str, token: str, port: int) -> dict[str, str]:
    """The settings of the demo bot; nothing of a real installation gets in."""
    ours = {
        "KHOTTO_ENV_FILE": os.devnull,
        "KHOTTO_HOME": str(home),
        "DATABASE_URL": f"sqlite:///{home / 'khotto.db'}",
        "KHOTTO_SECRET_KEY": "",
        "KHOTTO_BASE_URL": f"http://127.0.0.1:{port}",
        "KHOTTO_CLOCK_FILE": str(home / "clock"),
        "KHOTTO_TICK_SECONDS": "1",
        "KHOTTO_ORGANISATION": "ศูนย์ประสานงานตัวอย่าง สงขลา",
        "KHOTTO_HOME_AREAS": "90",
        "LINE_CHANNEL_SECRET": secret,
        "LINE_CHANNEL_ACCESS_TOKEN": token,
        "LINE_API_ENDPOINT": line,
        "LINE_DATA_API_ENDPOINT": line,
        "PORT": str(port),
    }
    return {**os.environ, **ours}


def _settings(environment: dict[str, str]) -> Settings:
    return settings.load(environ=environment)


def _wait_until_ready(bot: "subprocess.Popen[bytes]", url: str) -> None:
    for _ in range(_START_SECONDS * 5):
        if bot.poll() is not None:
            raise click.ClickException("the bot did not start; its message stands above")
        try:
            if requests.get(url, timeout=2).ok:
                return
        except requests.ConnectionError:
            pass
        time.sleep(0.2)
    raise click.ClickException(f"the bot was not ready after {_START_SECONDS} seconds")


def _bring_people(line: str) -> None:
    """The sample people appear on phones and add the bot as a friend."""
    for person in PEOPLE:
        body = {"id": person.line_id, "name": person.name}
        requests.post(f"{line}/simulator/api/users", json=body, timeout=10).raise_for_status()
        requests.post(f"{line}/simulator/api/users/{person.line_id}/follow", timeout=10).raise_for_status()
