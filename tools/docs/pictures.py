"""Takes the pictures of `docs/images/`: the story is played in a running demo and photographed in a browser."""

import shutil
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page, ViewportSize, sync_playwright

from tests.browser import ARGUMENTS, NAMES
from tools.docs.demo import running_demo
from tools.docs.story import Shot, play

_WIDTH = 1400  # pixels: three phones and the story beside them
_LINK_WIDTH = 430  # a page opened from a chat is read on a phone

# What only developers use, and what would be in the way on a small picture.
_PLAIN_PHONE = "[data-testid=raw-json], [data-testid=manage-message] { visibility: hidden }"

# Photos that are out of sight may never be loaded: they are not waited for longer than this.
_UNTIL_DRAWN = """Promise.all([...document.images].map((image) => Promise.race([
    image.decode().catch(() => null), new Promise((done) => setTimeout(done, 1500))])))"""


def take_pictures(folder: Path) -> Iterator[Path]:
    """Play the story and write its pictures into a folder; yields each file as it is written."""
    folder.mkdir(parents=True, exist_ok=True)
    with running_demo() as demo, sync_playwright() as playwright:
        chromium = next(filter(None, map(shutil.which, NAMES)), playwright.chromium.executable_path)
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        for shot in play(demo):
            path = folder / f"{shot.name}.png"
            path.write_bytes(_photograph(browser, demo.url, shot))
            yield path
        browser.close()


def _photograph(browser: Browser, url: str, shot: Shot) -> bytes:
    """A window of its own for each picture: it shows what is there, and nothing of the pictures before."""
    size = ViewportSize(width=_LINK_WIDTH if shot.link else _WIDTH, height=shot.height)
    with browser.new_page(viewport=size, bypass_csp=True, device_scale_factor=1.5 if shot.phone else 1) as page:
        page.goto(shot.link or url)
        if shot.link:
            return page.screenshot(full_page=True)
        page.locator("body[data-ready=true]").wait_for()
        page.evaluate(_UNTIL_DRAWN)
        if shot.phone is None:
            return page.screenshot(animations="disabled")
        return _phone(page, shot.phone.line_id).screenshot(animations="disabled")


def _phone(page: Page, line_id: str) -> Locator:
    """One phone with its menu folded away."""
    page.add_style_tag(content=_PLAIN_PHONE)
    phone = page.get_by_test_id(f"phone-{line_id}")
    if phone.get_by_test_id("menu-bar").get_attribute("aria-expanded") == "true":
        phone.get_by_test_id("menu-bar").dispatch_event("click")  # no mouse that would hover over a button
    return phone
