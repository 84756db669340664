"""The settings: read once from the environment (and `.env`), checked at start, told by name when wrong."""

import os
import secrets
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from dotenv import dotenv_values

from bot.variables import VARIABLES
from cases.areas import is_code

_SHORTEST_SECRET = 32


class SettingsError(Exception):
    """Settings that do not do; the text names each and says how to get it right."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that differs from one installation to another."""

    home: Path
    database_url: str
    secret_keys: tuple[str, ...] = field(repr=False)
    channel_secret: str = field(repr=False)
    access_token: str = field(repr=False)
    api_endpoint: str
    data_endpoint: str
    port: int
    base_url: str
    organisation: str
    home_areas: tuple[str, ...]
    privacy_url: str
    sentry_dsn: str = field(repr=False)
    tick_seconds: int
    clock_file: Path | None
    key_file: Path | None = None  # where the secret keys are kept; None where KHOTTO_SECRET_KEY gives them

    @property
    def is_sqlite(self) -> bool:
        """Whether everything lives on one machine."""
        return self.database_url.startswith("sqlite")

    @property
    def model_folder(self) -> Path:
        """Where the organisation's own classifier lies, once it was trained here."""
        return self.home / "model"

    @property
    def media_folder(self) -> Path:
        """Where photos lie."""
        return self.home / "media"


def load(
    *,
    need_line: bool = True,
    port: int | None = None,
    database_url: str | None = None,
    environ: Mapping[str, str] | None = None,
) -> Settings:
    """Read and check the settings.

    Args:
        port: in place of PORT.
        database_url: in place of DATABASE_URL.
        need_line: whether the LINE channel must be set (not for `migrate`, `classify` and the like).
        environ: variables to read in place of the environment, for tests.

    Raises:
        SettingsError: naming every variable that is missing or malformed, with the way to get it.

    """
    given = dict(os.environ if environ is None else environ)
    kept = dotenv_values(_Reader(given).text("KHOTTO_ENV_FILE"))
    reader = _Reader({**{name: value or "" for name, value in kept.items()}, **given})
    home = Path(reader.text("KHOTTO_HOME")).resolve()
    port = port or reader.number("PORT")
    database_url = database_url or reader.text("DATABASE_URL", KHOTTO_HOME=home)
    clock_file = reader.text("KHOTTO_CLOCK_FILE")
    secret_keys, key_file = reader.secret_keys(home, database_url)
    settings = Settings(
        home=home,
        database_url=reader.database(database_url),
        secret_keys=secret_keys,
        channel_secret=reader.line("LINE_CHANNEL_SECRET", need_line),
        access_token=reader.line("LINE_CHANNEL_ACCESS_TOKEN", need_line),
        api_endpoint=reader.address("LINE_API_ENDPOINT"),
        data_endpoint=reader.address("LINE_DATA_API_ENDPOINT"),
        port=port,
        base_url=reader.address("KHOTTO_BASE_URL", PORT=port),
        organisation=reader.text("KHOTTO_ORGANISATION"),
        home_areas=reader.areas("KHOTTO_HOME_AREAS"),
        privacy_url=reader.address("KHOTTO_PRIVACY_URL"),
        sentry_dsn=reader.address("KHOTTO_SENTRY_DSN"),
        tick_seconds=reader.number("KHOTTO_TICK_SECONDS"),
        clock_file=Path(clock_file) if clock_file else None,
        key_file=key_file,
    )
    if reader.problems:
        raise SettingsError("\n".join(reader.problems))
    return settings


