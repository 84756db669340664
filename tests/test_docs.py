"""The documentation says what is there: generated pages are up to date, and what pages name exists."""

import re
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.variables import VARIABLES
from storage.encryption import EncryptedJSON, EncryptedText
from storage.tables import metadata
from tools.docs.commands import commands
from tools.write_docs import DOCS, PAGES

ROOT = DOCS.parent
README = ROOT / "README.md"
WRITTEN = [README, ROOT / "CHANGELOG.md", *sorted(DOCS.glob("*.md"))]
LARGEST_PICTURE = 250_000  # bytes

LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)|<img src=\"([^\"]+)\"")
CODE = re.compile(r"```.*?```|`[^`\n]+`", re.DOTALL)
FILE = re.compile(r"`([\w.<>-]+/[\w./<>-]*\.(?:py|toml|md|sh))`")
MADE_OF_WORDS = re.compile(r"[^\w\s-]")


def texts(pattern: str, *, code_only: bool = True) -> list[tuple[str, str]]:
    """Every find of a pattern in the pages, with the name of the page."""
    found = []
    for path in WRITTEN:
        text = path.read_text(encoding="utf-8")
        pieces = CODE.findall(text) if code_only else [text]
        found += [(path.name, name) for piece in pieces for name in re.findall(pattern, piece)]
    return found


def headings(path: Path) -> set[str]:
    """The anchors that a page offers, as GitHub makes them of its headings."""
    lines = re.findall(r"^#+ (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return {MADE_OF_WORDS.sub("", line.lower()).replace(" ", "-") for line in lines}


@pytest.mark.parametrize(("name", "write"), PAGES.items())
def test_a_generated_page_says_what_the_code_does(name: str, write: Callable[[], str]) -> None:
    assert (DOCS / name).read_text(encoding="utf-8") == write(), "run: make docs"


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: path.name)
def test_links_lead_somewhere(path: Path) -> None:
    for link in (first or second for first, second in LINK.findall(path.read_text(encoding="utf-8"))):
        if not link.startswith("https://"):
            file, _, anchor = link.partition("#")
            target = path.parent / file if file else path
            assert target.exists(), link
            assert not anchor or anchor in headings(target), link


def test_pictures_are_light_and_all_of_them_are_shown() -> None:
    shown = {Path(link).name for _, link in texts(r"images/([\w.-]+)", code_only=False)}
    pictures = list((DOCS / "images").iterdir())
    assert {picture.name for picture in pictures} == shown
    assert [picture.name for picture in pictures if picture.stat().st_size > LARGEST_PICTURE] == []


def test_make_targets_that_are_named_exist() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert {name for _, name in texts(r"\bmake ([a-z]+)")} <= targets


def test_commands_that_are_named_exist() -> None:
    """A group such as `khotto events` may stand alone; what follows a command are its arguments."""
    known = {name.split()[1] for name, _ in commands()}
    assert {name for _, name in texts(r"(?m)(?:^|`|bin/)khotto ([a-z][a-z-]*)")} <= known


def test_variables_that_are_named_exist() -> None:
    assert {name for _, name in texts(r"\b((?:KHOTTO|LINE)_[A-Z_]+)\b")} <= VARIABLES.keys()


def test_files_that_are_named_exist() -> None:
    missing = [(page, name) for page, name in texts(FILE.pattern) if not any(ROOT.glob(re.sub(r"<\w+>", "*", name)))]
    assert missing == []


@pytest.mark.parametrize("name", ["guide-coordinator-th.md", "guide-volunteer-th.md"])
def test_what_a_guide_tells_people_to_tap_or_to_type_exists(name: str) -> None:
    """In the Thai guides it stands in bold, or in the first column of a table."""
    guide = (DOCS / name).read_text(encoding="utf-8")
    named = set(re.findall(r"\*\*(.+?)\*\*", guide)) | set(re.findall(r"^\| ([^|]+) \|", guide, re.MULTILINE))
    product = "".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "handlers").rglob("*.py")))
    assert {words for words in named if f'"{words}"' not in product} <= {"ปุ่ม", "---"}


def test_the_readme_explains_every_dependency() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    needed = [
        *project["dependencies"],
        *(name for names in project["optional-dependencies"].values() for name in names),
    ]
    section = README.read_text(encoding="utf-8").split("## Why each dependency is there")[1].split("\n## ")[0]
    named = {name for line in section.splitlines() for name in re.findall(r"`([\w-]+)`", line.split(" | ")[0])}
    assert named == {re.split(r"[\[>=<]", requirement)[0] for requirement in needed}


def test_the_architecture_page_knows_every_table() -> None:
    section = (DOCS / "architecture.md").read_text(encoding="utf-8").split("## Tables at a glance")[1].split("\n## ")[0]
    cells = [line.split(" | ")[0] for line in section.splitlines() if line.startswith("| `")]
    assert {name for cell in cells for name in re.findall(r"`(\w+)`", cell)} == metadata.tables.keys()


def test_the_privacy_page_knows_every_encrypted_field() -> None:
    section = (DOCS / "privacy.md").read_text(encoding="utf-8").split("Not encrypted")[0]
    sealed = {
        f"{table.name}.{column.name}"
        for table in metadata.tables.values()
        for column in table.columns
        if isinstance(column.type, EncryptedText | EncryptedJSON)
    }
    sealed_by_hand = {"inbound_events.body"}  # on the hot path, past the type system
    assert set(re.findall(r"`(\w+\.\w+)`", section)) == sealed | sealed_by_hand
