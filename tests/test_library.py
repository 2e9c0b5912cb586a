"""The user's store of texts, and folders of article files."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridors.articles.parsing import parse
from corridors.errors import ArticleError, LibraryError
from corridors.library.disk import default_folder, files, load, read_folder, save
from corridors.model import Paragraph, Text

FERRY = parse("By Ada Example\n\nA ferry came to Öland.\n\nIt left.\n".encode(), "ferry.txt")[0]
LATER = replace(FERRY, paragraphs=FERRY.paragraphs[:1])


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


class TestSaving:
    def test_what_is_saved_is_loaded(self, tmp_path: Path) -> None:
        assert save(FERRY, tmp_path / "new" / "library")
        assert load(tmp_path / "new" / "library") == ([FERRY], [])

    def test_the_file_is_readable_json_named_by_the_id(self, tmp_path: Path) -> None:
        save(FERRY, tmp_path)
        content = (tmp_path / "ferry.json").read_text(encoding="utf-8")
        assert "Öland" in content
        assert json.loads(content)["format"] == 2

    def test_a_library_of_the_first_format_is_read(self, tmp_path: Path) -> None:
        (tmp_path / "ferry.json").write_text(
            '{"format": 1, "id": "ferry", "title": "A Ferry", "author": null, "source": "f.txt",'
            ' "paragraphs": [{"number": 1, "section": "body", "text": "It came."}]}'
        )
        [text], errors = load(tmp_path)
        assert (text.title, text.date, text.url, errors) == ("A Ferry", None, None, [])
        assert text.paragraphs[0].text == "It came."

    def test_saving_the_same_words_again_writes_nothing(self, tmp_path: Path) -> None:
        save(FERRY, tmp_path)
        before = (tmp_path / "ferry.json").stat()
        assert not save(replace(FERRY, source="copy.txt"), tmp_path)
        after = (tmp_path / "ferry.json").stat()
        assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)
        assert names(tmp_path) == ["ferry.json"]

    def test_other_words_under_an_unknown_id_are_stored_beside(self, tmp_path: Path) -> None:
        saved = [save(text, tmp_path) for text in (FERRY, LATER, LATER, FERRY)]
        assert saved == [True, True, False, False]
        assert load(tmp_path) == ([FERRY, replace(LATER, id="ferry-2")], [])

    def test_newer_words_replace_those_of_a_known_article(self, tmp_path: Path) -> None:
        save(FERRY, tmp_path, known=True)
        assert save(LATER, tmp_path, known=True)
        assert load(tmp_path) == ([LATER], [])

    def test_who_reads_the_old_words_reads_them_to_the_end(self, tmp_path: Path) -> None:
        save(FERRY, tmp_path, known=True)
        with (tmp_path / "ferry.json").open("rb", buffering=0) as reader:
            start = reader.read(20)
            save(LATER, tmp_path, known=True)
            old = json.loads(start + reader.read())
        assert len(old["paragraphs"]) == len(FERRY.paragraphs)

    @pytest.mark.parametrize(
        "text_id", ["", "..", "../up", "a/b", "/etc/x", r"a\b", ".hidden", "a\0", "C:x", "a" * 101]
    )
    def test_no_id_leads_out_of_the_folder(self, tmp_path: Path, text_id: str) -> None:
        folder = tmp_path / "library"
        with pytest.raises(LibraryError, match="cannot name a file"):
            save(replace(FERRY, id=text_id), folder)
        assert names(tmp_path) == []

    def test_a_folder_that_cannot_be_made_is_named(self, tmp_path: Path) -> None:
        (tmp_path / "file").write_text("")
        with pytest.raises(LibraryError, match=r"ferry\.json: cannot be written"):
            save(FERRY, tmp_path / "file" / "library")


@contextmanager
def full_disk() -> Iterator[None]:
    """Let no file grow beyond a hundred bytes."""
    resource = pytest.importorskip("resource")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


class TestInterruptions:
    def test_a_write_that_fails_leaves_the_old_words_whole(self, tmp_path: Path) -> None:
        save(FERRY, tmp_path, known=True)
        with full_disk(), pytest.raises(LibraryError, match="cannot be written"):
            save(LATER, tmp_path, known=True)
        assert names(tmp_path) == ["ferry.json"]
        assert load(tmp_path) == ([FERRY], [])

    def test_a_name_that_cannot_be_taken_leaves_nothing_behind(self, tmp_path: Path) -> None:
        (tmp_path / "ferry.json").mkdir()
        with pytest.raises(LibraryError, match="cannot be written"):
            save(FERRY, tmp_path, known=True)
        assert names(tmp_path) == ["ferry.json"]

    def test_a_half_written_file_left_by_a_crash_is_ignored(self, tmp_path: Path) -> None:
        save(FERRY, tmp_path)
        (tmp_path / ".abc.tmp").write_text('{"format": 1, "par')
        assert load(tmp_path) == ([FERRY], [])


class TestLoading:
    def test_a_missing_folder_is_an_empty_library(self, tmp_path: Path) -> None:
        assert load(tmp_path / "none") == ([], [])

    def test_a_file_in_place_of_the_folder_is_an_error(self, tmp_path: Path) -> None:
        (tmp_path / "library").write_text("")
        texts, [error] = load(tmp_path / "library")
        assert texts == []
        assert "cannot be read" in str(error)

    @pytest.mark.parametrize(
        ("content", "said"),
        [
            (b"", "not JSON"),
            (b'{"format": 1,', "not JSON"),
            (b"\xff\xfe\x00", "not JSON"),
            (b"[" * 100_000, "not JSON"),
            (b"[]", "format None"),
            (b'{"format": [1]}', "format .1."),
            (b'{"format": 3}', r"format 3 \(this version reads up to 2\)"),
            (b'{"format": 1, "id": "broken"}', "field 'paragraphs' is missing"),
            (b'{"format": 1, "id": 7, "paragraphs": []}', "7 is not a string"),
            (b'{"format": 1, "id": "broken", "paragraphs": 3}', "not an article"),
            (b'{"format": 1, "id": "broken", "paragraphs": ["a"]}', "not an article"),
            (b'{"format": 2, "id": "broken", "date": "soon", "paragraphs": []}', "date 'soon'"),
            (b'{"format": 1, "id": "other", "paragraphs": []}', "holds the article 'other'"),
            (b'{"format": 1, "id": "broken", "title": 1, "paragraphs": []}', "1 is not a string"),
            (
                b'{"format": 1, "id": "broken", "paragraphs": '
                b'[{"number": 2, "section": "body", "text": "A"}]}',
                "paragraph 1 has number 2",
            ),
            (
                b'{"format": 1, "id": "broken", "paragraphs": '
                b'[{"number": 1, "section": "attic", "text": "A"}]}',
                "section 'attic'",
            ),
            (
                b'{"format": 1, "id": "broken", "paragraphs": '
                b'[{"number": 1, "section": "body", "text": "\\ud800"}]}',
                "not an article",
            ),
        ],
    )
    def test_a_broken_file_is_named_and_the_others_load(
        self, tmp_path: Path, content: bytes, said: str
    ) -> None:
        save(FERRY, tmp_path)
        (tmp_path / "broken.json").write_bytes(content)
        texts, [error] = load(tmp_path)
        assert texts == [FERRY]
        assert error.args[0].startswith(str(tmp_path / "broken.json"))
        with pytest.raises(LibraryError, match=said):
            raise error

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes on this system")
    def test_a_pipe_does_not_hold_the_library_up(self, tmp_path: Path) -> None:
        os.mkfifo(tmp_path / "pipe.json")
        texts, [error] = load(tmp_path)
        assert (texts, str(error)) == ([], f"{tmp_path / 'pipe.json'}: not a file")

    def test_a_name_that_is_taken_by_a_folder_is_passed_over(self, tmp_path: Path) -> None:
        (tmp_path / "ferry.json").mkdir()
        assert save(FERRY, tmp_path)
        assert names(tmp_path) == ["ferry-2.json", "ferry.json"]

    def test_a_broken_file_is_never_overwritten_by_an_unknown_article(self, tmp_path: Path) -> None:
        (tmp_path / "ferry.json").write_text('{"format": 3}')
        assert save(FERRY, tmp_path)
        assert (tmp_path / "ferry.json").read_text() == '{"format": 3}'
        assert [text.id for text in load(tmp_path)[0]] == ["ferry-2"]


ANY_TEXT = st.text(st.characters(exclude_categories=()))


@given(st.lists(ANY_TEXT), st.none() | ANY_TEXT)
def test_any_words_are_stored_to_the_letter_or_refused(words: list[str], title: str | None) -> None:
    paragraphs = tuple(Paragraph(n, "body", text) for n, text in enumerate(words, 1))
    text = Text("any", paragraphs, title=title, date="2025-09", url="https://example.org/")
    whole = not any(
        "\ud800" <= character <= "\udfff" for character in "".join([title or "", *words])
    )
    with TemporaryDirectory() as name:
        folder = Path(name)
        if whole:
            assert save(text, folder)
            assert load(folder) == ([text], [])
            assert not save(text, folder)
        else:
            with pytest.raises(LibraryError, match="surrogate"):
                save(text, folder)
            assert names(folder) == []


@given(st.binary() | st.text().map(lambda text: json.dumps({"format": 1, text: text}).encode()))
def test_whatever_a_stored_file_holds_loading_goes_on(content: bytes) -> None:
    with TemporaryDirectory() as name:
        (Path(name) / "any.json").write_bytes(content)
        texts, errors = load(Path(name))
        assert len(texts) + len(errors) == 1


class TestFolders:
    def test_the_environment_names_the_library(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("CORRIDORS_LIBRARY", "somewhere")
        assert default_folder() == Path("somewhere")
        monkeypatch.delenv("CORRIDORS_LIBRARY")
        assert default_folder().parts[-2:] == ("corridors", "articles")

    def test_a_folder_stands_for_the_articles_below_it(self, tmp_path: Path) -> None:
        kept = ("a.MD", "b.txt", "c.pdf", "d.html", "e.docx", "f.epub", "sub/g.md")
        for name in (*kept, "h.png", ".i.txt", ".git/j.txt", "d_files/k.html"):
            (tmp_path / name).parent.mkdir(exist_ok=True)
            (tmp_path / name).write_text("A ferry came.")
        assert files([tmp_path]) == [tmp_path / name for name in kept]

    def test_a_file_is_taken_whatever_its_name_and_once(self, tmp_path: Path) -> None:
        path = tmp_path / "notes.text"
        path.write_text("A ferry came.")
        assert files([path, path]) == [path]

    def test_links_are_followed_only_within_the_folder(self, tmp_path: Path) -> None:
        inside, outside = tmp_path / "inside", tmp_path / "outside"
        for folder in (inside, outside):
            folder.mkdir()
            (folder / "a.txt").write_text("A ferry came.")
        (inside / "b.txt").symlink_to(inside / "a.txt")
        (inside / "c.txt").symlink_to(outside / "a.txt")
        (inside / "d.txt").symlink_to(inside / "none.txt")
        (inside / "e.txt").symlink_to(inside / "e.txt")
        (inside / "sub").symlink_to(outside)
        assert files([inside]) == [inside / "a.txt", inside / "b.txt"]

    @pytest.mark.parametrize("name", ["none.txt", "a\0b", "a" * 300])
    def test_a_path_that_is_not_there_is_an_error(self, tmp_path: Path, name: str) -> None:
        with pytest.raises(ArticleError, match="cannot be read"):
            files([tmp_path / name])

    def test_one_bad_file_does_not_stop_a_folder(self, tmp_path: Path) -> None:
        (tmp_path / "bad.txt").write_bytes(b"\xff")
        (tmp_path / "good.txt").write_text("A ferry came.")
        texts, [error] = read_folder(tmp_path)
        assert [text.id for text in texts] == ["good"]
        assert "bad.txt" in str(error)

    def test_a_missing_folder_of_articles_is_an_error(self, tmp_path: Path) -> None:
        texts, [error] = read_folder(tmp_path / "none")
        assert texts == []
        assert "No such file" in str(error)