class _Reader:
    """Reads variables of `bot/variables.py`, and gathers what is wrong with them so that all is told at once."""

    def __init__(self, values: Mapping[str, str]) -> None:
        self._values = values
        self.problems: list[str] = []

    def text(self, name: str, **known: object) -> str:
        """The value, or else the default, with what is `known` of other variables put into it."""
        default = VARIABLES[name].default
        for other, value in known.items():
            default = default.replace(f"<{other}>", str(value))
        return self._values.get(name, "").strip() or default

    def number(self, name: str) -> int:
        value, default = self.text(name), VARIABLES[name].default
        if not value.isdecimal() or not 0 < int(value) < 65_536:
            self.problems.append(f"{name}={value!r} must be a whole number from 1 to 65535, such as {default}.")
            return int(default)
        return int(value)

    def line(self, name: str, needed: bool) -> str:
        value = self.text(name)
        if needed and not value:
            self.problems.append(
                f"{name} is not set. Copy it from here: {VARIABLES[name].where}, into the environment or a .env "
                "file. To try Khotto without LINE, run: khotto demo"
            )
        elif any(character.isspace() for character in value):
            self.problems.append(f"{name} holds a space or a line break: copy it again as one line.")
        return value

    def address(self, name: str, **known: object) -> str:
        value = self.text(name, **known).rstrip("/")
        parts = urlsplit(value)
        if value and (parts.scheme not in ("http", "https") or not parts.netloc):
            self.problems.append(f"{name}={value!r} must be an address that begins with https:// or http://.")
        return value

    def database(self, value: str) -> str:
        if not value.startswith(("sqlite:///", "postgres://", "postgresql://")):
            scheme = value.split(":", 1)[0]  # the rest may hold a password
            self.problems.append(
                f"DATABASE_URL begins with {scheme!r}; give sqlite:////folder/khotto.db or postgresql://user@host/name."
            )
        return value

    def areas(self, name: str) -> tuple[str, ...]:
        codes = tuple(self.text(name).replace(",", " ").split())
        for code in codes:
            if not is_code(code):
                self.problems.append(f"{name}: {code!r} is no area code (2, 4 or 6 digits, such as 90 for Songkhla).")
        return codes

    def secret_keys(self, home: Path, database_url: str) -> tuple[tuple[str, ...], Path | None]:
        """The keys, newest first, and their file: for SQLite one is made on the first start and kept in a file."""
        given = _split(self.text("KHOTTO_SECRET_KEY"))
        if given:
            if any(len(key) < _SHORTEST_SECRET for key in given):
                self.problems.append(f"KHOTTO_SECRET_KEY is shorter than {_SHORTEST_SECRET} characters. {_HOW_TO_KEY}")
            return given, None
        if not database_url.startswith("sqlite"):
            self.problems.append(f"KHOTTO_SECRET_KEY is not set; with PostgreSQL every process needs it. {_HOW_TO_KEY}")
            return ("",), None
        return _kept_keys(home / "secret_key"), home / "secret_key"


_HOW_TO_KEY = 'Make one with: python3 -c "import secrets; print(secrets.token_urlsafe(48))" and keep it safe.'


def new_key() -> str:
    """A secret key that nobody can guess."""
    return secrets.token_urlsafe(48)


def wrong_key(chosen: Settings) -> str:
    """What to say where the data cannot be opened."""
    where = chosen.key_file or "KHOTTO_SECRET_KEY"
    return (
        f"The secret key in {where} does not open the data in the database. Put the key back that was in use when "
        "they were written, after the present one with a comma between, or restore the key from where you keep it."
    )


def write_keys(path: Path, keys: Sequence[str]) -> None:
    """Keep keys in a file that only its owner reads; whoever reads meanwhile sees the old ones or the new ones."""
    _written(path, keys).rename(path)


def _kept_keys(path: Path) -> tuple[str, ...]:
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        made = _written(path, [new_key()])
        with suppress(FileExistsError):  # another process was faster: its key counts
            os.link(made, path)
        made.unlink()
    return _split(path.read_text())


def _written(path: Path, keys: Sequence[str]) -> Path:
    """The keys in a file of another name, safe on the disk."""
    unfinished = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    opened = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(opened, "w") as file:
        file.write(",".join(keys))
        file.flush()
        os.fsync(file.fileno())
    return unfinished


def _split(keys: str) -> tuple[str, ...]:
    return tuple(keys.replace(",", " ").split())
