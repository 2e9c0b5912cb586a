"""The house: what lies where, and that imports run downwards."""

import ast
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from driving import ROOT

PACKAGE = ROOT / "src" / "corridors"
# From the ground up. A room imports only rooms on floors below its own.
FLOORS = (
    ("checking", "errors", "escaping", "licences", "visitors", "watching", "web"),
    ("kinds",),
    ("model",),
    ("articles", "filtering"),
    ("library", "linking"),
    ("evaluation", "geodata"),
    ("places", "store"),
    ("address", "atlas", "folders", "rebuild"),
    ("map",),
    ("describe",),
    ("citing", "search"),
    ("takeout", "workspace"),
    ("exporting",),
    ("api", "cli", "page"),
)
FLOOR = {room: number for number, rooms in enumerate(FLOORS) for room in rooms}
# Files of one name that mean one thing: a panel with what is said in it, a layer made and drawn.
SAME = {
    "__init__.py",
    "__main__.py",
    "actors.py",
    "articles.py",
    "basemap.py",
    "compare.py",
    "timeline.py",
}


def imports() -> Iterator[tuple[Path, str, str]]:
    """Each import of ours: the file, its room, and the room that it imports from."""
    for path in PACKAGE.rglob("*.py"):
        room = path.relative_to(PACKAGE).with_suffix("").parts[0]
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.ImportFrom(module="corridors"):
                    names = (alias.name for alias in node.names)
                    yield from ((path, room, name) for name in names if name in FLOOR)
                case ast.ImportFrom(module=str(module)) if module.startswith("corridors."):
                    yield path, room, module.split(".")[1]


def test_every_room_has_its_floor() -> None:
    rooms = {path.stem for path in PACKAGE.iterdir() if path.suffix == ".py" or path.is_dir()}
    assert rooms - {"__init__", "__pycache__", "geodata_files"} == set(FLOOR)


def test_no_import_runs_upwards_or_between_neighbours() -> None:
    wrong = [
        f"{path.relative_to(PACKAGE)} imports {other}"
        for path, room, other in imports()
        if room != other and room != "__init__" and FLOOR[other] >= FLOOR[room]
    ]
    assert wrong == []


def test_few_modules_lie_loose() -> None:
    assert len(list(PACKAGE.glob("*.py"))) <= 16


@pytest.mark.parametrize("suffix", ["*.py", "*.js", "*.css"])
def test_no_file_name_means_two_things(suffix: str) -> None:
    names = Counter(path.name for path in PACKAGE.rglob(suffix))
    assert [name for name, number in names.items() if number > 1 and name not in SAME] == []


def test_only_the_page_and_what_starts_it_know_streamlit() -> None:
    known = {
        path.relative_to(PACKAGE).parts[0]
        for path in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Import | ast.ImportFrom) and "streamlit" in ast.unparse(node)
    }
    assert known <= {"page", "cli"}
