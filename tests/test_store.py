"""The cache of assembled articles: what it answers, and that it can break, go and come."""

import contextlib
import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import making
import pytest
from atlases import LAYERS
from hypothesis import given, settings
from hypothesis import strategies as st
from storing import LINKER, Home, told
from test_articles import known

from corridors.articles.recognition import fingerprint
from corridors.errors import StoreError
from corridors.library.disk import store as store_text
from corridors.library.sources import sources
from corridors.linking.corrections import Correction, Corrections
from corridors.model import Paragraph, Text
from corridors.store.cache import Cache
from corridors.store.syncing import Inputs

STORY = making.story(1)
NAMES = ("", " It lay in Mole Harbour.", " The Song Line is long. A quay at Mole waits.")


def words(seed: int, length: int) -> list[str]:
    return [f"{text}{NAMES[(seed + at) % 3]}" for at, text in enumerate(making.story(seed, length))]


def text(name: str, paragraphs: list[str], title: str | None = None) -> Text:
    made = tuple(Paragraph(n, "body", words) for n, words in enumerate(paragraphs, 1))
    return Text(name, made, title=title)


class Clock:
    """Gives each file that is written another time, long ago."""

    def __init__(self) -> None:
        self.now = 1_000_000_000

    def set(self, path: Path) -> None:
        self.now += 1
        os.utime(path, (self.now, self.now))


CLOCK = Clock()


def put(home: Home, made: Text) -> None:
    store_text(made, home.library)
    CLOCK.set(home.library / f"{made.id}.json")


@pytest.fixture
def home(tmp_path: Path) -> Home:
    made = Home(tmp_path)
    for seed in range(4):
        put(made, text(f"story-{seed}", words(seed, 3)))
    return made


class TestStarting:
    def test_what_is_in_line_is_neither_read_nor_linked_again(self, home: Home) -> None:
        first = told(home.open())
        assert home.linked() == 4
        assert told(home.open()) == first
        assert home.steps == []

    def test_one_new_article_is_linked_alone(self, home: Home) -> None:
        home.open()
        put(home, text("another", words(9, 4)))
        atlas = home.open()
        assert home.steps == [("Reading", 1, 1), ("Linking", 1, 1)]
        assert told(atlas) == told(home.anew())

    def test_other_rules_link_all_anew(self, home: Home) -> None:
        home.open()
        home.open(rules="others")
        assert home.linked() == 4

    def test_only_the_last_used_stores_are_kept(self, home: Home) -> None:
        for number in range(7):
            home.open(rules=str(number))
            CLOCK.set(home.files()[-1])
        assert len(home.files()) == 4

    def test_a_file_that_cannot_be_read_is_named_from_the_cache_too(self, home: Home) -> None:
        (home.folder / "bad.txt").write_bytes(b"\xff")
        for _ in range(2):
            [store, *_] = home.open()._stores
            [fault] = store.faults()
            assert "bad.txt" in fault

    def test_an_older_atlas_goes_on_while_articles_come_and_go(self, home: Home) -> None:
        atlas = home.open()
        (home.library / "story-0.json").unlink()
        put(home, text("another", words(9, 4)))
        home.open()
        assert "another" in atlas.articles
        assert "story-0" not in atlas.articles


