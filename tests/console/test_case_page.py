"""The page of a case: who may open it, what it tells whom, and what keeps it private."""

import logging
import subprocess
import sys
from datetime import timedelta

import pytest
from flask import Flask

from cases.case import Case
from console.case_page import case_pages
from tests.console.conftest import OPENED, SECRETS, STORY, Office

LATER = OPENED + timedelta(hours=3)
HEAVY = ("linebot", "pythainlp", "geothai", "numpy", "sklearn", "nlpo3", "PIL")


def test_a_coordinator_of_the_area_sees_the_whole_case(office: Office) -> None:
    coordinator, volunteer = office.coordinator(), office.volunteer()
    case = office.open_case()
    office.change(
        case,
        lambda c: c.offer(LATER, 3),
        lambda c: c.accept(volunteer.id, LATER),
        lambda c: c.visited(LATER, volunteer.id, "สังกะสีผุ 20 แผ่น"),
    )
    page = office.show(case, coordinator).text
    for words in (
        case.number,
        "ลงเยี่ยมแล้ว",
        "ซ่อมแซม/ปรับสภาพบ้าน",
        "เร่งด่วน",
        "ต.ท่าข้าม อ.หาดใหญ่ จ.สงขลา",
        STORY,
        "ป้าสมศรี",
        "ยายแดง",
        "บ้านเลขที่ 12/3",
        'href="tel:0812345678"',
        "query=7.1234%2C100.4321",
        "ถามอาสา 3 คน",
        "สังกะสีผุ 20 แผ่น",
        "นิด",
        "21 พ.ย. 2569 เวลา 09.05 น.",
        "21 พ.ย. 2569 เวลา 12.05 น.",
    ):
        assert words in page, words


def test_a_coordinator_of_elsewhere_is_refused_and_learns_nothing(office: Office) -> None:
    case = office.open_case()
    answer = office.show(case, office.coordinator(area="9001"))
    assert answer.status_code == 403
    assert "เปิดดูไม่ได้" in answer.text
    assert not [words for words in (*SECRETS, case.number) if words in answer.text]


def test_the_volunteer_who_holds_the_case_sees_whom_to_call_and_where_to_go(office: Office) -> None:
    volunteer, case = office.volunteer(), office.open_case()
    office.change(case, lambda c: c.accept(volunteer.id, LATER))
    page = office.show(case, volunteer).text
    assert not [words for words in SECRETS if words not in page]


def test_a_volunteer_who_has_not_accepted_is_refused(office: Office) -> None:
    volunteer, case = office.volunteer(), office.open_case()
    office.change(case, lambda c: c.offer(LATER, 1))
    answer = office.show(case, volunteer)
    assert answer.status_code == 403
    assert not [words for words in SECRETS if words in answer.text]


def test_a_volunteer_who_gave_the_case_back_learns_nothing_more(office: Office, photo: bytes) -> None:
    volunteer, case = office.volunteer(), office.open_case()
    media_id = office.attach(case, photo)
    office.change(case, lambda c: c.accept(volunteer.id, LATER))
    assert office.show(case, volunteer).status_code == 200
    office.change(case, lambda c: c.cannot(LATER, volunteer.id, "ไม่มีเวลา"))
    for answer in (office.show(case, volunteer), office.show_media(case, volunteer, media_id)):
        assert answer.status_code == 403
        assert not [words for words in (*SECRETS, case.number) if words in answer.text]


def test_a_volunteer_loses_the_page_to_the_one_who_took_over(office: Office) -> None:
    first, second, coordinator = office.volunteer(), office.volunteer("ก้อย"), office.coordinator()
    case = office.open_case()
    office.change(case, lambda c: c.accept(first.id, LATER), lambda c: c.assign(second.id, LATER, coordinator.id))
    assert office.show(case, first).status_code == 403
    assert office.show(case, second).status_code == 200


def test_a_volunteer_sees_the_case_until_it_is_closed(office: Office) -> None:
    volunteer, case = office.volunteer(), office.open_case()
    office.change(case, lambda c: c.accept(volunteer.id, LATER), lambda c: c.helped(LATER, volunteer.id))
    assert office.show(case, volunteer).status_code == 200
    office.change(case, lambda c: c.confirmed(LATER))
    assert office.show(case, volunteer).status_code == 403


def test_a_withdrawn_case_is_gone_for_the_volunteer_and_stays_for_the_reporter(office: Office) -> None:
    reporter, volunteer = office.person("ป้าสมศรี"), office.volunteer()
    case = office.open_case(reporter)
    office.change(case, lambda c: c.accept(volunteer.id, LATER), lambda c: c.withdraw(LATER))
    assert office.show(case, volunteer).status_code == 403
    assert "ถอนเรื่องแล้ว" in office.show(case, reporter).text


