"""The rich menu below every chat: three large fields, drawn here and set up once by `khotto rich-menu`."""

import io
from importlib.resources import files
from typing import Any

from PIL import Image, ImageDraw, ImageFont

from bot.line.client import SEND_SECONDS, LineClient
from bot.line.sdk import RichMenuRequest
from handlers.texts.common import MENU_CHOICES

WIDTH, HEIGHT = 2_500, 843  # pixels: LINE's compact size
_COLOURS = ("#0B7A4B", "#0F766E", "#1D4ED8")
_NAME = "khotto menu 1"  # a new drawing needs a new name, else the old menu stays
_CHAT_BAR = "เมนู"


def set_up(line: LineClient) -> bool:
    """Make the menu everybody's default; False where it is there already."""
    api, blob = line.api, line.blob
    if any(menu.name == _NAME for menu in api.get_rich_menu_list(_request_timeout=SEND_SECONDS).richmenus):
        return False
    menu_id = api.create_rich_menu(RichMenuRequest.from_dict(menu()), _request_timeout=SEND_SECONDS).rich_menu_id
    image = bytearray(picture())  # the SDK takes no bytes here
    blob.set_rich_menu_image(menu_id, body=image, _headers={"Content-Type": "image/png"}, _request_timeout=SEND_SECONDS)
    api.set_default_rich_menu(menu_id, _request_timeout=SEND_SECONDS)
    return True


def menu() -> dict[str, Any]:
    """The menu's fields as LINE takes them."""
    width = WIDTH // len(MENU_CHOICES)
    areas = [
        {
            "bounds": {"x": number * width, "y": 0, "width": width, "height": HEIGHT},
            "action": {
                "type": "postback",
                "label": button.label,
                "data": button.data,
                "displayText": button.label,
            },
        }
        for number, button in enumerate(MENU_CHOICES)
    ]
    size = {"width": WIDTH, "height": HEIGHT}
    return {"size": size, "selected": True, "name": _NAME, "chatBarText": _CHAT_BAR, "areas": areas}


def picture() -> bytes:
    """The menu as a PNG: a colour and a word for each field."""
    image = Image.new("RGB", (WIDTH, HEIGHT), "white")
    draw = ImageDraw.Draw(image)
    font = ImageFont.truetype(str(files("fontpkg_noto_sans_thai") / "files" / "NotoSansThai[wdth,wght].ttf"), 118)
    font.set_variation_by_axes([700, 90])  # weight, width
    width = WIDTH // len(MENU_CHOICES)
    for number, button in enumerate(MENU_CHOICES):
        left = number * width
        draw.rectangle([left, 0, left + width, HEIGHT], fill=_COLOURS[number % len(_COLOURS)])
        draw.line([left, 0, left, HEIGHT], fill="white", width=6)
        draw.text((left + width / 2, HEIGHT / 2), button.label, font=font, fill="white", anchor="mm", language="th")
    stream = io.BytesIO()
    image.save(stream, "PNG", optimize=True)
    return stream.getvalue()