class TestBreaking:
    def test_a_cache_that_was_deleted_is_made_anew(self, home: Home) -> None:
        first = told(home.open())
        home.files()[0].unlink()
        assert told(home.open()) == first
        assert home.remarks == []

    def test_an_atlas_outlives_its_cache(self, home: Home) -> None:
        atlas = home.open()
        first = told(atlas)
        for path in home.cache.iterdir():
            path.unlink()
        assert told(atlas) == first

    @pytest.mark.parametrize("content", [b"", b"nothing", b"SQLite format 3\0" + b"\1" * 5000])
    def test_a_broken_cache_is_named_and_made_anew(self, home: Home, content: bytes) -> None:
        first = told(home.open())
        home.files()[0].write_bytes(content)
        assert told(home.open()) == first
        assert [str(home.files()[0]) in remark for remark in home.remarks] == [True]
        assert told(home.open()) == first
        assert home.remarks == []

    def test_one_that_breaks_while_it_is_read_is_named_and_made_anew(self, home: Home) -> None:
        first = told(home.open())
        [path] = home.files()
        whole = path.read_bytes()
        path.write_bytes(whole[:8192] + b"\7" * (len(whole) - 8192))
        with pytest.raises(StoreError, match=path.name):
            told(home.open())
        assert told(home.open()) == first

    @pytest.mark.parametrize(
        "damage",
        [
            "UPDATE passage SET text = x'80'",
            "UPDATE passage SET rest = '['",
            "UPDATE link SET mentions = '[[0, 1]]' WHERE mentions IS NOT NULL",
            "UPDATE article SET record = '{}'",
        ],
    )
    def test_a_row_of_which_nothing_can_be_made_is_a_broken_cache(
        self, home: Home, damage: str
    ) -> None:
        first = told(home.open())
        with contextlib.closing(sqlite3.connect(home.files()[0])) as connection, connection:
            connection.execute(damage)
        with pytest.raises(StoreError, match="the cache is broken"):
            told(home.open())
        assert told(home.open()) == first

    def test_one_that_breaks_is_made_anew_where_it_is_to_be_changed(self, home: Home) -> None:
        home.open()
        [path] = home.files()
        whole = path.read_bytes()
        path.write_bytes(whole[:8192] + b"\7" * (len(whole) - 8192))
        put(home, text("another", words(9, 4)))
        atlas = home.open()
        assert [str(path) in remark for remark in home.remarks] == [True]
        assert told(atlas) == told(home.anew())
        assert home.files() == [path]

    def test_a_cache_cut_short_is_never_taken_for_a_whole_one(self, home: Home) -> None:
        first = told(home.open())
        [path] = home.files()
        path.write_bytes(path.read_bytes()[:-8192])
        for _ in range(3):
            try:
                assert told(home.open()) == first
            except StoreError:
                continue
        assert told(home.open()) == first

    def test_without_a_place_for_it_all_is_kept_in_memory(self, home: Home) -> None:
        first = told(home.open())
        place = home.cache.parent / "file"
        place.write_text("")
        assert told(home.open(cache=place)) == first
        assert [str(place) in remark for remark in home.remarks] == [True]

    def test_one_that_can_be_read_and_not_written_is_used(
        self, home: Home, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        first = told(home.open())

        def refused(*_: object) -> None:
            raise PermissionError(13, "Permission denied")

        monkeypatch.setattr(os, "utime", refused)
        assert told(home.open()) == first
        assert (home.remarks, home.steps) == ([], [])


def apart(code: str, home: Home) -> subprocess.Popen[str]:
    """Run a line of this module in a process of its own."""
    line = f"import sys; from test_store import *; root = Path(sys.argv[1]); {code}"
    return subprocess.Popen(
        [sys.executable, "-c", line, str(home.library.parent)],
        cwd=Path(__file__).parent,
        stdout=subprocess.PIPE,
        text=True,
    )


@pytest.mark.slow
class TestProcesses:
    def test_two_at_once_make_one_store_and_lose_nothing(self, home: Home) -> None:
        both = [apart("print(len(Home(root).open().articles))", home) for _ in range(2)]
        assert [process.communicate()[0].strip() for process in both] == ["4", "4"]
        assert len(home.files()) == 1
        assert told(home.open()) == told(home.anew())
        assert home.steps == []

    @pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no such signal on this system")
    @pytest.mark.parametrize("there", [False, True])
    def test_one_that_is_killed_leaves_no_half_store(self, home: Home, there: bool) -> None:
        if there:
            home.open()
            put(home, text("another", words(9, 4)))
        process = apart("killed(root)", home)
        process.communicate()
        assert process.returncode == -signal.SIGKILL
        assert told(home.open()) == told(home.anew())
        assert [p for p in home.cache.iterdir() if p.name.endswith((".tmp", "-journal"))] == []


def killed(root: Path) -> None:
    """Open, and be killed half way through the linking."""

    home = Home(root)

    def step(what: str, done: int, of: int) -> None:
        if what == "Linking":
            os.kill(os.getpid(), signal.SIGKILL)

    files, _ = sources(home.library, home.folder)
    inputs = Inputs((), files, home.corrections, lambda: LINKER)
    Cache(home.cache).open([str(home.library)], "rules", inputs, step)


STEPS = st.tuples(
    st.sampled_from(["add", "edit", "title", "remove", "copy", "part", "known", "file", "unfile"]),
    st.integers(0, 4),
    st.integers(0, 4),
)


def step(home: Home, what: str, one: int, other: int) -> None:
    """Change something as a user may."""
    name = f"a-{other}" if other % 2 else f"story-{other}"
    path = home.library / f"{name}.json"
    if what == "add":
        put(home, text(name, words(one, 4)))
    elif what == "edit":
        put(home, text(name, [*words(one, 4)[1:], f"Another line of Mole Harbour. {other}"]))
    elif what == "title":
        put(home, text(name, words(one, 4), f"Title {one}"))
    elif what == "remove":
        path.unlink(missing_ok=True)
    elif what == "copy":
        put(home, text(f"copy-{other}", words(one, 4), f"Copy {other}"))
    elif what == "part":
        put(home, text(name, words(one, 4)[: 1 + other]))
    elif what == "known":
        put(home, text(name, STORY[other:]))
    elif what == "file":
        file = home.folder / f"{name}.txt"
        file.write_text("\n\n".join(words(one, 3)))
        CLOCK.set(file)
    else:
        (home.folder / f"{name}.txt").unlink(missing_ok=True)


@pytest.mark.slow
@settings(max_examples=40)
@given(st.lists(STEPS, min_size=1, max_size=12))
def test_step_by_step_is_the_same_as_made_from_nothing(steps: list[tuple[str, int, int]]) -> None:
    with TemporaryDirectory() as folder:
        home = Home(Path(folder), [known(STORY), known(["Other."], "story-2")])
        for number, one in enumerate(steps):
            step(home, *one)
            if number % 2:
                home.open()
        after = told(home.open())
        assert after == told(home.anew())
        assert after == told(home.open(cache=Path(folder) / "other cache"))


def test_a_correction_links_only_its_article_again(home: Home) -> None:
    home.open()
    one = Correction("exercise-drill", "story-1#2", None, "it does", "add[0]")
    other = Correction("port-mole", None, fingerprint(words(2, 3)[0]), None, "remove[0]")
    home.corrections = (Corrections(), Corrections((one,), (other,)))
    atlas = home.open()
    assert home.linked() == 2
    assert told(atlas) == told(home.anew())
    assert [link.passage for link in atlas.links_to("exercise-drill")] == ["story-1#2"]


def test_the_layers_of_the_tests_have_links(home: Home) -> None:
    atlas = home.open()
    assert {key for key in atlas.features if atlas.count_to(key)} >= {"port-mole", "corridor-songs"}
    assert atlas.layers == LAYERS


def test_a_database_of_a_later_form_is_no_cache_of_ours(home: Home) -> None:
    home.open()
    [path] = home.files()
    path.unlink()
    with sqlite3.connect(path) as made:
        made.execute("CREATE TABLE about (key TEXT, value TEXT)")
    made.close()
    assert told(home.open()) == told(home.anew())
