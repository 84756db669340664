"""The list of hotlines: shipped with source and date, and never overwritten once it was edited."""

from sqlalchemy import Engine

from storage.hotlines import DEFAULTS, HotlinesTable, read_hotlines
from storage.migrate import upgrade


def test_an_upgrade_that_has_nothing_to_do_changes_nothing(engine: Engine) -> None:
    lines = read_hotlines(DEFAULTS)
    with engine.begin() as connection:
        HotlinesTable(connection).replace(lines[:2])
    upgrade(engine)
    with engine.connect() as connection:
        assert len(HotlinesTable(connection).all()) == 2, "a list that was edited is kept"


def test_every_hotline_that_is_shipped_names_its_source_and_the_day_it_was_verified() -> None:
    lines = read_hotlines(DEFAULTS)
    assert {"1669", "191", "199", "1323", "1300"} <= {line.number for line in lines}
    assert all(line.source and line.verified_on and line.topics for line in lines)
