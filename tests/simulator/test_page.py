"""The page as a whole, in a real browser over a real simulator: its bar, its people, its story."""

from playwright.sync_api import Browser, Page, expect

from simulator.page_routes import Step
from simulator.server import Simulator
from tests.simulator.actors import Hands, LineClient, RecordingBot, text
from tests.simulator.playing import Phone, buttons, say, visit

pytest_plugins = ("tests.simulator.page_fixtures",)

NARROW = 390


def test_the_raw_event_stands_behind_a_bubble(phone: Phone, bot: RecordingBot) -> None:
    phone.says("สวัสดี")
    phone.shows("สวัสดี")
    phone.tap("raw-json")
    dialog = phone.page.get_by_test_id("json-dialog")
    expect(dialog.get_by_test_id("json")).to_have_count(2)
    expect(dialog).to_contain_text("webhookEventId")
    phone.page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)


def test_a_new_person_follows_blocks_and_comes_back(page: Page, bot: RecordingBot, simulator: Simulator) -> None:
    page.get_by_test_id("people").click()
    page.get_by_test_id("add-user").click()
    page.get_by_test_id("user-name").fill("วิชัย")
    page.get_by_test_id("dialog-submit").click()
    frame = page.get_by_role("article", name="โทรศัพท์ของ วิชัย")
    phone = Phone(page, str(frame.get_attribute("data-user-id")))
    phone.tap("follow")
    expect(phone.find("cover")).to_be_hidden()
    phone.tap("phone-options")
    phone.tap("block")
    expect(phone.find("cover")).to_contain_text("บล็อก")
    phone.tap("follow")
    expect(phone.find("cover")).to_be_hidden()
    assert simulator.wait_until_delivered()
    assert [event["type"] for event in bot.events] == ["follow", "unfollow", "follow"]


def test_a_group_has_its_own_chat_and_its_news_are_counted(
    phone: Phone, somsri: str, hands: Hands, bot: RecordingBot, simulator: Simulator
) -> None:
    wichai = hands.friend("วิชัย")
    group = hands.do("/groups", {"name": "อาสาท่าข้าม", "members": [somsri, wichai]})["id"]
    hands.says(wichai, "ประชุมวันเสาร์", group=group)
    expect(phone.find("unseen")).to_have_text("1")
    phone.tap("chat-back")
    phone.tap("chat-item", "อาสาท่าข้าม")
    phone.shows("ประชุมวันเสาร์")
    expect(phone.find("unseen")).to_be_hidden()
    phone.says("ไปค่ะ")
    phone.shows("ไปค่ะ")
    assert simulator.wait_until_delivered()
    assert bot.events[-1]["source"] == {"type": "group", "groupId": group, "userId": somsri}


def test_time_is_moved_forward_and_told_in_the_buddhist_era(page: Page, hands: Hands) -> None:
    year = hands.get("/snapshot")["clock"]["now"][:4]
    expect(page.get_by_test_id("clock-date")).to_contain_text(str(int(year) + 543))
    before = page.get_by_test_id("clock-date").inner_text()
    page.get_by_test_id("clock-forward-1d").click()
    expect(page.get_by_test_id("clock-date")).not_to_have_text(before)
    assert hands.get("/snapshot")["clock"]["offset_seconds"] == 86_400


def test_refused_requests_are_counted_and_listed(page: Page, line: LineClient, somsri: str) -> None:
    expect(page.get_by_test_id("refused-count")).to_be_hidden()
    line.push(somsri, text(""))
    expect(page.get_by_test_id("refused-count")).to_have_text("1")
    page.get_by_test_id("refused").click()
    expect(page.get_by_test_id("refused-item")).to_contain_text("/v2/bot/message/push")


def test_a_fault_is_set_from_the_menu_and_strikes(page: Page, line: LineClient, somsri: str) -> None:
    page.get_by_test_id("faults").click()
    page.get_by_test_id("fault-push-429").click()
    expect(page.get_by_test_id("faults-count")).to_have_text("1")
    assert line.push(somsri, text("สวัสดี")).status_code == 429
    expect(page.get_by_test_id("faults-count")).to_be_hidden()


def test_the_quota_that_is_used_is_shown(page: Page, line: LineClient, hands: Hands, somsri: str) -> None:
    expect(page.get_by_test_id("quota")).to_contain_text("0")
    hands.do("/quota", {"limit": 300})
    expect(page.get_by_test_id("quota")).to_contain_text("0/300")
    line.push(somsri, text("สวัสดี"))
    expect(page.get_by_test_id("quota")).to_contain_text("1/300")


def test_dots_move_while_the_bot_is_loading(phone: Phone, somsri: str, line: LineClient) -> None:
    line.post("/v2/bot/chat/loading/start", {"chatId": somsri, "loadingSeconds": 20})
    expect(phone.find("typing")).to_be_visible()
    line.push(somsri, text("มาแล้วค่ะ"))
    expect(phone.find("typing")).to_have_count(0)


def test_a_step_of_the_story_speaks_from_the_phone_it_names(browser: Browser) -> None:
    story = [Step("เล่าเรื่องด้วยคำของตัวเอง", "สมศรี", "หลังคารั่ว"), Step("ดูว่าบอตตอบอะไร")]
    with Simulator(story=story) as simulator:
        hands = Hands(simulator)
        hands.friend("วิชัย")
        somsri = hands.friend("สมศรี")
        page = browser.new_page()
        visit(page, simulator)
        expect(page.get_by_test_id("story-step")).to_have_count(2)
        page.get_by_test_id("story-say").click()
        Phone(page, somsri).shows("หลังคารั่ว")
        page.close()


def test_a_phone_fits_a_narrow_window(phone: Phone, page: Page) -> None:
    page.set_viewport_size({"width": NARROW, "height": 844})
    expect(phone.find("input")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW
    box = phone.frame.bounding_box()
    assert box is not None
    assert box["width"] <= NARROW


def test_the_page_loads_nothing_from_elsewhere(browser: Browser, simulator: Simulator) -> None:
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    visit(page, simulator)
    page.evaluate("document.fonts.load('16px \"Simulator Thai\"')")
    page.close()
    assert all(url.startswith(simulator.url) for url in asked)
    assert any(url.endswith("thai.ttf") for url in asked)


def test_every_button_has_a_name(phone: Phone, somsri: str, line: LineClient) -> None:
    line.push(somsri, buttons(say("ยืนยัน")))
    phone.shows("เลือกค่ะ")
    phone.tap("attach")
    for button in phone.page.locator("button:visible").all():
        assert button.evaluate("button => button.textContent.trim() || button.getAttribute('aria-label')")
