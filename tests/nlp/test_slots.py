"""How many of the labelled messages are read wholly right; the floors are what was measured, less a little."""

import json
from datetime import date
from pathlib import Path

import pytest

from nlp.dates import find_when
from nlp.details import find_details
from nlp.phones import find_phone
from nlp.places import certain_part, find_places

TODAY = date(2026, 11, 18)  # a Wednesday
ROWS = [json.loads(line) for line in (Path(__file__).parent / "data" / "slots.jsonl").read_text("utf-8").splitlines()]
DETAILS = ("house_number", "moo", "age", "quantity", "person_name", "relation")


def read_place(row):
    """One reading as "สงขลา/หาดใหญ่", several within Songkhla as "?สงขลา", none as ""."""
    places = find_places(row["text"], row.get("home", ()))
    area = places[0] if len(places) == 1 else certain_part(places)
    names = [area.province, area.district, area.subdistrict] if area else []
    return "?" * (len(places) > 1) + "/".join(filter(None, names))


def read_phone(row):
    found = find_phone(row["text"])
    return found[0] if found else ""


def read_when(row):
    def written(when):
        return (when.day.isoformat() if when.day else "") + (f"T{when.at:%H:%M}" if when.at else "")

    return [written(when) for when in find_when(row["text"], TODAY)]


def read_details(row):
    details = find_details(row["text"], TODAY)
    return {field: value for field in DETAILS if (value := getattr(details, field)) not in ("", None)}


@pytest.mark.parametrize(
    ("slot", "read", "least_rows", "floor"),
    [
        ("place", read_place, 400, 0.99),
        ("phone", read_phone, 160, 0.99),
        ("when", read_when, 150, 0.99),
        ("details", read_details, 125, 0.97),
    ],
)
def test_labelled_messages_are_read_right(slot, read, least_rows, floor):
    rows = [row for row in ROWS if slot in row]
    wrong = [(row["text"], row[slot], read(row)) for row in rows if read(row) != row[slot]]
    assert len(rows) >= least_rows
    assert 1 - len(wrong) / len(rows) >= floor, wrong


def test_a_message_without_a_place_gets_none():
    without = [row for row in ROWS if row.get("place") == ""]
    wrong = [row["text"] for row in without if find_places(row["text"], row.get("home", ()))]
    assert len(without) >= 100
    assert wrong == []
