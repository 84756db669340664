"""What one viewer sees of one case, put into words and ready to be drawn."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from cases.case import NOTES_FOR_ALL, Case, Entry
from cases.incoming import Media
from console import messages
from console.access import Viewer
from handlers.texts.common import URGENCY_NAMES, needs_line, phone_for_reading
from handlers.texts.intake import RELATION_NAMES
from handlers.texts.my_cases import HAPPENINGS, STATUS_NAMES, note_of
from handlers.texts.thai_dates import day_and_clock
from storage.media import StoredMedia

_MEDIA_NAMES = {
    Media.IMAGE: messages.PICTURE,
    Media.VIDEO: messages.FILM,
    Media.AUDIO: messages.RECORDING,
    Media.FILE: messages.FILE,
}


@dataclass(frozen=True, slots=True)
class Line:
    """One happening of the timeline. `by` is filled for coordinators only."""

    when: str
    what: str
    note: str
    by: str


@dataclass(frozen=True, slots=True)
class Piece:
    """One photo, film, recording or file."""

    id: int
    kind: Media
    name: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """All that stands on the page of a case. `phone` is for tel:, `map_address` opens a map."""

    number: str
    status: str
    urgency_code: str
    urgency: str
    needs: str
    story: str
    rows: tuple[tuple[str, str], ...]
    phone: str
    phone_for_reading: str
    map_label: str
    map_address: str
    pieces: tuple[Piece, ...]
    timeline: tuple[Line, ...]


def sheet(
    case: Case,
    viewer: Viewer,
    names: Mapping[int, str],
    area: str,
    entries: Sequence[Entry],
    media: Sequence[StoredMedia],
) -> Sheet:
    """The page of a case for one viewer.

    Args:
        case: the case.
        viewer: as whom the person looks at it.
        names: of the people who have to do with the case, by their ids.
        area: the name of the sub-district in full.
        entries: the timeline, oldest first.
        media: what was sent for the case and not taken back, oldest first.

    """
    has_spot = case.latitude is not None
    return Sheet(
        number=case.number,
        status=STATUS_NAMES[case.status],
        urgency_code=case.urgency,
        urgency=URGENCY_NAMES[case.urgency],
        needs=needs_line(case.needs),
        story=case.story,
        rows=_rows(case, viewer, names, area),
        phone=case.phone,
        phone_for_reading=phone_for_reading(case.phone),
        map_label=messages.MAP_OF_HOUSE if has_spot else messages.MAP_OF_AREA,
        map_address=_map(f"{case.latitude},{case.longitude}" if has_spot else area),
        pieces=_pieces(media),
        timeline=tuple(_line(entry, viewer, names) for entry in reversed(entries)),
    )


def _rows(case: Case, viewer: Viewer, names: Mapping[int, str], area: str) -> tuple[tuple[str, str], ...]:
    """Labels with values; nobody is told their own name."""
    rows = []
    if viewer is not Viewer.REPORTER:
        rows.append((messages.REPORTER, names.get(case.reporter_id) or messages.NO_NAME))
    relation = RELATION_NAMES.get(case.relation, case.relation)
    rows += [
        (messages.BENEFICIARY, case.beneficiary or relation or messages.NOT_SAID),
        (messages.ADDRESS, case.address or messages.NO_ADDRESS),
        (messages.AREA, area),
        (messages.PHONE, phone_for_reading(case.phone) or messages.NO_PHONE),
    ]
    if viewer is not Viewer.VOLUNTEER:
        rows.append((messages.VOLUNTEER, _holder(case, names)))
    return (*rows, (messages.OPENED, day_and_clock(case.opened_at)))


def _holder(case: Case, names: Mapping[int, str]) -> str:
    if case.volunteer_id is None:
        return messages.NO_VOLUNTEER
    return names.get(case.volunteer_id) or messages.NO_NAME


def _map(query: str) -> str:
    return f"https://www.google.com/maps/search/?{urlencode({'api': 1, 'query': query})}"


def _pieces(media: Sequence[StoredMedia]) -> tuple[Piece, ...]:
    """Each numbered among its kind."""
    seen: dict[Media, int] = {}
    pieces = []
    for stored in media:
        kind = Media(stored.kind)
        seen[kind] = seen.get(kind, 0) + 1
        pieces.append(Piece(stored.id, kind, f"{_MEDIA_NAMES[kind]} {seen[kind]}"))
    return tuple(pieces)


def _line(entry: Entry, viewer: Viewer, names: Mapping[int, str]) -> Line:
    when, what = day_and_clock(entry.at), HAPPENINGS[entry.what]
    if viewer is not Viewer.COORDINATOR:
        return Line(when, what, entry.note if entry.what in NOTES_FOR_ALL else "", by="")
    by = messages.BY_SERVICE if entry.by is None else names.get(entry.by) or messages.NO_NAME
    return Line(when, what, note_of(entry), by)
