"""The settings: read once from the environment (and `.env`), checked at start, told by name when wrong."""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from dotenv import dotenv_values

from cases.areas import is_code

_SHORTEST_SECRET = 32


class SettingsError(Exception):
    """Settings that do not do; the text names each and says how to get it right."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that differs from one installation to another. `docs/settings.md` lists the variables."""

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
    tick_seconds: int
    clock_file: Path | None

    @property
    def is_sqlite(self) -> bool:
        """Whether everything lives on one machine."""
        return self.database_url.startswith("sqlite")

    @property
    def media_folder(self) -> Path:
        """Where photos lie."""
        return self.home / "media"


def load(*, need_line: bool = True, port: int | None = None, environ: Mapping[str, str] | None = None) -> Settings:
    """Read and check the settings.

    Args:
        port: in place of PORT.
        need_line: whether the LINE channel must be set (not for `migrate`, `classify` and the like).
        environ: variables to read in place of the environment, for tests.

    Raises:
        SettingsError: naming every variable that is missing or malformed, with the way to get it.

    """
    given = dict(os.environ if environ is None else environ)
    values = {**{k: v or "" for k, v in dotenv_values(given.get("KHOTTO_ENV_FILE", ".env")).items()}, **given}
    reader = _Reader(values)
    home = Path(reader.text("KHOTTO_HOME", "./var")).resolve()
    port = port or reader.number("PORT", 8000)
    database_url = reader.text("DATABASE_URL", f"sqlite:///{home / 'khotto.db'}")
    settings = Settings(
        home=home,
        database_url=reader.database(database_url),
        secret_keys=reader.secret_keys(home, database_url),
        channel_secret=reader.line("LINE_CHANNEL_SECRET", "Basic settings → Channel secret", need_line),
        access_token=reader.line("LINE_CHANNEL_ACCESS_TOKEN", "Messaging API → Channel access token", need_line),
        api_endpoint=reader.address("LINE_API_ENDPOINT", "https://api.line.me"),
        data_endpoint=reader.address("LINE_DATA_API_ENDPOINT", "https://api-data.line.me"),
        port=port,
        base_url=reader.address("KHOTTO_BASE_URL", f"http://127.0.0.1:{port}"),
        organisation=reader.text("KHOTTO_ORGANISATION", "ศูนย์ประสานงาน"),
        home_areas=reader.areas("KHOTTO_HOME_AREAS"),
        privacy_url=reader.address("KHOTTO_PRIVACY_URL", ""),
        tick_seconds=reader.number("KHOTTO_TICK_SECONDS", 15),
        clock_file=Path(values["KHOTTO_CLOCK_FILE"]) if values.get("KHOTTO_CLOCK_FILE") else None,
    )
    if reader.problems:
        raise SettingsError("\n".join(reader.problems))
    return settings


class _Reader:
    """Reads values one by one and gathers what is wrong with them, so that all is told at once."""

    def __init__(self, values: Mapping[str, str]) -> None:
        self._values = values
        self.problems: list[str] = []

    def text(self, name: str, default: str) -> str:
        return self._values.get(name, "").strip() or default

    def number(self, name: str, default: int) -> int:
        value = self.text(name, str(default))
        if not value.isdigit() or not 0 < int(value) < 65_536:
            self.problems.append(f"{name}={value!r} must be a whole number from 1 to 65535, such as {default}.")
            return default
        return int(value)

    def line(self, name: str, where: str, needed: bool) -> str:
        value = self.text(name, "")
        if needed and not value:
            self.problems.append(
                f"{name} is not set. Copy it from the LINE Developers console (your channel → {where}) into "
                "the environment or a .env file. To try Khotto without LINE, run: khotto demo"
            )
        elif any(character.isspace() for character in value):
            self.problems.append(f"{name} holds a space or a line break: copy it again as one line.")
        return value

    def address(self, name: str, default: str) -> str:
        value = self.text(name, default).rstrip("/")
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
        codes = tuple(filter(None, self._values.get(name, "").replace(",", " ").split()))
        for code in codes:
            if not is_code(code):
                self.problems.append(f"{name}: {code!r} is no area code (2, 4 or 6 digits, such as 90 for Songkhla).")
        return codes

    def secret_keys(self, home: Path, database_url: str) -> tuple[str, ...]:
        """The keys, newest first; for SQLite one is made on the first start and kept beside the database."""
        given = tuple(filter(None, self._values.get("KHOTTO_SECRET_KEY", "").replace(",", " ").split()))
        if given:
            if any(len(key) < _SHORTEST_SECRET for key in given):
                self.problems.append(f"KHOTTO_SECRET_KEY is shorter than {_SHORTEST_SECRET} characters. {_HOW_TO_KEY}")
            return given
        if not database_url.startswith("sqlite"):
            self.problems.append(f"KHOTTO_SECRET_KEY is not set; with PostgreSQL every process needs it. {_HOW_TO_KEY}")
            return ("",)
        return (_kept_key(home),)


_HOW_TO_KEY = 'Make one with: python3 -c "import secrets; print(secrets.token_urlsafe(48))" and keep it safe.'


def _kept_key(home: Path) -> str:
    home.mkdir(parents=True, exist_ok=True)
    path = home / "secret_key"
    if not path.exists():
        opened = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(opened, "w") as file:
            file.write(secrets.token_urlsafe(48))
    return path.read_text().strip()
