"""The table of article formats: what stands in it, and all that reads it."""

import doctest
import inspect
import pkgutil
import re
import runpy
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import making
import pytest
from click.testing import CliRunner
from driving import ROOT
from streamlit.testing.v1 import AppTest
from test_fetching import Site, answer, fetcher

from corridors.articles import formats
from corridors.articles.formats import FORMATS, ArticleFormat, Reader, book, pdf, plain, web, word
from corridors.articles.parsing import parse
from corridors.cli import library as cli_library
from corridors.errors import FetchError
from corridors.library import disk

READERS: dict[str, Reader] = {"book": book, "pdf": pdf, "plain": plain, "web": web, "word": word}
EPUB = b"PK\x03\x04" + bytes(26) + b"mimetypeapplication/epub+zip"
KNOTS = '''
from corridors.articles.formats.drafts import Draft, Head, from_lines


def drafts(content: bytes, name: str) -> list[Draft]:
    """Read a rope whose knots are commas."""
    return from_lines(content.removeprefix(b"ROPE,").decode().split(","), Head("A rope"))
'''


@pytest.fixture
def knots(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ArticleFormat]:
    """A made-up format, added as any other: by a module and an entry."""
    folder = tmp_path / "formats"
    folder.mkdir()
    (folder / "knots.py").write_text(KNOTS, encoding="utf-8")
    made = ArticleFormat("knots", "knots", {".knots": "text/x-knots"}, b"ROPE,")
    monkeypatch.setattr(formats, "__path__", [*formats.__path__, str(folder)])
    monkeypatch.setattr(formats, "FORMATS", (*FORMATS, made))
    yield made
    sys.modules.pop(f"{formats.__name__}.knots", None)


class TestTable:
    @pytest.mark.parametrize("known", FORMATS, ids=lambda known: known.module)
    def test_each_module_gives_what_the_contract_asks(self, known: ArticleFormat) -> None:
        drafts = known.reader().drafts
        assert drafts is READERS[known.module].drafts
        asked = inspect.signature(Reader.drafts)
        assert [*inspect.signature(drafts).parameters] == [*asked.parameters][1:]
        assert drafts.__doc__

    def test_each_module_that_reads_a_format_has_its_entry(self) -> None:
        modules = [module.name for module in pkgutil.iter_modules(formats.__path__)]
        reading = {
            name
            for name in modules
            if "\ndef drafts(" in Path(formats.__path__[0], f"{name}.py").read_text("utf-8")
        }
        assert reading == {known.module for known in FORMATS} == set(READERS)

    def test_no_ending_and_no_media_type_means_two_formats(self) -> None:
        assert len(set(formats.endings())) == len(formats.endings())
        for kind, ending in formats.media_types().items():
            assert [known for known in FORMATS if kind in known.endings.values()] == [
                formats.named(f"a{ending}")
            ]

    def test_readme_names_them(self) -> None:
        readme = (ROOT / "README.md").read_text(encoding="utf-8").casefold()
        [formats_line] = re.findall(r"\n([^\n]+) all work, with one article or several", readme)
        for known in FORMATS:
            for title in known.title.casefold().split(", "):
                assert title in formats_line

    @pytest.mark.parametrize(
        ("content", "name", "module"),
        [
            (b"", "a", "plain"),
            (b"A ferry came.", "a.md", "plain"),
            (b"\xef\xbb\xbf\n <!DOCTYPE html>", "a", "web"),
            (b"\xef\xbb\xbf\n <!DOCTYPE html>", "a.TXT", "plain"),
            (b"A ferry came.", "a.HTM", "web"),
            (b"<html>", "a.pdf", "pdf"),
            (b"%PDF-1.7", "a.docx", "pdf"),
            (EPUB, "a", "book"),
            (EPUB, "a.docx", "word"),
            (making.zipped({"word/document.xml": ""}), "a.txt", "word"),
            (making.zipped({"META-INF/container.xml": ""}), "a.epub", "book"),
        ],
    )
    def test_first_bytes_tell_a_format_and_else_the_name(
        self, content: bytes, name: str, module: str
    ) -> None:
        assert formats.recognised(content, name).module == module

    def test_the_examples_hold(self) -> None:
        assert doctest.testmod(formats).failed == 0


@pytest.mark.usefixtures("knots")
class TestNewFormat:
    ROPE = b"ROPE,A ferry came.,,It left again."

    def test_is_read_by_its_name_or_its_first_bytes(self) -> None:
        for name in ("a.knots", "a", "a.txt"):
            [text] = parse(self.ROPE, name)
            assert text.title == "A rope"
            assert [p.text for p in text.paragraphs] == ["A ferry came.", "It left again."]

    def test_is_found_in_a_folder_and_told_in_the_help_of_import(self, tmp_path: Path) -> None:
        path = tmp_path / "a.knots"
        path.write_bytes(self.ROPE)
        assert disk.files([tmp_path]) == [path]
        command = runpy.run_path(cli_library.__file__)["import_"]
        assert "EPUB and knots" in " ".join(CliRunner().invoke(command, ["--help"]).output.split())

    def test_is_asked_for_and_fetched(self) -> None:
        with closing(Site()) as site:
            site.pages["/rope.knots"] = answer(self.ROPE, "text/x-knots")
            site.pages["/picture"] = answer("", "image/png")
            page = fetcher().page(f"{site.url}/rope.knots")
            assert (page.name, page.content) == ("rope.knots", self.ROPE)
            assert "text/x-knots" in site.requests[-1][1]["Accept"]
            with pytest.raises(FetchError, match=r"image/png \(expected HTML, .* EPUB or knots\)"):
                fetcher().page(f"{site.url}/picture")

    def test_can_be_uploaded(self) -> None:
        page = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60).run()
        assert not page.exception
        [upload] = page.get("file_uploader")
        assert ".knots" in upload.proto.type
        assert "EPUB or knots" in upload.proto.help
