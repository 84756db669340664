"""What a bot sends, as the page shows it and as fingers use it."""

import io
import re

from PIL import Image
from playwright.sync_api import expect

from simulator.server import Simulator
from tests.simulator.actors import Hands, LineClient, RecordingBot, text
from tests.simulator.playing import Phone, buttons, postback, quick, say

pytest_plugins = ("tests.simulator.page_fixtures",)


def test_new_messages_are_added_without_drawing_the_others_anew(phone: Phone, somsri: str, line: LineClient) -> None:
    line.push(somsri, text("หนึ่ง"))
    phone.shows("หนึ่ง")
    first = phone.find("bubble", "หนึ่ง").element_handle()
    line.push(somsri, text("สอง"))
    phone.shows("สอง")
    assert first.evaluate("element => element.isConnected")


def test_markup_in_a_message_is_shown_as_words(phone: Phone, somsri: str, line: LineClient) -> None:
    line.push(somsri, text("<img src=x onerror=alert(1)><b>หนา</b> https://example.org/a"))
    phone.shows("<img src=x onerror=alert(1)><b>หนา</b>")
    expect(phone.find("bubble").locator("img, b")).to_have_count(0)
    expect(phone.find("bubble").get_by_role("link")).to_have_attribute("href", "https://example.org/a")


def test_quick_replies_stand_under_the_newest_message_only(
    phone: Phone, somsri: str, line: LineClient, bot: RecordingBot, simulator: Simulator
) -> None:
    line.push(somsri, text("ยืนยันไหมคะ", quickReply=quick(say("ยืนยัน"), postback("ยกเลิก", "c"))))
    expect(phone.find("chip")).to_have_text(["ยืนยัน", "ยกเลิก"])
    line.push(somsri, text("เลือกวันค่ะ", quickReply=quick(say("วันนี้"))))
    expect(phone.find("chip")).to_have_text(["วันนี้"])
    phone.taps_until_told("chip", "วันนี้")
    phone.shows("วันนี้")
    expect(phone.find("chip")).to_have_count(0)
    assert simulator.wait_until_delivered()
    assert bot.events[-1]["message"]["text"] == "วันนี้"


def test_a_quick_reply_without_words_is_gone_once_tapped(
    phone: Phone, somsri: str, line: LineClient, hands: Hands
) -> None:
    line.push(somsri, text("ลบไหมคะ", quickReply=quick(postback("ลบ", "delete"))))
    phone.taps_until_told("chip", "ลบ")
    expect(phone.find("chip")).to_have_count(0)
    with phone.page.expect_response(re.compile("/simulator/api/snapshot$")) as known_anew:
        hands.wait(60)
    known_anew.value.finished()
    expect(phone.find("chip")).to_have_count(0)


def test_a_template_button_gives_its_data_to_the_bot_and_its_words_to_the_chat(
    phone: Phone, somsri: str, line: LineClient, bot: RecordingBot, simulator: Simulator
) -> None:
    line.push(somsri, buttons(postback("รับเรื่อง", "offer=7&take", displayText="รับเรื่องนี้"), say("ขอผ่าน")))
    phone.taps_until_told("template-button", "รับเรื่อง")
    phone.shows("รับเรื่องนี้")
    assert simulator.wait_until_delivered()
    assert bot.events[-1]["postback"] == {"data": "offer=7&take"}


def test_a_carousel_shows_its_further_cards_at_the_press_of_an_arrow(
    phone: Phone, somsri: str, line: LineClient
) -> None:
    columns = [{"text": f"เรื่องที่ {n}", "actions": [say(f"ดู {n}")]} for n in range(1, 4)]
    line.push(somsri, {"type": "template", "altText": "x", "template": {"type": "carousel", "columns": columns}})
    expect(phone.find("template-card", "เรื่องที่ 3")).not_to_be_in_viewport(ratio=0.9)
    phone.tap("carousel-next")
    expect(phone.find("carousel-back")).to_be_visible()
    phone.tap("carousel-next")
    expect(phone.find("template-card", "เรื่องที่ 3")).to_be_in_viewport(ratio=0.9)


