"""An installation in a folder, driven by the command line as people do."""

from pathlib import Path

from click.testing import CliRunner, Result

from bot.cli.main import main


class Installation:
    """A KHOTTO_HOME; `variables` are further settings."""

    def __init__(self, home: Path, **variables: str) -> None:
        self.home = home
        self.environment = {
            "KHOTTO_ENV_FILE": "/dev/null",
            "KHOTTO_HOME": str(home),
            "KHOTTO_SECRET_KEY": "",
            "DATABASE_URL": "",
            **variables,
        }

    def khotto(self, *words: object) -> Result:
        """Run `khotto` with some words; the result has `exit_code` and `output`."""
        return CliRunner().invoke(main, [str(word) for word in words], env=self.environment)
