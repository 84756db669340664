"""The page of a case in a real browser of a phone's size, with scripts switched off."""

from collections.abc import Iterator
from threading import Thread

import pytest
from playwright.sync_api import Browser, Page
from werkzeug.serving import make_server

from tests.conftest import Quiet
from tests.console.conftest import OPENED, Office

pytest_plugins = ["tests.browser"]

SMALLEST_TOUCH = 48  # CSS pixels that a finger hits without looking
UNBROKEN = "ที่อยู่ยาวติดกันโดยไม่มีช่องว่าง" * 6 + "A" * 80


@pytest.fixture
def address(office: Office) -> Iterator[str]:
    """Where the office's pages are served."""
    server = make_server("127.0.0.1", 0, office.flask, threaded=True, request_handler=Quiet)
    Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """A small, cheap phone."""
    context = browser.new_context(
        viewport={"width": 320, "height": 640}, java_script_enabled=False, has_touch=True, is_mobile=True
    )
    yield context.new_page()
    context.close()


def test_the_page_fits_a_small_phone_and_needs_no_scripts(
    office: Office, address: str, phone: Page, photo: bytes
) -> None:
    volunteer, case = office.volunteer(), office.open_case(story=UNBROKEN)
    office.attach(case, photo)
    office.change(case, lambda c: c.accept(volunteer.id, OPENED))
    complaints: list[str] = []
    phone.on("console", lambda message: complaints.append(message.text))
    answers: list[tuple[str, int]] = []
    phone.on("response", lambda response: answers.append((response.url, response.status)))

    phone.goto(address + office.link(case, volunteer))
    assert phone.evaluate("document.documentElement.scrollWidth") <= 320
    call = phone.get_by_role("link", name="โทร 081-234-5678").bounding_box()
    assert call
    assert call["height"] >= SMALLEST_TOUCH
    picture = phone.get_by_role("img", name="รูปที่ 1")
    picture.scroll_into_view_if_needed()
    phone.wait_for_function("document.images[0].naturalWidth === 640")

    picture.click()
    phone.wait_for_function("document.images[0].naturalWidth === 640 && location.pathname.includes('/media/')")
    assert complaints == [], "the policy of the page blocks nothing that the page needs"
    assert {status for _, status in answers} == {200}
    assert not [url for url, _ in answers if "ttf" in url], "phones have a Thai font of their own"
