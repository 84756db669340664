"""The page in a real browser, and a phone on it, for the tests that name this module in `pytest_plugins`."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from simulator.server import Simulator
from tests.simulator.playing import Phone, visit

pytest_plugins = ("tests.browser",)


@pytest.fixture
def page(browser: Browser, simulator: Simulator) -> Iterator[Page]:
    """The page, wide; at the end of a test nothing may have gone wrong in it."""
    page = browser.new_page(viewport={"width": 1400, "height": 900})
    page.set_default_timeout(8_000)
    mistakes: list[str] = []
    page.on("pageerror", lambda error: mistakes.append(str(error)))
    page.on("console", lambda said: mistakes.append(said.text) if said.type == "error" else None)
    visit(page, simulator)
    yield page
    page.close()
    assert not mistakes


@pytest.fixture
def phone(somsri: str, page: Page) -> Phone:
    """The phone of a friend of the bot."""
    return Phone(page, somsri)
