"""Articles put into the library: copies known again, thousands of files, nothing lost."""

import doctest
from dataclasses import replace
from pathlib import Path

import making
import pytest
from test_articles import known

from corridors.articles.parsing import parse
from corridors.errors import LibraryError
from corridors.library import intake as module
from corridors.library.disk import load, store
from corridors.library.importing import import_files
from corridors.library.intake import Intake, edited
from corridors.model import Text

STORY = making.story(1)


def text(paragraphs: list[str], name: str = "heron.txt", author: str = "") -> Text:
    byline = f"By {author}\n\n" if author else ""
    [made] = parse((byline + "\n\n".join(paragraphs)).encode(), name)
    return made


def stored(folder: Path) -> dict[str, Text]:
    texts, errors = load(folder)
    assert errors == []
    return {one.id: one for one in texts}


class TestCopies:
    def test_the_same_article_from_two_sources_is_stored_once(self, tmp_path: Path) -> None:
        intake = Intake(tmp_path, [])
        assert intake.keep(text(STORY)).done == "stored"
        page = making.article_page("A Heron Comes", making.body("Ada Example", STORY))
        kept = intake.keep(parse(page.encode(), "saved.html")[0])
        assert (kept.id, kept.twin) == ("heron", True)
        assert list(stored(tmp_path)) == ["heron"]

    def test_what_only_the_copy_says_is_added(self, tmp_path: Path) -> None:
        intake = Intake(tmp_path, [])
        intake.keep(replace(text(STORY), title="A Heron"))
        kept = intake.keep(replace(text(STORY, "b.txt"), title="Herons!", date="2025-09-22"))
        assert kept.done == "completed"
        assert (stored(tmp_path)["heron"].title, stored(tmp_path)["heron"].date) == (
            "A Heron",
            "2025-09-22",
        )
        assert intake.keep(text(STORY, "c.txt")).done == "already there"

    def test_the_fuller_copy_is_kept_in_either_order(self, tmp_path: Path) -> None:
        for number, order in enumerate(((STORY, STORY[:5]), (STORY[:5], STORY))):
            intake = Intake(tmp_path / str(number), [])
            for words in order:
                intake.keep(text(words))
            assert len(stored(tmp_path / str(number))["heron"].paragraphs) == len(STORY)

    def test_a_copy_is_known_after_the_library_is_opened_anew(self, tmp_path: Path) -> None:
        Intake(tmp_path, []).keep(text(STORY))
        assert Intake(tmp_path, []).keep(text(STORY, "b.txt")).done == "already there"

    def test_another_article_under_the_same_name_is_stored_beside(self, tmp_path: Path) -> None:
        intake = Intake(tmp_path, [])
        ids = [intake.keep(text(making.story(seed))).id for seed in (1, 2, 3)]
        assert ids == ["heron", "heron-2", "heron-3"]

    def test_what_cannot_be_read_is_never_overwritten(self, tmp_path: Path) -> None:
        (tmp_path / "heron.json").write_text('{"format": 99}')
        assert Intake(tmp_path, []).keep(text(STORY)).id == "heron-2"
        assert (tmp_path / "heron.json").read_text() == '{"format": 99}'


class TestKnownArticles:
    def test_a_copy_is_stored_under_the_articles_id(self, tmp_path: Path) -> None:
        assert Intake(tmp_path, [known(STORY)]).keep(text(STORY)).id == "heron-2001"

    def test_an_excerpt_never_takes_the_place_of_the_whole(self, tmp_path: Path) -> None:
        intake = Intake(tmp_path, [known(STORY)])
        assert intake.keep(text(STORY[:1])).done == "stored"
        assert intake.keep(text(STORY)).done == "stored"
        assert intake.keep(text(STORY[:3])).done == "already there"
        assert len(stored(tmp_path)["heron-2001"].paragraphs) == len(STORY)

    def test_a_newer_version_does(self, tmp_path: Path) -> None:
        intake = Intake(tmp_path, [known(STORY)])
        intake.keep(replace(text(STORY), url="https://example.org/heron"))
        intake.keep(text([*STORY, "A line more."]))
        found = stored(tmp_path)["heron-2001"]
        assert len(found.paragraphs) == len(STORY) + 1
        assert found.url == "https://example.org/heron"

    def test_an_unknown_article_never_takes_a_known_id(self, tmp_path: Path) -> None:
        kept = Intake(tmp_path, [known(STORY)]).keep(text(making.story(2), "heron-2001.txt"))
        assert kept.id == "heron-2001-2"


