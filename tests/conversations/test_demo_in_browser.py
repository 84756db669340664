"""`khotto demo` played by a visitor in a real browser: resident, volunteer and the days between."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, expect

from bot.demo_story import PEOPLE, STORY

pytest_plugins = ("tests.browser",)

START_SECONDS = 90.0
PATIENCE = 20_000  # milliseconds


def free_ports() -> int:
    """A port whose neighbour above is free too: the demo's bot listens there."""
    while True:
        with socket.socket() as first, socket.socket() as second:
            first.bind(("127.0.0.1", 0))
            port: int = first.getsockname()[1]
            try:
                second.bind(("127.0.0.1", port + 1))
            except OSError:
                continue
            return port


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[str]:
    """The address of a running demo."""
    port = free_ports()
    command = [sys.executable, "-m", "bot", "demo", "--no-browser", "--port", str(port)]
    log = tmp_path / "log"
    environment = {**os.environ, "KHOTTO_HOME": str(tmp_path), "KHOTTO_ENV_FILE": os.devnull}
    with log.open("w") as out:
        process = subprocess.Popen(command, env=environment, stdout=out, stderr=out)
    end = time.monotonic() + START_SECONDS
    while "Open it in a browser" not in log.read_text():
        assert process.poll() is None, log.read_text()
        assert time.monotonic() < end, log.read_text()
        time.sleep(0.2)
    yield f"http://127.0.0.1:{port}"
    process.terminate()  # like Ctrl+C, which is ignored where tests run in the background
    process.wait(timeout=30)


def press(phone: Locator, words: str) -> None:
    """Press the newest button in a phone with these words."""
    found = phone.get_by_role("button", name=words, exact=True).last
    expect(found).to_be_visible(timeout=PATIENCE)
    found.click()


def hears(phone: Locator, words: str) -> None:
    """Wait until a phone shows the words."""
    expect(phone.get_by_text(words).last).to_be_visible(timeout=PATIENCE)


def test_a_visitor_plays_the_story_to_its_end(demo: str, browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 1400, "height": 900})
    page.goto(demo)
    resident, volunteer, coordinator = (page.get_by_test_id(f"phone-{person.line_id}") for person in PEOPLE)
    hears(resident, "สวัสดีค่ะ")
    assert page.get_by_test_id("story-step").count() == len(STORY)

    page.get_by_test_id("story-say").first.click()
    hears(resident, "ขออนุญาตก่อนนะคะ")
    press(resident, "ยินยอม")
    hears(resident, "อีกข้อหนึ่งค่ะ")
    press(resident, "ยินยอม")
    for question in ("บ้านอยู่ตรงไหนคะ", "มีรูปให้ดูไหมคะ"):
        hears(resident, question)
        press(resident, "ข้าม")
    hears(resident, "ตรวจดูอีกครั้ง")
    press(resident, "ยืนยัน")
    hears(resident, "รับเรื่องแล้ว เลขที่")

    hears(volunteer, "มีเรื่องใกล้คุณค่ะ")
    press(volunteer, "รับเรื่อง")
    hears(volunteer, "081-234-5678")
    hears(resident, "รับเรื่องของคุณแล้วค่ะ")
    press(volunteer, "ช่วยเสร็จแล้ว")
    for question in ("ช่วยอะไรไปบ้างคะ", "มีรูปไหมคะ"):
        hears(volunteer, question)
        press(volunteer, "ข้าม")
    hears(resident, "อาสาแจ้งว่าช่วยเสร็จแล้วค่ะ")

    page.get_by_test_id("clock-forward-7d").click()
    for _ in range(24):  # nobody is asked at night: on to the morning
        page.wait_for_timeout(2_500)
        if resident.get_by_text("ได้รับความช่วยเหลือหรือยังคะ").count():
            break
        page.get_by_test_id("clock-forward-1h").click()
    hears(resident, "ได้รับความช่วยเหลือหรือยังคะ")
    press(resident, "ยังไม่ได้รับ")
    hears(volunteer, "ผู้แจ้งบอกว่ายังไม่ได้รับความช่วยเหลือ")
    hears(coordinator, "ผู้แจ้งบอกว่ายังไม่ได้รับความช่วยเหลือ")
    refused = page.get_by_test_id("refused-count")
    assert refused.count() == 0 or refused.inner_text() in ("", "0")