def test_the_reporter_sees_the_work_but_not_what_coordinators_tell_each_other(office: Office) -> None:
    reporter, first, second = office.person("ป้าสมศรี"), office.volunteer("ก้อย"), office.volunteer("นิด")
    case = office.open_case(reporter)
    office.change(
        case,
        lambda c: c.offer(LATER, 2),
        lambda c: c.accept(first.id, LATER),
        lambda c: c.cannot(LATER, first.id, "คุยกันไม่รู้เรื่อง"),
        lambda c: c.escalate(LATER, 2),
        lambda c: c.accept(second.id, LATER),
        lambda c: c.visited(LATER, second.id, "วัดหลังคาแล้ว"),
    )
    page = office.show(case, reporter).text
    assert "วัดหลังคาแล้ว" in page
    assert "นิด" in page, "who comes to the house is no secret"
    assert "tel:" not in page, "nobody needs to call themselves"
    for words in ("คุยกันไม่รู้เรื่อง", "ก้อย", "ถามอาสา", "ระดับอำเภอ"):
        assert words not in page, words
    page = office.show(case, office.coordinator()).text
    for words in ("คุยกันไม่รู้เรื่อง", "ก้อย", "ถามอาสา 2 คน", "ระดับอำเภอ"):
        assert words in page, words


def test_a_case_without_telephone_or_spot_says_so_and_shows_the_area_on_the_map(office: Office) -> None:
    coordinator, case = office.coordinator(), office.open_case()

    def know_less(case: Case) -> None:
        case.phone, case.latitude, case.longitude = "", None, None

    office.change(case, know_less)
    page = office.show(case, coordinator).text
    assert "tel:" not in page
    assert "ไม่ได้ให้ไว้" in page
    assert "เปิดแผนที่ตำบล" in page


def test_what_people_wrote_is_never_markup(office: Office) -> None:
    case = office.open_case(story="<script>alert(1)</script>")
    page = office.show(case, office.coordinator()).text
    assert "<script" not in page
    assert "&lt;script&gt;" in page


def test_a_link_that_does_not_hold_tells_how_to_get_a_new_one(office: Office) -> None:
    coordinator, case = office.coordinator(), office.open_case()
    link = office.link(case, coordinator)
    for wrong in (link[:-1], link[:-3] + "abc", "/console/cases/x", "/console/cases/", "/console/nowhere"):
        answer = office.web.get(wrong)
        assert answer.status_code == 404, wrong
        assert "ขอลิงก์ใหม่" in answer.text


def test_a_link_to_a_case_that_is_no_more_tells_how_to_get_a_new_one(office: Office) -> None:
    coordinator, case = office.coordinator(), office.open_case()
    case.id += 1
    answer = office.show(case, coordinator)
    assert answer.status_code == 404
    assert "ขอลิงก์ใหม่" in answer.text


def test_the_front_page_tells_the_way_in(office: Office) -> None:
    answer = office.web.get("/console/")
    assert answer.status_code == 200
    assert "เปิดดูเรื่องได้จาก LINE" in answer.text


def test_nothing_of_a_case_is_kept_framed_indexed_or_told_to_other_sites(office: Office, photo: bytes) -> None:
    coordinator, case = office.coordinator(), office.open_case()
    answers = (
        office.show(case, coordinator),
        office.show_media(case, coordinator, office.attach(case, photo)),
        office.show(case, office.volunteer()),
        office.web.get("/console/cases/wrong"),
    )
    for answer in answers:
        assert answer.headers["Cache-Control"] == "private, no-store"
        assert answer.headers["X-Frame-Options"] == "DENY"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert "noindex" in answer.headers["X-Robots-Tag"]
        assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")
        assert "Set-Cookie" not in answer.headers


def test_a_page_weighs_little(office: Office) -> None:
    volunteer, case = office.volunteer(), office.open_case()
    office.change(case, lambda c: c.accept(volunteer.id, LATER))
    for number in range(30):
        office.change(case, lambda c, n=number: c.visited(LATER, volunteer.id, f"ครั้งที่ {n}"))  # type: ignore[misc]
    page = office.show(case, volunteer)
    styles = [office.web.get(f"/console/static/{name}.css") for name in ("console", "case")]
    assert sum(len(answer.data) for answer in (page, *styles)) < 60_000
    assert {style.headers["Cache-Control"] for style in styles} == {"public, max-age=86400"}


def test_an_error_is_told_kindly_and_the_key_stays_out_of_the_log(
    office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    def lost(_code: str) -> str:
        raise OSError("the file of areas is gone")

    web = Flask("broken")
    web.register_blueprint(case_pages(office.app.unit_of_work, office.app.links.read, lost, office.app.now))
    link = office.link(office.open_case(), office.coordinator())
    with caplog.at_level(logging.INFO):
        answer = web.test_client().get(link)
    assert answer.status_code == 500
    assert "ขัดข้องชั่วคราว" in answer.text
    assert "a console page failed" in caplog.text
    assert link.rsplit("/", 1)[1] not in caplog.text


def test_every_look_at_a_case_is_recorded_by_ids_alone(office: Office, caplog: pytest.LogCaptureFixture) -> None:
    coordinator, case = office.coordinator(), office.open_case()
    with caplog.at_level(logging.INFO, "console"):
        office.show(case, coordinator)
    (record,) = caplog.records
    assert (vars(record)["case"], vars(record)["person"]) == (case.id, coordinator.id)
    assert not [words for words in SECRETS if words in str(vars(record))]


def test_the_web_process_loads_nothing_heavy_before_a_page_is_shown() -> None:
    script = f"import sys, bot.web.app; print([name for name in {HEAVY} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
