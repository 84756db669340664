"""What people send from a phone on the page."""

import io
import re

import pytest
from PIL import Image
from playwright.sync_api import expect

from simulator.server import Simulator
from tests.simulator.actors import Hands, LineClient, RecordingBot, text
from tests.simulator.playing import Phone, quick

pytest_plugins = ("tests.simulator.page_fixtures",)


def test_words_go_to_the_bot_and_its_answer_comes_back(
    phone: Phone, somsri: str, simulator: Simulator, bot: RecordingBot, line: LineClient
) -> None:
    phone.says("หลังคารั่ว")
    phone.shows("หลังคารั่ว")
    assert simulator.wait_until_delivered()
    assert bot.events[-1]["message"]["text"] == "หลังคารั่ว"
    expect(phone.find("read-mark")).to_be_hidden()
    line.reply(bot.events[-1]["replyToken"], text("บ้านอยู่ที่ไหนคะ"))
    phone.shows("บ้านอยู่ที่ไหนคะ")
    expect(phone.find("chat-name")).to_have_text(simulator.platform.config.bot_name)
    expect(phone.find("time").last).to_have_text(re.compile(r"^\d\d\.\d\d น\.$"))
    expect(phone.find("read-mark").first).to_be_visible()


def test_enter_sends_and_shift_enter_begins_a_new_line(phone: Phone, hands: Hands, somsri: str) -> None:
    field = phone.find("input")
    field.fill("บรรทัดแรก")
    field.press("Shift+Enter")
    field.press_sequentially("บรรทัดสอง")
    field.press("Enter")
    phone.shows("บรรทัดสอง")
    assert hands.chat(somsri)[-1]["message"]["text"] == "บรรทัดแรก\nบรรทัดสอง"


def test_sample_photos_go_out_as_one_set_and_are_seen(phone: Phone, somsri: str, hands: Hands) -> None:
    phone.tap("attach")
    phone.tap("sample-image-3")
    photos = phone.find("bubble").locator("img")
    expect(photos).to_have_count(3)
    expect(photos.last).to_have_js_property("complete", True)
    assert photos.last.evaluate("image => image.naturalWidth") > 0
    assert [entry["message"]["imageSet"]["index"] for entry in hands.chat(somsri)] == [1, 2, 3]


def test_a_photo_of_ones_own_is_sent_from_a_file(phone: Phone, somsri: str, hands: Hands) -> None:
    picture = io.BytesIO()
    Image.new("RGB", (40, 30), "red").save(picture, "PNG")
    phone.tap("camera")
    phone.find("file-image").set_input_files(
        {"name": "roof.png", "mimeType": "image/png", "buffer": picture.getvalue()}
    )
    expect(phone.find("bubble").locator("img")).to_have_js_property("naturalWidth", 40)
    assert hands.chat(somsri)[-1]["message"]["type"] == "image"


def test_a_quick_reply_for_a_place_opens_the_places(phone: Phone, somsri: str, line: LineClient, hands: Hands) -> None:
    line.push(somsri, text("บ้านอยู่ตรงไหนคะ", quickReply=quick({"type": "location", "label": "ส่งตำแหน่ง"})))
    phone.tap("chip", "ส่งตำแหน่ง")
    phone.find("place-latitude").fill("7.2")
    phone.find("place-longitude").fill("100.6")
    phone.find("place-address").fill("ต.บ่อยาง อ.เมืองสงขลา")
    phone.tap("place-send")
    phone.shows("ต.บ่อยาง")
    sent = hands.chat(somsri)[-1]["message"]
    assert (sent["latitude"], sent["longitude"]) == (7.2, 100.6)


@pytest.mark.parametrize("kind", ["audio", "video"])
def test_sound_and_video_are_sent_as_samples(phone: Phone, somsri: str, hands: Hands, kind: str) -> None:
    phone.tap("attach")
    phone.tap(f"sample-{kind}")
    expect(phone.frame.locator(f"[data-kind={kind}]")).to_be_visible()
    assert hands.chat(somsri)[-1]["message"]["type"] == kind


def test_a_sticker_carries_its_keywords(phone: Phone, somsri: str, hands: Hands) -> None:
    phone.tap("stickers")
    phone.find("sticker").nth(1).click()
    expect(phone.frame.locator("[data-kind=sticker]")).to_have_text("🙏")
    assert "ขอบคุณ" in hands.chat(somsri)[-1]["message"]["keywords"]


def test_ones_own_words_can_be_edited_and_taken_back(
    phone: Phone, somsri: str, bot: RecordingBot, simulator: Simulator
) -> None:
    phone.says("เบอร์ 081")
    phone.tap("manage-message")
    phone.find("edit-text").fill("เบอร์ 089")
    phone.tap("edit-save")
    phone.shows("เบอร์ 089")
    expect(phone.frame).to_contain_text("แก้ไขแล้ว")
    phone.tap("manage-message")
    phone.tap("unsend")
    expect(phone.find("notice", "คุณยกเลิกข้อความ")).to_be_visible()
    expect(phone.find("bubble")).to_have_count(0)
    assert simulator.wait_until_delivered()
    assert [event["type"] for event in bot.events[-3:]] == ["message", "messageEdited", "unsend"]
