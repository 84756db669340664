"""One naming of an area in a text."""

from dataclasses import dataclass, field

# How much a mention weighs. Weak ones count only beside another mention that they fit.
ANNOUNCED, STRONG, CUED, WEAK, NOTHING = 3.0, 2.0, 1.5, 1.0, 0.0


@dataclass(slots=True, eq=False)
class Mention:
    """One naming of an area: `readings` are the codes it may mean, each with how well the name fits (0 to 1)."""

    start: int
    end: int
    weight: float
    readings: dict[str, float] = field(default_factory=dict)
    level: int = 0  # the level that a word before it announces; 0 for none
    raw: str = ""  # the folded letters behind that word, for a name that may be misspelt
    reach: int = 0  # where those letters end, which is behind `end` if only their beginning is a name
    whole: bool = False  # `raw` is exactly the name: blanks or other signs stand around it
    away: bool = False  # a workplace, a register, a journey: rather not where help is needed
    postcode: bool = False
