"""Whether files have changed."""

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from corridors import workspace
from corridors.library import disk
from corridors.model import Paragraph, Text
from corridors.watching import Watch

FERRY = Text("ferry", (Paragraph(1, "body", "A ferry came to Aktau."),))


def old(path: Path) -> None:
    os.utime(path, (1_000_000_000, 1_000_000_000))


def soon(changed: Callable[[], bool]) -> bool:
    """Ask again and again, as a visitor does who clicks."""
    for _ in range(200):
        if changed():
            return True
        time.sleep(0.05)
    return False


@pytest.fixture
def calm(own_library: Path) -> Path:
    """A library that nothing was written to for long."""
    disk.save(FERRY, own_library)
    old(own_library / "ferry.json")
    old(own_library)
    return own_library


def test_what_we_write_is_seen_at_once(calm: Path) -> None:
    before = workspace.stamp()
    disk.save(Text("other", FERRY.paragraphs), calm)
    between = workspace.stamp()
    disk.store(Text("ferry", FERRY.paragraphs, title="A Ferry"), calm)
    after = workspace.stamp()
    assert len({before, between, after, workspace.stamp()}) == 3


def test_a_file_edited_where_it_stands_is_seen_soon(calm: Path) -> None:
    before = workspace.stamp()
    path = calm / "ferry.json"
    content = path.read_text()
    with path.open("r+") as file:
        file.write(content.replace("Aktau", "Kuryk"))
    old(calm)
    assert soon(lambda: workspace.stamp() != before)


def test_corrections_and_places_of_ones_own_are_seen(calm: Path) -> None:
    stamps = [workspace.stamp()]
    (calm / "links.json").write_text("{}")
    stamps.append(workspace.stamp())
    (calm / "layers").mkdir()
    (calm / "layers" / "mine.geojson").write_text("{}")
    stamps.append(workspace.stamp())
    assert len(set(stamps)) == 3


def test_nothing_is_looked_at_twice_in_a_row_while_nothing_changes(tmp_path: Path) -> None:
    looks: list[int] = []

    def look() -> str:
        looks.append(1)
        return "same"

    old(tmp_path)
    watch = Watch(lambda: [tmp_path], look)
    assert [watch.stamp() for _ in range(100)] == ["same"] * 100
    assert len(looks) == 1


def test_nobody_waits_for_a_look_that_takes_long(tmp_path: Path) -> None:
    state = ["first"]
    held = [False]

    def look() -> str:
        found = state[0]
        while held[0]:
            time.sleep(0.01)
        return found

    old(tmp_path)
    watch = Watch(lambda: [tmp_path], look)
    assert watch.stamp() == "first"
    state[0], held[0] = "second", True
    time.sleep(1.1)
    assert [watch.stamp() for _ in range(3)] == ["first"] * 3
    held[0] = False
    assert soon(lambda: watch.stamp() == "second")
