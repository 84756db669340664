"""The page of one case and its photos, opened by a signed link: `/console/cases/<token>`."""

import logging
from collections.abc import Callable
from datetime import datetime
from pathlib import PurePath
from typing import NoReturn

import fontpkg
from flask import Blueprint, Response, abort, render_template, send_file

from cases.case import Case
from console import messages
from console.access import Viewer, viewer_of
from console.case_sheet import sheet
from console.safety import protect
from handlers.texts.thai_dates import day_and_clock
from storage.unit_of_work import SqlUnitOfWork

log = logging.getLogger(__name__)

# Content of any other type is only ever downloaded: a browser must not run what a stranger sent.
_SHOWN_IN_BROWSER = ("image/jpeg", "video/mp4", "audio/mp4")


def case_pages(
    unit_of_work: Callable[[], SqlUnitOfWork],
    read_token: Callable[[str], tuple[int, int] | None],
    gazetteer_name: Callable[[str], str],
    now: Callable[[], datetime],
) -> Blueprint:
    """The pages below `/console`, to be registered with a Flask application.

    Args:
        unit_of_work: makes a transaction, to be entered.
        read_token: the ids of case and person in a link's token; None where the token does not hold.
        gazetteer_name: the full name of an area by its code; called only when a page is shown.
        now: the clock.

    """
    pages = Blueprint("console", __name__, url_prefix="/console", template_folder="templates", static_folder="static")
    views = _Views(unit_of_work, read_token, gazetteer_name, now)
    pages.add_url_rule("/", view_func=_front)
    pages.add_url_rule("/cases/<token>", view_func=views.case)
    pages.add_url_rule("/cases/<token>/media/<int:media_id>", view_func=views.media)
    pages.add_url_rule("/thai.ttf", "font", _font)
    pages.add_url_rule("/<path:_elsewhere>", view_func=_nothing_here)
    protect(pages)
    return pages


class _Views:
    """The pages that need the database."""

    def __init__(
        self,
        unit_of_work: Callable[[], SqlUnitOfWork],
        read_token: Callable[[str], tuple[int, int] | None],
        gazetteer_name: Callable[[str], str],
        now: Callable[[], datetime],
    ) -> None:
        self._unit_of_work = unit_of_work
        self._read_token = read_token
        self._gazetteer_name = gazetteer_name
        self._now = now

    def case(self, token: str) -> str:
        """All that the person of the link may see of the case."""
        with self._unit_of_work() as uow:
            case, viewer = self._admit(uow, token)
            entries = uow.cases.timeline(case.id)
            ids = {case.reporter_id, case.volunteer_id, *(entry.by for entry in entries)}
            people = uow.people.many([person_id for person_id in ids if person_id is not None])
            media = [stored for media_id in uow.cases.media_of(case.id) if (stored := uow.media.get(media_id))]
        names = {person.id: person.name for person in people}
        shown = sheet(case, viewer, names, self._gazetteer_name(case.area), entries, media)
        as_of = day_and_clock(self._now())
        return render_template(
            "console/case.html", sheet=shown, viewer=viewer, token=token, as_of=as_of, words=messages
        )

    def media(self, token: str, media_id: int) -> Response:
        """The bytes of one photo, film, recording or file of the case."""
        with self._unit_of_work() as uow:
            case, _ = self._admit(uow, token)
            stored = uow.media.get(media_id) if media_id in uow.cases.media_of(case.id) else None
            content = uow.media.content(stored) if stored else None
        if stored is None or content is None:
            abort(404)
        shown = stored.content_type in _SHOWN_IN_BROWSER
        return send_file(
            content,
            mimetype=stored.content_type if shown else "application/octet-stream",
            as_attachment=not shown,
            download_name=f"{case.number}-{stored.id}{PurePath(stored.file_name).suffix}",
        )

    def _admit(self, uow: SqlUnitOfWork, token: str) -> tuple[Case, Viewer]:
        """The case behind a token, and as whom its person looks at it; 404 or 403 where that cannot be."""
        known = self._read_token(token)
        if known is None:
            abort(404)
        try:
            case, person = uow.cases.get(known[0]), uow.people.get(known[1])
        except LookupError:
            abort(404)
        viewer = viewer_of(case, person)
        log.info("case page asked for", extra={"case": case.id, "person": person.id, "viewer": viewer or "refused"})
        if viewer is None:
            abort(403)
        return case, viewer


def _front() -> str:
    return render_template("console/notice.html", notice=messages.FRONT, words=messages)


def _font() -> Response:
    return send_file(fontpkg.path("Noto Sans Thai"), mimetype="font/ttf")


def _nothing_here(_elsewhere: str) -> NoReturn:
    """Links get cut off when people copy them."""
    abort(404)
