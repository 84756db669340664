"""Whether two mentions of a text read as one address."""

import re
from functools import cache

from nlp.areas.mention import Mention
from nlp.areas.names import area_names
from nlp.areas.sheet import Sheet
from nlp.patterns import either


def are_neighbours(sheet: Sheet, one: Mention, other: Mention) -> bool:
    """Whether nothing stands between two mentions but blanks, commas and words like จังหวัด or ที่."""
    first, second = sorted((one, other), key=lambda mention: mention.start)
    ends = {first.end, max(first.end, first.reach)}
    return any(_between().fullmatch(sheet.text, end, max(end, second.start)) for end in ends)


@cache
def _between() -> re.Pattern[str]:
    fillers = either(area_names().data["context"]["fillers"])
    return re.compile(rf"[\s,./()\-]*(?:(?:{fillers})[\s,./()\-]*)*")