class TestFolders:
    @pytest.fixture
    def folder(self, tmp_path: Path) -> Path:
        folder = tmp_path / "articles"
        folder.mkdir()
        for seed in range(5):
            (folder / f"a{seed}.txt").write_text("\n\n".join(making.story(seed)))
        (folder / "bad.pdf").write_bytes(b"%PDF-1.7\nnothing")
        return folder

    def test_a_bad_file_is_named_and_passed_over(self, folder: Path, tmp_path: Path) -> None:
        outcomes = list(import_files(sorted(folder.iterdir()), Intake(tmp_path / "lib", [])))
        assert [outcome.path.name for outcome in outcomes if outcome.error] == ["bad.pdf"]
        assert len(stored(tmp_path / "lib")) == 5

    def test_a_second_run_reads_only_what_changed(self, folder: Path, tmp_path: Path) -> None:
        paths = sorted(folder.glob("*.txt"))
        list(import_files(paths, Intake(tmp_path / "lib", [])))
        paths[0].write_text("\n\n".join([*making.story(0), "A line more."]))
        outcomes = list(import_files(paths, Intake(tmp_path / "lib", [])))
        assert [outcome.path for outcome in outcomes if outcome.kept] == paths[:1]
        assert len(stored(tmp_path / "lib")["a0"].paragraphs) == 7
        assert len(stored(tmp_path / "lib")) == 5

    def test_an_interrupted_run_goes_on_where_it_stopped(
        self, folder: Path, tmp_path: Path
    ) -> None:
        paths = sorted(folder.glob("*.txt"))
        first = import_files(paths, Intake(tmp_path / "lib", []))
        done = [next(first) for _ in range(2)]
        del first
        with (tmp_path / "lib" / ".imported.jsonl").open("a") as journal:
            journal.write('\n{"path": "/half a li')
        outcomes = list(import_files(paths, Intake(tmp_path / "lib", [])))
        assert [outcome.path for outcome in outcomes if not outcome.kept] == [o.path for o in done]
        again = list(import_files(paths, Intake(tmp_path / "lib", [])))
        assert not any(outcome.kept for outcome in again)

    def test_an_article_taken_out_of_the_library_comes_back(
        self, folder: Path, tmp_path: Path
    ) -> None:
        paths = sorted(folder.glob("*.txt"))
        list(import_files(paths, Intake(tmp_path / "lib", [])))
        (tmp_path / "lib" / "a3.json").unlink()
        list(import_files(paths, Intake(tmp_path / "lib", [])))
        assert len(stored(tmp_path / "lib")) == 5

    def test_an_edited_title_outlives_a_new_import(self, folder: Path, tmp_path: Path) -> None:
        paths = sorted(folder.glob("*.txt"))
        list(import_files(paths, Intake(tmp_path / "lib", [])))
        store(edited(stored(tmp_path / "lib")["a0"], title="A Heron"), tmp_path / "lib")
        paths[0].touch()
        intake = Intake(tmp_path / "lib", [])
        list(import_files(paths, intake))
        assert stored(tmp_path / "lib")["a0"].title == "A Heron"

    def test_a_journal_that_is_none_is_begun_anew(self, folder: Path, tmp_path: Path) -> None:
        (tmp_path / "lib").mkdir()
        (tmp_path / "lib" / ".imported.jsonl").write_bytes(b'\xff\n[1]\n{"path": 1}\nnull\n"a"')
        outcomes = list(import_files(sorted(folder.glob("*.txt")), Intake(tmp_path / "lib", [])))
        assert all(outcome.kept for outcome in outcomes)


class TestEditing:
    def test_only_what_is_given_changes_and_an_empty_one_goes(self) -> None:
        heron = replace(text(STORY), title="A Heron", author="Ada Example", date="2025")
        changed = edited(heron, author="", date="22 September 2025", url="https://example.org/")
        assert (changed.title, changed.author) == ("A Heron", None)
        assert (changed.date, changed.url) == ("2025-09-22", "https://example.org/")
        assert changed.paragraphs == heron.paragraphs

    @pytest.mark.parametrize(
        ("field", "value"),
        [("date", "soon"), ("date", "2025-13"), ("url", "javascript:alert(1)"), ("url", "heron")],
    )
    def test_what_is_no_date_or_address_is_refused(self, field: str, value: str) -> None:
        with pytest.raises(LibraryError, match=r"is not an? (?:date|address)"):
            edited(text(STORY), **{field: value})

    def test_the_examples_hold(self) -> None:
        assert doctest.testmod(module).failed == 0
