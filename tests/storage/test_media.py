"""Photos lie in files beside SQLite and sealed inside PostgreSQL; both give the same bytes back."""

import io
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import Engine, text

from storage.database import is_postgresql
from tests.storage.conftest import Work

PHOTO = b"\xff\xd8 a photo of a roof"


def read(content: Path | io.BytesIO | None) -> bytes:
    """The bytes, wherever they lie."""
    assert content
    return content.read_bytes() if isinstance(content, Path) else content.read()


def test_what_was_kept_opens_and_what_was_taken_back_does_not(work: Work, engine: Engine) -> None:
    with work() as uow:
        media_id = uow.media.keep("m1", "U1", "image", "image/jpeg", ".jpg", PHOTO)
        uow.commit()
    with engine.connect() as db:
        in_database = db.scalar(text("SELECT count(*) FROM media_content"))
    assert in_database == (1 if is_postgresql(engine) else 0)
    with work() as uow:
        stored = uow.media.get(media_id)
        assert stored
        assert read(uow.media.content(stored)) == PHOTO
        assert uow.media.forget_message("m1") == media_id
        assert uow.media.forget_message("m2") is None
        uow.commit()
    with work() as uow:
        assert uow.media.content(stored) is None
        forgotten = uow.media.get(media_id)
        assert forgotten
        assert forgotten.deleted


def test_photos_that_went_into_no_case_are_forgotten_a_few_at_a_time(work: Work) -> None:
    with work() as uow:
        ids = [uow.media.keep(f"m{number}", "U1", "image", "image/jpeg", ".jpg", PHOTO) for number in range(5)]
        uow.commit()
    later = datetime.now(UTC) + timedelta(days=1)
    with work() as uow:
        assert uow.erasure.stray_media(0, later, 3) == ids[2]
        assert uow.erasure.stray_media(ids[2], later, 3) == ids[-1]
        assert uow.erasure.stray_media(ids[-1], later, 3) == ids[-1]
        assert all((stored := uow.media.get(media_id)) and stored.deleted for media_id in ids)
