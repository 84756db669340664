"""Every variable of the environment that Khotto reads: its default, its meaning, and where to find a value."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Variable:
    """One variable.

    `<NAME>` in a default stands for the value of another variable. `where` is set for those that have no
    default, and names the place from which people copy theirs.
    """

    name: str
    meaning: str
    default: str = ""
    where: str = ""


_CONSOLE = "LINE Developers console → your channel →"

_ROWS = (
    Variable(
        "LINE_CHANNEL_SECRET",
        "Proves that a webhook call comes from LINE.",
        where=f"{_CONSOLE} Basic settings → Channel secret",
    ),
    Variable(
        "LINE_CHANNEL_ACCESS_TOKEN",
        "Lets the bot send messages; the long-lived kind.",
        where=f"{_CONSOLE} Messaging API → Channel access token",
    ),
    Variable("KHOTTO_BASE_URL", "The public address, for links in messages.", "http://127.0.0.1:<PORT>"),
    Variable("KHOTTO_ORGANISATION", "What the organisation is called in greetings and consent.", "ศูนย์ประสานงาน"),
    Variable(
        "KHOTTO_HOME_AREAS",
        "Area codes of the organisation, with commas between (90 is Songkhla): offered first, and preferred where "
        "a place name exists in several provinces.",
    ),
    Variable("KHOTTO_PRIVACY_URL", "Address of the full privacy notice; shown with the question for consent."),
    Variable("KHOTTO_HOME", "Folder for the database, the media and the secret key.", "./var"),
    Variable(
        "DATABASE_URL",
        "The database; `postgres://` and `postgresql://` are understood too.",
        "sqlite:///<KHOTTO_HOME>/khotto.db",
    ),
    Variable(
        "KHOTTO_SECRET_KEY",
        "Signs links and encrypts personal data; at least 32 characters. Several with commas between: the first one "
        "encrypts, all of them decrypt. With SQLite one is made on the first start and kept as "
        "`secret_key` in `KHOTTO_HOME`; with PostgreSQL it must be set.",
    ),
    Variable("PORT", "The port that `khotto run` listens on.", "8000"),
    Variable(
        "LINE_API_ENDPOINT", "Where LINE's Messaging API is; the simulator's address in a demo.", "https://api.line.me"
    ),
    Variable("LINE_DATA_API_ENDPOINT", "Where photos and other content come from.", "https://api-data.line.me"),
    Variable(
        "KHOTTO_SENTRY_DSN",
        "Where errors are reported to (Sentry or GlitchTip), as kinds and places in the code, without what people "
        "wrote; empty for nowhere. Needs `pip install 'khotto[sentry]'`.",
    ),
    Variable("KHOTTO_TICK_SECONDS", "How many seconds a tick of the timetable lasts.", "15"),
    Variable("KHOTTO_CLOCK_FILE", "For the demo and tests: a file with the seconds by which the clock is ahead."),
    Variable("KHOTTO_ENV_FILE", "A file with further variables; the environment wins over it.", ".env"),
)

VARIABLES: dict[str, Variable] = {variable.name: variable for variable in _ROWS}
