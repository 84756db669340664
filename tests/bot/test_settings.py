"""Settings: read once, checked at start, and told by name where they are wrong."""

from pathlib import Path

import pytest

from bot import settings
from bot.settings import SettingsError
from bot.variables import VARIABLES

LINE = {"LINE_CHANNEL_SECRET": "secret", "LINE_CHANNEL_ACCESS_TOKEN": "token"}
KEY = "k" * 32


@pytest.fixture
def alone(tmp_path: Path) -> dict[str, str]:
    """An environment without a .env file and with a home of its own."""
    return {"KHOTTO_ENV_FILE": "/dev/null", "KHOTTO_HOME": str(tmp_path)}


def test_two_values_are_enough(alone: dict[str, str], tmp_path: Path) -> None:
    chosen = settings.load(environ=alone | LINE)
    assert chosen.database_url == f"sqlite:///{tmp_path}/khotto.db"
    assert chosen.base_url == "http://127.0.0.1:8000"


def test_everything_that_is_wrong_is_told_at_once_and_by_name(alone: dict[str, str]) -> None:
    wrong = {
        "PORT": "eighty",
        "DATABASE_URL": "mysql://user:hidden@host/name",
        "KHOTTO_SECRET_KEY": "short",
        "KHOTTO_HOME_AREAS": "90, songkhla",
        "KHOTTO_BASE_URL": "khotto.example.org",
    }
    with pytest.raises(SettingsError) as told:
        settings.load(environ=alone | wrong)
    for name in (*LINE, *wrong):
        assert name in str(told.value)
    assert "hidden" not in str(told.value)


def test_a_command_that_does_not_talk_to_line_needs_no_channel(alone: dict[str, str]) -> None:
    assert settings.load(environ=alone, need_line=False).channel_secret == ""


def test_the_environment_wins_over_the_file(alone: dict[str, str], tmp_path: Path) -> None:
    file = tmp_path / "settings.env"
    file.write_text("PORT=9001\nKHOTTO_ORGANISATION=ศูนย์ในไฟล์\n", encoding="utf-8")
    chosen = settings.load(environ=alone | LINE | {"KHOTTO_ENV_FILE": str(file), "PORT": "9002"})
    assert (chosen.port, chosen.organisation) == (9002, "ศูนย์ในไฟล์")


def test_the_port_of_the_command_line_shows_in_the_address(alone: dict[str, str]) -> None:
    assert settings.load(environ=alone | LINE, port=9003).base_url == "http://127.0.0.1:9003"


def test_with_sqlite_a_key_is_made_once_and_kept_from_other_users(alone: dict[str, str], tmp_path: Path) -> None:
    first, second = (settings.load(environ=alone | LINE).secret_keys for _ in range(2))
    assert first == second == ((tmp_path / "secret_key").read_text(),)
    assert (tmp_path / "secret_key").stat().st_mode & 0o077 == 0


def test_with_postgresql_the_key_must_be_given(alone: dict[str, str]) -> None:
    elsewhere = alone | LINE | {"DATABASE_URL": "postgresql://host/name"}
    with pytest.raises(SettingsError, match="KHOTTO_SECRET_KEY"):
        settings.load(environ=elsewhere)
    assert settings.load(environ=elsewhere | {"KHOTTO_SECRET_KEY": f"{KEY},{KEY}"}).secret_keys == (KEY, KEY)


def test_secrets_do_not_show_where_settings_are_printed(alone: dict[str, str]) -> None:
    chosen = settings.load(environ=alone | {"LINE_CHANNEL_SECRET": "s3cret", "LINE_CHANNEL_ACCESS_TOKEN": "t0ken"})
    for secret in ("s3cret", "t0ken", *chosen.secret_keys):
        assert secret not in repr(chosen)


def test_every_variable_of_the_table_is_read() -> None:
    """The other way round is certain: a variable that is not in the table cannot be read at all."""
    source = Path(settings.__file__).read_text(encoding="utf-8")
    assert [name for name in VARIABLES if f'"{name}"' not in source] == []
