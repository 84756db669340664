"""How tests play the page: one person's phone on it, and what a bot sends there."""

import re

from playwright.sync_api import Locator, Page, expect

from simulator.server import Simulator
from tests.simulator.actors import Json


class Phone:
    """One person's phone on the page."""

    def __init__(self, page: Page, user: str) -> None:
        self.page = page
        self.frame = page.get_by_test_id(f"phone-{user}")

    def find(self, testid: str, words: str | None = None) -> Locator:
        found = self.frame.get_by_test_id(testid)
        return found.filter(has_text=words) if words else found

    def tap(self, testid: str, words: str | None = None) -> None:
        self.find(testid, words).first.click()

    def says(self, words: str) -> None:
        self.find("input").fill(words)
        self.tap("send")

    def shows(self, words: str) -> None:
        expect(self.find("bubble", words).last).to_be_visible()

    def taps_until_told(self, testid: str, words: str | None = None) -> None:
        """Tap something that the bot hears of, and wait until LINE's side has taken it."""
        with self.page.expect_response(re.compile(r"/simulator/api/users/.*/tap$")):
            self.tap(testid, words)


def visit(page: Page, simulator: Simulator) -> None:
    """Open the page of a simulator, and wait until it is up."""
    page.goto(simulator.url)
    expect(page.locator("body")).to_have_attribute("data-ready", "true")


def quick(*actions: Json) -> Json:
    return {"items": [{"type": "action", "action": action} for action in actions]}


def say(words: str) -> Json:
    return {"type": "message", "label": words, "text": words}


def postback(label: str, data: str, **more: str) -> Json:
    return {"type": "postback", "label": label, "data": data, **more}


def buttons(*actions: Json) -> Json:
    template = {"type": "buttons", "text": "เลือกค่ะ", "actions": [*actions]}
    return {"type": "template", "altText": "เลือกค่ะ", "template": template}
