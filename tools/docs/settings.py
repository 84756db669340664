"""docs/settings.md: every variable that an installation may set."""

from bot.variables import VARIABLES, Variable
from tools.docs.markdown import fenced, page, table

_INTRODUCTION = """\
Khotto reads these variables once, when it starts, from the environment and from a `.env` file in the folder where it
is started. What is missing or malformed is told by name, all at once, with the way to get it.

The first two are all that a real LINE account needs. `khotto doctor` checks the rest."""

_EXAMPLE = """\
LINE_CHANNEL_SECRET=…
LINE_CHANNEL_ACCESS_TOKEN=…
KHOTTO_BASE_URL=https://khotto.example.org
KHOTTO_ORGANISATION=ศูนย์ประสานงานของเรา
KHOTTO_HOME_AREAS=90
KHOTTO_HOME=/var/lib/khotto"""


def settings_page() -> str:
    """The page."""
    rows = [(f"`{variable.name}`", _default(variable), _meaning(variable)) for variable in VARIABLES.values()]
    return page(
        "Settings",
        _INTRODUCTION,
        table(("variable", "default", "meaning"), rows),
        "## A `.env` file",
        fenced(_EXAMPLE, "sh"),
        "The file holds secrets: `chmod 600 .env`, and never put it under version control.",
    )


def _default(variable: Variable) -> str:
    if variable.where:
        return "none: `khotto run` needs it"
    return f"`{variable.default}`" if variable.default else "–"


def _meaning(variable: Variable) -> str:
    return f"{variable.meaning} Found at: {variable.where}." if variable.where else variable.meaning
