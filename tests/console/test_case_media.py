"""Photos, films, recordings and files of a case: shown on its page, and to nobody else."""

import pytest

from tests.console.conftest import Office


def test_a_photo_stands_on_the_page_and_opens(office: Office, photo: bytes) -> None:
    coordinator, case = office.coordinator(), office.open_case()
    media_id = office.attach(case, photo)
    address = f"{office.link(case, coordinator)}/media/{media_id}"
    assert f'<img src="{address}" alt="รูปที่ 1" loading="lazy">' in office.show(case, coordinator).text
    answer = office.web.get(address)
    assert answer.data == photo
    assert answer.content_type == "image/jpeg"
    assert answer.headers["Content-Disposition"].startswith("inline")
    assert "sandbox" in answer.headers["Content-Security-Policy"]


def test_a_film_and_a_recording_are_played_in_parts(office: Office) -> None:
    """Safari plays only what can be asked for in parts."""
    coordinator, case = office.coordinator(), office.open_case()
    film = office.attach(case, b"0123456789", "video", "video/mp4")
    office.attach(case, b"la la", "audio", "audio/mp4")
    page = office.show(case, coordinator).text
    assert "<video" in page
    assert "<audio" in page
    answer = office.show_media(case, coordinator, film, Range="bytes=2-4")
    assert (answer.status_code, answer.data) == (206, b"234")
    assert office.show_media(case, coordinator, film, Range="bytes=90-99").status_code == 416


@pytest.mark.parametrize("content_type", ["application/octet-stream", "text/html", "image/svg+xml"])
def test_a_file_is_only_ever_downloaded(office: Office, content_type: str) -> None:
    coordinator, case = office.coordinator(), office.open_case()
    file = office.attach(case, b"<script>alert(1)</script>", "file", content_type)
    assert "ดาวน์โหลด ไฟล์ที่ 1" in office.show(case, coordinator).text
    answer = office.show_media(case, coordinator, file)
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.content_type == "application/octet-stream"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_a_photo_that_was_taken_back_is_gone(office: Office, photo: bytes) -> None:
    coordinator, case = office.coordinator(), office.open_case()
    media_id = office.attach(case, photo)
    office.take_back(media_id)
    assert "<img" not in office.show(case, coordinator).text
    assert office.show_media(case, coordinator, media_id).status_code == 404


def test_a_photo_whose_file_is_missing_is_not_found(office: Office, photo: bytes) -> None:
    coordinator, case = office.coordinator(), office.open_case()
    media_id = office.attach(case, photo)
    for file in office.app.settings.media_folder.iterdir():
        file.unlink()
    assert office.show_media(case, coordinator, media_id).status_code == 404


def test_the_link_of_one_case_does_not_open_the_photos_of_another(office: Office, photo: bytes) -> None:
    reporter = office.person("ป้าสมศรี")
    mine, other = office.open_case(reporter), office.open_case()
    assert office.show_media(mine, reporter, office.attach(mine, photo)).status_code == 200
    assert office.show_media(mine, reporter, office.attach(other, photo)).status_code == 404
