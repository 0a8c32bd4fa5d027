"""What the documents say can be compared with the house: commands, settings, files, decisions."""

import re
from pathlib import Path

import pytest

import bot
from pipeline import __doc__ as pipeline_map
from settings import Settings
from tests.house.test_floors import FLOOR
from views.menus import COMMANDS, OPERATORS

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text("utf-8")
DOCS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])


def test_the_readme_lists_every_command_people_have_in_their_order() -> None:
    listed = re.findall(r"^\| `/(\w+)", README, flags=re.MULTILINE)
    assert listed == [*COMMANDS, *OPERATORS]


def test_the_readme_names_every_command_of_the_command_line() -> None:
    for command in bot.cli.registered_commands:
        name = command.name or (command.callback.__name__ if command.callback else "")
        assert re.search(rf"(bot\.py|\|)\s[^\n]*\b{name}\b", README), name


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.name)
def test_what_a_document_links_to_is_there(path: Path) -> None:
    for target in re.findall(r"\]\(([^)#:]+)\)", path.read_text("utf-8")):
        assert (path.parent / target).exists(), target


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.name)
def test_the_files_that_a_document_names_are_there(path: Path) -> None:
    named = re.findall(
        r"\b((?:news|views|feeds|db|delivery|pipeline|handlers|playground)/\w+\.\w+)\b",
        path.read_text("utf-8"),
    )
    for name in named:
        assert (ROOT / name).exists(), name


def test_the_architecture_draws_the_floors_that_are_enforced() -> None:
    drawn = (ROOT / "docs/ARCHITECTURE.md").read_text("utf-8").partition("## Floors")[2]
    for floor in range(5):
        line = next(one for one in drawn.splitlines() if one.startswith(f"{floor}  "))
        names = {
            word.rstrip("/").removesuffix(".py")
            for word in line.split()[1:]
            if re.fullmatch(r"\w+(\.py|/)", word)
        }
        assert names == {name for name, at in FLOOR.items() if at == floor}, floor


def test_the_operating_manual_speaks_of_settings_that_exist() -> None:
    manual = (ROOT / "docs/OPERATING.md").read_text("utf-8")
    known = {name.upper() for name in Settings.model_fields}
    for name in re.findall(r"`([A-Z]+(?:_[A-Z]+)+)(?:=[^`]*)?`", README + manual):
        assert name in known, name


def test_the_map_of_the_pipeline_names_every_stage() -> None:
    stages = {path.stem for path in (ROOT / "pipeline").glob("*.py")} - {"__init__"}
    for stage in stages:
        assert stage in (pipeline_map or ""), stage
