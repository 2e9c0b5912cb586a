"""A process that is killed, or finds no room, leaves nothing half done and loses nothing."""

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from killing import TASKS, Importing, kill
from making import story
from storing import Home, told

from corridors.articles.parsing import read
from corridors.errors import LibraryError
from corridors.geodata import dataset
from corridors.library.disk import files, load
from corridors.library.importing import import_files
from corridors.library.intake import Intake
from corridors.places import drafting, userlayers

pytestmark = pytest.mark.slow
resource = pytest.importorskip("resource", reason="no limits of that kind on this system")


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no processes of that kind on this system")
@pytest.mark.parametrize("name", TASKS)
def test_whoever_is_killed_loses_nothing(name: str, tmp_path: Path) -> None:
    assert kill(TASKS[name](tmp_path), 8) > 0


def _without_room(work: Callable[[], None], most: int) -> None:
    """Do something in a process of its own that can write no file larger than so many bytes."""
    child = os.fork()
    if child == 0:
        try:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # as a full disk, an error and no signal
            resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
            work()
        except BaseException:  # nothing of the parent may run in the child
            sys.excepthook(*sys.exc_info())
            os._exit(4)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == 0


@pytest.mark.skipif(sys.platform == "win32", reason="no limit of that kind on this system")
class TestFullDisk:
    def test_an_import_ends_with_the_reason_and_goes_on_when_there_is_room(
        self, tmp_path: Path
    ) -> None:
        texts, intake = tmp_path / "texts", tmp_path / "library"
        texts.mkdir()
        (texts / "a.txt").write_text("A small tale.", encoding="utf-8")
        (texts / "b.txt").write_text("\n\n".join(story(1, 60)), encoding="utf-8")

        def work() -> None:
            with pytest.raises(LibraryError, match=r"b\.json: cannot be written: File too large"):
                list(import_files(files([texts]), Intake(intake, ())))

        _without_room(work, 4096)
        loaded, errors = load(intake)
        assert [text.id for text in loaded] == ["a"]
        assert errors == []
        assert not list(intake.glob(".*.tmp"))
        list(import_files(files([texts]), Intake(intake, ())))
        assert [text.id for text in load(intake)[0]] == ["a", "b"]

    def test_a_place_that_finds_no_room_leaves_the_others(self, tmp_path: Path) -> None:
        data = dataset.read(dataset.default_folder())

        def add(name: str) -> None:
            item = drafting.draft(name, (51.5, 43.5), countries=("KZ",))
            userlayers.add(item, userlayers.MINE, data, tmp_path)

        add("Heron Quay")
        before = (tmp_path / "my-places.geojson").read_bytes()

        def work() -> None:
            with pytest.raises(LibraryError, match="cannot be written: File too large"):
                add("Gull Quay")

        _without_room(work, len(before) + 10)
        assert (tmp_path / "my-places.geojson").read_bytes() == before

    def test_a_cache_without_room_is_said_and_kept_in_memory(self, tmp_path: Path) -> None:
        home = Home(tmp_path)
        (home.folder / "tale.txt").write_text("\n\n".join(story(1, 9)), encoding="utf-8")

        def work() -> None:
            atlas = home.open()
            assert told(atlas) == told(home.anew())
            assert "kept in memory" in home.remarks[0]

        _without_room(work, 20_000)
        assert not list(home.cache.glob("*.tmp"))
        assert told(home.open()) == told(home.anew())
        assert home.remarks == []


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "library"
    folder.mkdir(mode=0o555)
    (tmp_path / "a.txt").write_text("A small tale.", encoding="utf-8")
    with pytest.raises(LibraryError, match=r"library.*cannot be written: Permission denied"):
        list(import_files([tmp_path / "a.txt"], Intake(folder, ())))


def test_two_imports_at_once_lose_nothing(tmp_path: Path) -> None:
    tasks = Importing(tmp_path)
    children = []
    for _ in range(2):
        child = os.fork()
        if child == 0:
            try:
                tasks.work()
            except BaseException:
                sys.excepthook(*sys.exc_info())
                os._exit(4)
            os._exit(0)
        children.append(child)
    assert [os.waitpid(child, 0)[1] for child in children] == [0, 0]
    texts, errors = load(tasks.library)
    assert errors == []
    assert {text.paragraphs for text in texts} == {
        text.paragraphs for path in files([tasks.texts]) for text in read(path)
    }
