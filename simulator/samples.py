"""Made-up photos, sounds, films and documents, for somebody who has none at hand."""

import io
import math
import struct
import wave

from PIL import Image, ImageDraw, ImageOps

PHOTO_SIZE = (1024, 768)
PREVIEW_SIZE = (240, 240)
SOUND_RATE = 8_000
SOUND_SECONDS = 2
_SKIES = ("#bfe3ff", "#ffe0b8", "#d9d3ef", "#cfe8cf")
_ROOFS = ("#b5482f", "#3f6ea5", "#5a7d3c", "#7a5230")


def photo(number: int) -> bytes:
    """A JPEG of a house whose roof has as many holes as its number says; every number looks different."""
    picture = Image.new("RGB", PHOTO_SIZE, _SKIES[number % len(_SKIES)])
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 620, 1024, 768), fill="#8aa86b")
    draw.rectangle((262, 380, 762, 660), fill="#f3ead7", outline="#6b5b45", width=6)
    draw.polygon([(212, 390), (512, 170), (812, 390)], fill=_ROOFS[number % len(_ROOFS)])
    draw.rectangle((450, 500, 560, 660), fill="#6b5b45")
    for hole in range(number):
        left = 340 + 70 * (hole % 5)
        top = 320 - 60 * (hole // 5 % 2)
        draw.ellipse((left, top, left + 44, top + 36), fill="#2b2b2b")
    return _jpeg(picture)


def preview(image: bytes) -> bytes:
    """A small JPEG of a picture; PIL.UnidentifiedImageError if it is none."""
    with Image.open(io.BytesIO(image)) as picture:
        upright = ImageOps.exif_transpose(picture)
        upright.thumbnail(PREVIEW_SIZE)
        return _jpeg(upright.convert("RGB"))


def sound() -> bytes:
    """Two seconds of a soft tone, as a WAV file."""
    file = io.BytesIO()
    with wave.open(file, "wb") as writer:
        writer.setnchannels(1)
        writer.setsampwidth(2)
        writer.setframerate(SOUND_RATE)
        tone = (8_000 * math.sin(2 * math.pi * 440 * n / SOUND_RATE) for n in range(SOUND_RATE * SOUND_SECONDS))
        writer.writeframes(b"".join(struct.pack("<h", int(level)) for level in tone))
    return file.getvalue()


def film() -> bytes:
    """The head of an MP4 file without pictures: enough to store and to send on, not to play."""
    brands = b"isom" + struct.pack(">I", 512) + b"isomiso2mp41"
    return struct.pack(">I", 8 + len(brands)) + b"ftyp" + brands + struct.pack(">I", 8) + b"mdat"


def document() -> bytes:
    """A PDF of one page, with a picture on it."""
    file = io.BytesIO()
    with Image.open(io.BytesIO(photo(1))) as picture:
        picture.save(file, "PDF")
    return file.getvalue()


def _jpeg(picture: Image.Image) -> bytes:
    file = io.BytesIO()
    picture.save(file, "JPEG", quality=80)
    return file.getvalue()
