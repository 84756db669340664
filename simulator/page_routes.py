"""The page of the simulator: phones in a browser, as a Flask blueprint that talks to the control API."""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from flask import Blueprint, Response, abort, render_template, send_from_directory

PAGE = Path(__file__).parent / "page"
STATIC = PAGE / "static"

# What the page runs comes from here; pictures and sounds in messages may come from anywhere.
CONTENT_SECURITY_POLICY = "default-src 'self'; img-src * data: blob:; media-src * blob:"


@dataclass(frozen=True, slots=True)
class Step:
    """One line of a story to try: what to do, on whose phone, and what a click there sends.

    `text` is the Thai sentence that the visitor reads. `phone` is the display name of a simulated user.
    `say`, if given, becomes a button that sends those words from that phone.
    """

    text: str
    phone: str | None = None
    say: str | None = None


def page_blueprint(story: Sequence[Step] | None = None, title: str = "บอตของฉัน") -> Blueprint:
    """The page at `/` and the files it loads below `/simulator/page`.

    `story` is a walk through the bot shown beside the phones; without it the phones have the page for
    themselves. `title` is the bot's name in the header of every chat. The page needs the control API
    of the simulator at `/simulator/api` on the same host.
    """
    page = Blueprint(
        "simulator_page",
        __name__,
        template_folder=str(PAGE / "templates"),
        static_folder=str(STATIC),
        static_url_path="/simulator/page/static",
    )

    @page.get("/")
    def phones() -> Response:
        html = render_template(
            "simulator/page.html",
            title=title,
            story=story or (),
            sheets=_names("css"),
            # Named up front, so that the browser need not find them one import after the other.
            modules=_names("js"),
        )
        return Response(html, headers={"Content-Security-Policy": CONTENT_SECURITY_POLICY})

    @page.get("/simulator/page/icons/<path:name>")
    def icons(name: str) -> Response:
        return _from_package("flask_bootstrap", "static/bootstrap5/css/font", name)

    @page.get("/simulator/page/fonts/thai.ttf")
    def thai_font() -> Response:
        return _from_package("fontpkg_noto_sans_thai", "files", "NotoSansThai[wdth,wght].ttf")

    return page


def _names(folder: str) -> list[str]:
    """The files of a static folder."""
    return sorted(path.name for path in (STATIC / folder).iterdir())


def _from_package(package: str, folder: str, name: str) -> Response:
    """A file out of an installed package, or 404 where that package is missing: the page does without."""
    try:
        root = files(package)
    except ModuleNotFoundError:
        abort(404)
    return send_from_directory(str(root / folder), name, max_age=86_400)
