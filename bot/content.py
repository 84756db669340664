"""Fetches photos and other content from LINE at once, cleans pictures of hidden data, and keeps them."""

import io
import logging
import time
from collections.abc import Callable

from PIL import Image, ImageOps, UnidentifiedImageError

from bot.line.client import LineClient
from bot.sniffing import is_plausible
from cases.incoming import Media
from storage.unit_of_work import SqlUnitOfWork

log = logging.getLogger(__name__)

_TRIES_WHILE_PREPARING = 6
_LARGEST = 50_000_000  # bytes
_MOST_PIXELS = 50_000_000  # a small file may unfold into any number of them
_PICTURES = ("JPEG", "PNG", "WEBP", "GIF")  # what phones send; Pillow knows many more, with as many faults
_WIDEST = 2_000  # pixels: enough to see a crack in a wall
_SUFFIXES = {Media.IMAGE: ".jpg", Media.VIDEO: ".mp4", Media.AUDIO: ".m4a", Media.FILE: ".bin"}
_TYPES = {
    Media.IMAGE: "image/jpeg",
    Media.VIDEO: "video/mp4",
    Media.AUDIO: "audio/mp4",
    Media.FILE: "application/octet-stream",
}


class ContentFetcher:
    """Keeps what messages bring, once a message."""

    def __init__(self, unit_of_work: Callable[[], SqlUnitOfWork], line: LineClient) -> None:
        self._unit_of_work = unit_of_work
        self._line = line

    def fetch(self, message_id: str, chat: str, kind: Media) -> int | None:
        """The id of the kept content; None where LINE has it no more, or it cannot be used.

        Raises ConnectionError where LINE cannot be reached: the event is tried again.
        """
        with self._unit_of_work() as uow:
            known = uow.media.of_message(message_id)
        if known is not None:
            return known
        data = self._download(message_id)
        if data is None:
            return None
        return self._keep(message_id, chat, kind, data)

    def _download(self, message_id: str) -> bytes | None:
        for attempt in range(_TRIES_WHILE_PREPARING):
            try:
                data = self._line.content(message_id, _LARGEST)
            except LookupError:
                return None
            if data is not None:
                return data if 0 < len(data) <= _LARGEST else None
            time.sleep(0.2 * 2**attempt)
        raise ConnectionError(f"content of message {message_id} is still being prepared")

    def _keep(self, message_id: str, chat: str, kind: Media, data: bytes) -> int | None:
        usable = is_plausible(kind, data)
        clean = clean_picture(data) if usable and kind is Media.IMAGE else data
        if clean is None or not usable:
            log.warning("content is not what it should be", extra={"message": message_id, "kind": kind})
            return None
        with self._unit_of_work() as uow:
            media_id = uow.media.of_message(message_id)
            if media_id is None:
                media_id = uow.media.keep(message_id, chat, kind, _TYPES[kind], _SUFFIXES[kind], clean)
            uow.commit()
        return media_id


def clean_picture(data: bytes) -> bytes | None:
    """The picture as a JPEG without EXIF (no place, no camera), upright, not wider than needed; None if unreadable."""
    try:
        with Image.open(io.BytesIO(data), formats=_PICTURES) as picture:
            if picture.width * picture.height > _MOST_PIXELS:
                return None
            picture.draft("RGB", (_WIDEST, _WIDEST))  # a JPEG is decoded no larger than needed
            upright = ImageOps.exif_transpose(picture).convert("RGB")
            upright.thumbnail((_WIDEST, _WIDEST))
            clean = io.BytesIO()
            upright.save(clean, "JPEG", quality=85)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
    return clean.getvalue()