def test_flex_buttons_and_flex_boxes_can_be_tapped(
    phone: Phone, somsri: str, line: LineClient, bot: RecordingBot, simulator: Simulator
) -> None:
    words = {"type": "text", "text": "รายละเอียด", "weight": "bold", "size": "xl", "color": "#0b7a4b"}
    box = {"type": "box", "layout": "horizontal", "contents": [words], "action": postback("ดู", "open")}
    button = {"type": "button", "style": "primary", "action": postback("ติดตามเรื่อง", "track")}
    bubble = {
        "type": "bubble",
        "body": {"type": "box", "layout": "vertical", "contents": [box]},
        "footer": {"type": "box", "layout": "vertical", "contents": [button]},
    }
    line.push(somsri, {"type": "flex", "altText": "เรื่อง", "contents": bubble})
    drawn = phone.frame.get_by_text("รายละเอียด").locator("xpath=..")
    expect(drawn).to_have_css("color", "rgb(11, 122, 75)")
    expect(drawn).to_have_css("font-size", "22px")
    phone.taps_until_told("flex-tap")
    phone.taps_until_told("flex-button", "ติดตามเรื่อง")
    assert simulator.wait_until_delivered()
    assert [event["postback"]["data"] for event in bot.events[-2:]] == ["open", "track"]


def test_a_date_and_time_are_picked_within_their_limits(
    phone: Phone, somsri: str, line: LineClient, bot: RecordingBot, simulator: Simulator
) -> None:
    picker = {
        "type": "datetimepicker",
        "label": "เลือกวัน",
        "data": "visit",
        "mode": "datetime",
        "initial": "2026-11-23T09:05",
        "min": "2026-11-22T00:00",
        "max": "2026-11-25T12:00",
    }
    line.push(somsri, text("วันไหนสะดวกคะ", quickReply=quick(picker)))
    phone.tap("chip", "เลือกวัน")
    sheet = phone.find("datetime-sheet")
    expect(sheet).to_contain_text("พ.ย. 2569")
    expect(sheet.locator("[data-date='2026-11-21']")).to_be_disabled()
    expect(sheet.locator("[data-date='2026-11-26']")).to_be_disabled()
    sheet.locator("[data-date='2026-11-25']").click()
    phone.find("datetime-hour").select_option("13")
    expect(phone.find("datetime-done")).to_be_disabled()
    phone.find("datetime-hour").select_option("10")
    phone.taps_until_told("datetime-done")
    assert simulator.wait_until_delivered()
    assert bot.events[-1]["postback"] == {"data": "visit", "params": {"datetime": "2026-11-25T10:05"}}


def test_links_open_in_a_new_tab_and_telephone_numbers_are_only_named(
    phone: Phone, somsri: str, line: LineClient, simulator: Simulator
) -> None:
    link = {"type": "uri", "label": "อ่านต่อ", "uri": "https://127.0.0.1:9/help"}
    call = {"type": "uri", "label": "โทร 1669", "uri": "tel:1669"}
    line.push(somsri, buttons(link, call))
    with phone.page.expect_popup() as opened:
        phone.tap("template-button", "อ่านต่อ")
    opened.value.close()
    phone.tap("template-button", "โทร 1669")
    expect(phone.page.get_by_test_id("toast")).to_contain_text("1669")


def test_a_rich_menu_is_opened_closed_and_tapped(
    phone: Phone, somsri: str, line: LineClient, bot: RecordingBot, simulator: Simulator
) -> None:
    picture = io.BytesIO()
    Image.new("RGB", (800, 400), "#06c755").save(picture, "PNG")
    half = {"x": 0, "y": 0, "width": 400, "height": 400}
    menu = {
        "size": {"width": 800, "height": 400},
        "selected": True,
        "name": "main",
        "chatBarText": "เมนู",
        "areas": [{"bounds": half, "action": say("แจ้งเรื่อง")}, {"bounds": {**half, "x": 400}, "action": say("เมนู")}],
    }
    menu_id = line.post("/v2/bot/richmenu", menu).json()["richMenuId"]
    png = {"Content-Type": "image/png"}
    line.call("POST", f"/v2/bot/richmenu/{menu_id}/content", data=picture.getvalue(), headers=png)
    line.post(f"/v2/bot/user/{somsri}/richmenu/{menu_id}")
    expect(phone.find("rich-menu")).to_be_visible()
    phone.tap("menu-bar")
    expect(phone.find("rich-menu")).to_be_hidden()
    phone.tap("menu-bar")
    phone.taps_until_told("rich-menu-area")
    phone.shows("แจ้งเรื่อง")
    assert simulator.wait_until_delivered()
    assert bot.events[-1]["message"]["text"] == "แจ้งเรื่อง"
