"""Content is kept only where it is what it claims to be, and never larger than a machine can bear."""

import io
import struct
import time
import tracemalloc
import zlib

import pytest
import requests
from PIL import Image

from bot.content import clean_picture
from bot.sniffing import is_plausible
from cases.incoming import Media
from simulator import samples
from tests.conftest import Town

PAGE = b"<!DOCTYPE html><script>fetch('//evil')</script>"
DRAWING = b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"


@pytest.mark.parametrize("kind", [Media.VIDEO, Media.AUDIO, Media.FILE])
@pytest.mark.parametrize(
    "data",
    [
        PAGE,
        DRAWING,
        b"  \n" + PAGE,
        b"\xef\xbb\xbf" + PAGE,
        b"words first <script>",
        b"MZ\x90\0",
        b"\x7fELF\x02",
        b"#!/bin/sh\n",
    ],
)
def test_pages_and_programs_are_kept_under_no_disguise(kind: Media, data: bytes) -> None:
    assert not is_plausible(kind, data)


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        (Media.VIDEO, samples.film()),
        (Media.AUDIO, samples.sound()),
        (Media.FILE, samples.document()),
        (Media.FILE, b"PK\x03\x04 a letter from an office"),
        (Media.FILE, "ใบรับรองความพิการ".encode()),
        (Media.FILE, "ใบรับรองความพิการ".encode("cp874")),
        (Media.FILE, samples.photo(1)),
    ],
)
def test_what_phones_really_send_is_kept(kind: Media, data: bytes) -> None:
    assert is_plausible(kind, data)


def bomb(width: int, height: int) -> bytes:
    """A PNG of one colour: some kilobytes that unfold into any number of pixels."""

    def chunk(name: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b"\0" * 1_000))
        + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(("width", "height"), [(60_000, 60_000), (12_000, 12_000), (1, 2**30)])
@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
def test_a_picture_that_unfolds_without_end_is_never_unfolded(width: int, height: int) -> None:
    tracemalloc.start()
    assert clean_picture(bomb(width, height)) is None
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 10_000_000


@pytest.mark.parametrize("data", [PAGE, DRAWING, b"", b"\xff\xd8\xff\xe0 cut short", b"%!PS-Adobe-3.0 EPSF-3.0\n"])
def test_what_is_no_picture_is_not_kept_as_one(data: bytes) -> None:
    assert clean_picture(data) is None


def test_a_large_photo_becomes_small_and_loses_where_it_was_taken() -> None:
    photo = Image.new("RGB", (6_000, 4_000), "#446688")
    exif = Image.Exif()
    exif[0x010E] = "บ้านยายแดง"
    exif.get_ifd(0x8825)[1] = "N"
    data = io.BytesIO()
    photo.save(data, "JPEG", exif=exif)
    clean = clean_picture(data.getvalue())
    assert clean
    with Image.open(io.BytesIO(clean)) as kept:
        assert max(kept.size) == 2_000
        assert not dict(kept.getexif())


def test_photos_films_sounds_and_papers_of_phones_are_kept(town: Town) -> None:
    resident = town.resident()
    resident.sends_photos(2)
    for kind in ("video", "audio", "file"):
        requests.post(f"{resident.api}/users/{resident.line_id}/{kind}", json={}, timeout=30).raise_for_status()
    end = time.monotonic() + 20
    while time.monotonic() < end and len(list(town.app.settings.media_folder.iterdir())) < 5:
        time.sleep(0.1)
    suffixes = sorted(path.suffix for path in town.app.settings.media_folder.iterdir())
    assert suffixes == [".bin", ".jpg", ".jpg", ".m4a", ".mp4"]
