"""Writes what is generated in `docs/`: pages from the code, and pictures of the running demo. Run by `make docs`."""

from pathlib import Path

import click

from tools.docs.commands import commands_page
from tools.docs.dialogues import dialogues_page
from tools.docs.pictures import take_pictures
from tools.docs.settings import settings_page
from tools.docs.simulator_api import simulator_page
from tools.docs.timetable import timetable_page

DOCS = Path(__file__).parent.parent / "docs"
PAGES = {
    "commands.md": commands_page,
    "dialogues.md": dialogues_page,
    "settings.md": settings_page,
    "simulator-api.md": simulator_page,
    "timetable.md": timetable_page,
}


@click.command()
@click.option("--pictures/--no-pictures", default=True, show_default=True, help="Take the pictures anew, too.")
def main(pictures: bool) -> None:
    """Write the generated pages and pictures of docs/."""
    for name, write in PAGES.items():
        (DOCS / name).write_text(write(), encoding="utf-8")
        click.echo(f"wrote docs/{name}")
    if pictures:
        for path in take_pictures(DOCS / "images"):
            click.echo(f"wrote docs/images/{path.name}")


if __name__ == "__main__":
    main()
