"""Kills imports, saves and builds of the cache at random moments, and looks at what is left.

``python tests/killing.py 200`` kills two hundred times in all; the tests do it a few times.
"""

import json
import os
import random
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from making import story
from storing import Home, told

from corridors.errors import LibraryError
from corridors.geodata import dataset
from corridors.library import disk
from corridors.library.importing import import_files
from corridors.library.intake import Intake
from corridors.places import drafting, userlayers

FILES = 500


class Importing:
    """An import of many files."""

    longest = 0.4

    def __init__(self, root: Path) -> None:
        self.texts, self.library = root / "texts", root / "library"
        self.texts.mkdir()
        for number in range(FILES):
            words = "\n\n".join([f"By Ada Example\n\nTale {number}.", *story(number, 3)])
            (self.texts / f"tale-{number}.txt").write_text(words, encoding="utf-8")
        self.whole = 0

    def work(self) -> None:
        for _ in import_files(disk.files([self.texts]), Intake(self.library, ())):
            pass

    def check(self) -> None:
        texts, errors = disk.load(self.library)
        assert errors == []
        assert all(len(text.paragraphs) == 4 for text in texts)
        assert len(texts) >= self.whole, "articles that were stored are gone"
        self.whole = len(texts)

    def finish(self) -> None:
        self.work()
        self.check()
        assert self.whole == FILES


class Saving:
    """Places of the user's own, added one after the other."""

    longest = 0.15

    def __init__(self, root: Path) -> None:
        self.folder, self.said = root / "layers", root / "said"
        self.data = dataset.read(dataset.default_folder())
        self.number = 0

    def work(self) -> None:
        while True:
            with self.said.open("a", encoding="utf-8") as file:
                file.write(self._add() + "\n")

    def _add(self) -> str:
        name = f"Quay {random.randrange(10**12)}"
        item = drafting.draft(name, (51.5, 43.5), kind="place", aliases=(), countries=("KZ",))
        return userlayers.add(item, userlayers.MINE, self.data, self.folder).feature

    def check(self) -> None:
        path = self.folder / "my-places.geojson"
        if not path.exists():
            return
        read = userlayers.joined(self.data, self.folder)
        assert read.faults == self.data.faults
        there = {feature.id for layer in read.layers for feature in layer.features}
        said = self.said.read_text(encoding="utf-8").split() if self.said.exists() else []
        assert set(said) <= there, "places that were saved are gone"
        self.number = len(json.loads(path.read_bytes())["features"])
        if self.number > 150:  # checked: each of many would take ever longer
            path.unlink()
            self.said.unlink()

    def finish(self) -> None:
        self._add()
        self.check()


class Building:
    """The cache of the assembled articles."""

    longest = 0.25

    def __init__(self, root: Path) -> None:
        self.home = Home(root)
        intake = Intake(self.home.library, ())
        for number in range(60):
            path = root / "tale.txt"
            words = [f"{text} It lay in Mole Harbour." for text in story(number, 4)]
            path.write_text("\n\n".join(words), encoding="utf-8")
            for _ in import_files([path], intake):
                pass
        self.anew = told(self.home.anew())

    def work(self) -> None:
        self.home.open()
        for path in self.home.files():  # begun anew, for as long as nobody ends it
            path.unlink()
        self.work()

    def check(self) -> None:
        for path in self.home.files():
            assert path.stat().st_size > 0

    def finish(self) -> None:
        assert told(self.home.open()) == self.anew
        assert self.home.remarks == []
        assert not list(self.home.cache.glob("*.tmp"))
        assert not list(self.home.cache.glob(".*.tmp"))


TASKS: dict[str, Callable[[Path], Importing | Saving | Building]] = {
    "import": Importing,
    "save": Saving,
    "cache": Building,
}


def kill(task: Importing | Saving | Building, times: int, seed: int = 0) -> int:
    """Begin a task so many times and kill it each time; return how often it was at work then."""
    chance, at_work = random.Random(seed), 0
    for _ in range(times):
        child = os.fork()
        if child == 0:
            try:
                task.work()
            except LibraryError as error:
                print(error, file=sys.stderr)
                os._exit(3)
            except BaseException:  # nothing of the parent may run in the child
                sys.excepthook(*sys.exc_info())
                os._exit(4)
            os._exit(0)
        time.sleep(chance.uniform(0.0, task.longest))
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        assert os.waitstatus_to_exitcode(status) in (0, -signal.SIGKILL)
        at_work += os.waitstatus_to_exitcode(status) != 0
        task.check()
    task.finish()
    return at_work


if __name__ == "__main__":
    total = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    for name, make in TASKS.items():
        begin, count, whole = time.monotonic(), 0, 0
        share = -(-total // len(TASKS))
        while count < share:  # anew, for a finished import leaves nothing to kill
            with TemporaryDirectory() as root:
                part = min(10, share - count)
                whole += kill(make(Path(root)), part, seed=count)
                count += part
        seconds = time.monotonic() - begin
        print(
            f"{name}: ended {count} times, {whole} while at work, in {seconds:.0f} s; nothing lost"
        )
