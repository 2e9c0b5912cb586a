"""Article files in every format: the same words, in paragraphs, whatever they came in."""

import doctest
import re
from collections.abc import Callable
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from zipfile import ZipFile

import making
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DecodedStreamObject, NameObject

from corridors.articles.formats import dates, pdf
from corridors.articles.formats.pdf import Line
from corridors.articles.parsing import parse
from corridors.errors import ArticleError
from corridors.model import Text

STORY = making.story(1)


def words(text: Text) -> list[str]:
    return [" ".join(paragraph.text.split()) for paragraph in text.paragraphs]


def one(content: bytes | str, name: str) -> Text:
    [text] = parse(content.encode() if isinstance(content, str) else content, name)
    return text


class TestFrontMatter:
    def test_it_tells_title_author_date_and_address(self) -> None:
        text = one(
            "---\ntitle: A Heron Comes\nauthor: Ada Example\ndate: 22 September 2025\n"
            "url: https://example.org/heron\ntags: [a, b]\n---\n\nIt came.\n",
            "heron.md",
        )
        assert (text.title, text.author) == ("A Heron Comes", "Ada Example")
        assert (text.date, text.url) == ("2025-09-22", "https://example.org/heron")
        assert words(text) == ["It came."]

    def test_several_authors_are_named_in_a_row(self) -> None:
        text = one("---\nauthors:\n - Ada Example\n - name: Ben Sample\n---\nIt came.\n", "a.txt")
        assert text.author == "Ada Example, Ben Sample"

    @pytest.mark.parametrize(
        "block",
        [
            "---\nA heron.\n---\n",
            "---\ncolour: grey\n---\n",
            "---\n[heron: :\n---\n",
            "---\ntitle: A\n",
        ],
    )
    def test_what_is_none_stays_in_the_text(self, block: str) -> None:
        text = one(f"{block}\nIt came.\n", "a.md")
        assert text.title is None
        assert words(text)[-1] == "It came."
        assert len(words(text)) == 2

    @pytest.mark.usefixtures("brief")
    def test_an_alias_bomb_and_a_deep_nest_do_no_harm(self) -> None:
        bomb = "a: &a [x,x]\n" + "".join(
            f"{b}: &{b} [*{a},*{a},*{a},*{a}]\n"
            for a, b in zip("abcdefghij", "bcdefghijk", strict=True)
        )
        for block in (bomb, "title: " + "[" * 50_000):
            assert words(one(f"---\n{block}\n---\n\nIt came.\n", "a.md"))[-1] == "It came."

    @pytest.mark.usefixtures("brief")
    def test_a_bomb_beside_the_title_is_never_unfolded(self) -> None:
        # Sixty lists of two: written out they would have more parts than any memory.
        names = [f"y{i}" for i in range(60)]
        lists = "".join(f"{b}: &{b} [*{a}, *{a}]\n" for a, b in pairwise(names))
        text = one(f"---\ntitle: A Heron\ny0: &y0 [x, x]\n{lists}---\n\nIt came.\n", "a.md")
        assert (text.title, words(text)) == ("A Heron", ["It came."])

    def test_too_many_paragraphs_are_refused(self) -> None:
        with pytest.raises(ArticleError, match=r"a\.md: 100,001 paragraphs are too many"):
            parse(b"A.\n\n" * 100_001, "a.md")

    def test_a_script_is_no_address(self) -> None:
        assert one("---\ntitle: A\nurl: javascript:alert(1)\n---\nIt came.", "a.md").url is None

    def test_of_several_articles_each_keeps_its_own_author(self) -> None:
        texts = parse(
            b"---\nauthor: An Editor\ndate: 2025-09\n---\nBy Ada Example\n\nIt came.\n\n"
            b"By Ben Sample\n\nIt left.\n",
            "a.md",
        )
        assert [(text.author, text.date) for text in texts] == [
            ("Ada Example", "2025-09"),
            ("Ben Sample", "2025-09"),
        ]


class TestPages:
    def test_an_article_comes_without_menu_and_teasers(self) -> None:
        head = (
            '<meta property="og:url" content="https://example.org/heron.html">'
            '<meta property="article:published_time" content="2025-09-22T10:00:00Z">'
        )
        page = making.article_page("A Heron Comes", making.body("Ada Example", STORY), head)
        text = one(page, "saved.html")
        assert words(text) == STORY
        assert (text.title, text.author) == ("A Heron Comes", "Ada Example")
        assert (text.date, text.url) == ("2025-09-22", "https://example.org/heron.html")
        assert [p.section for p in text.paragraphs][:2] == ["lead", "background"]
        assert text.paragraphs[-1].section == "conclusions"

    def test_a_list_by_tag_comes_as_its_articles(self) -> None:
        stories = [making.story(seed) for seed in (2, 3, 4)]
        page = making.tag_page(
            *(
                making.item(f"Heron {i}", f"/item/{i}.html", making.body(f"Ada {name}", story))
                for i, (name, story) in enumerate(
                    zip(("One", "Two", "Three"), stories, strict=True)
                )
            )
        )
        texts = parse(page.encode(), "list.html", address="https://example.org/tag/Heron.html")
        assert [words(text) for text in texts] == stories
        assert [text.title for text in texts] == ["Heron 0", "Heron 1", "Heron 2"]
        assert [text.author for text in texts] == ["Ada One", "Ada Two", "Ada Three"]
        assert [text.url for text in texts] == [
            f"https://example.org/item/{i}.html" for i in range(3)
        ]
        assert {text.date for text in texts} == {"2025-10-01"}

    def test_a_list_of_one_comes_with_the_articles_own_address(self) -> None:
        page = making.tag_page(making.item("Heron", "/h.html", making.body("Ada Example", STORY)))
        [text] = parse(page.encode(), "list.html", address="https://example.org/tag/x.html")
        assert (words(text), text.title) == (STORY, "Heron")
        assert text.url == "https://example.org/h.html"

    def test_a_list_without_containers_is_split_at_its_bylines(self) -> None:
        parts = [
            f"<h2>Heron {seed}</h2>{making.body(name, making.story(seed))}"
            for seed, name in ((2, "Ada Example"), (3, "Ben Sample"))
        ]
        texts = parse(f"<html><body>{''.join(parts)}</body></html>".encode(), "list.html")
        assert [text.author for text in texts] == ["Ada Example", "Ben Sample"]
        assert [words(text) for text in texts] == [making.story(2), making.story(3)]

    def test_authors_named_beside_the_title_are_found(self) -> None:
        items = [
            f'<article><header><h2><a href="https://example.org/{i}">Post {i}</a></h2>'
            f'<time datetime="2024-0{i}-03T00:00:00Z">lately</time>'
            f'<span class="byline">Written by <a rel="author">Ben Sample</a></span></header>'
            f"<div><p>{making.paragraph(i)}</p><h3>A reed</h3><p>{making.paragraph(i + 20)}</p>"
            "</div></article>"
            for i in (1, 2)
        ]
        texts = parse(f"<html><body><main>{''.join(items)}</main></body></html>".encode(), "b.htm")
        assert [(text.author, text.date) for text in texts] == [
            ("Ben Sample", "2024-01-03"),
            ("Ben Sample", "2024-02-03"),
        ]
        assert words(texts[0]) == [making.paragraph(1), "A reed", making.paragraph(21)]

    def test_two_line_breaks_part_paragraphs(self) -> None:
        page = making.article_page(
            "A Heron", "<br><br>".join(STORY[:3]) + "<br />\n<br />" + STORY[3]
        )
        assert words(one(page, "br.html")) == STORY[:4]

    def test_a_very_small_page_is_read_too(self) -> None:
        assert words(one("<p>A ferry <b>came</b>.</p>", "a.html")) == ["A ferry came."]

    def test_a_small_article_comes_once(self) -> None:
        text = one(
            "<html><body><nav>menu chrome</nav><article><h1>The Chronicle</h1>"
            "<p>A first made-up paragraph, long enough to be worth a look.</p>"
            "<p>A second made-up paragraph, which is no shorter than the first.</p>"
            "</article></body></html>",
            "a.html",
        )
        assert [line[:8] for line in words(text)] == ["A first ", "A second"]

    def test_an_old_encoding_is_read(self) -> None:
        page = (
            f'<html><head><meta charset="windows-1251"></head><body><p>{"Паром пришёл. " * 30}</p>'
        )
        assert words(one(page.encode("cp1251"), "a.html"))[0].startswith("Паром пришёл.")

    def test_the_address_that_a_browser_noted_is_kept(self) -> None:
        page = making.article_page("A Heron", making.body("Ada Example", STORY))
        note = "<!-- saved from url=(0029)https://example.org/heron.html -->"
        assert one(note + page, "a.html").url == "https://example.org/heron.html"

    def test_a_page_without_a_suffix_is_known_by_its_start(self) -> None:
        page = making.article_page("A Heron", making.body("Ada Example", STORY))
        assert words(one(page, "a.php")) == STORY

    def test_html_in_a_text_file_is_text(self) -> None:
        assert words(one("<html> is how a page starts.", "a.txt")) == [
            "<html> is how a page starts."
        ]

    @pytest.mark.usefixtures("brief")
    def test_a_deep_nest_and_a_huge_page_are_errors_or_words(self) -> None:
        deep = "<div>" * 50_000 + "A ferry came." + "</div>" * 50_000
        try:
            assert "A ferry came." in " ".join(words(one(deep, "deep.html")))
        except ArticleError as error:
            assert "deep.html" in str(error)  # noqa: PT017
        with pytest.raises(ArticleError, match="too large for a page"):
            parse(b"<html>" + b"a " * 3_000_000, "huge.html")
        with pytest.raises(ArticleError, match=r"more than 100,000 tags"):
            parse(b"<html>" + b"<br>a" * 100_000, "many.html")


class TestPdf:
    def test_lines_are_joined_to_paragraphs_by_the_gap(self) -> None:
        text = one(making.paper(STORY, title="A Heron Comes", author="Ada Example"), "a.pdf")
        assert words(text) == STORY
        assert (text.title, text.author, text.date) == ("A Heron Comes", "Ada Example", None)

    def test_or_by_the_indent(self) -> None:
        story = making.story(5, 20)
        assert words(one(making.paper(story, gap=0, indent="      "), "a.pdf")) == story

    def test_columns_are_read_one_after_the_other(self) -> None:
        story = making.story(6, 20)
        assert words(one(making.columns(story), "a.pdf")) == story

    def test_a_paragraph_goes_on_over_the_end_of_a_page(self) -> None:
        long = [making.paragraph(seed, 30) for seed in range(9)]
        content = making.paper(long)
        assert len(PdfReader(BytesIO(content)).pages) > 2
        assert words(one(content, "a.pdf")) == long

    @pytest.mark.parametrize(
        ("lines", "expected"),
        [
            (("The trans-", "port of beans"), "The transport of beans"),
            (("The trans-", "Caspian beans"), "The trans-Caspian beans"),
            (("A well-known well-", "known heron"), "A well-known well-known heron"),
            (("The har\u00ad", "bour froze"), "The harbour froze"),
            (("From 1990-", "1995 it froze"), "From 1990-1995 it froze"),
        ],
    )
    def test_words_parted_at_the_end_of_a_line_are_put_together(
        self, lines: tuple[str, ...], expected: str
    ) -> None:
        page = [Line(text, 50, 700 - 12 * i, 10) for i, text in enumerate(lines)]
        assert [block.text for block in pdf.joined([page])] == [expected]

    def test_a_scan_is_said_to_have_no_text(self) -> None:
        writer = PdfWriter()
        writer.add_blank_page(100, 100)
        file = BytesIO()
        writer.write(file)
        with pytest.raises(ArticleError, match=r"scan\.pdf: no text in its 1 page"):
            parse(file.getvalue(), "scan.pdf")

    @pytest.mark.usefixtures("brief")
    def test_a_bomb_is_refused_before_it_unpacks(self) -> None:
        writer = PdfWriter()
        page = writer.add_blank_page(100, 100)
        stream = DecodedStreamObject()
        stream.set_data(b"BT (a) Tj ET\n" * 8_000_000)
        page[NameObject("/Contents")] = writer._add_object(stream.flate_encode(9))
        file = BytesIO()
        writer.write(file)
        assert len(file.getvalue()) < 1_000_000
        with pytest.raises(ArticleError, match=r"a\.pdf: .*(?:Limit reached|more than)"):
            parse(file.getvalue(), "a.pdf")

    def test_a_password_is_asked_for_by_name(self) -> None:
        writer = PdfWriter(BytesIO(making.paper(STORY)))
        writer.encrypt("secret", algorithm="RC4-128")
        file = BytesIO()
        writer.write(file)
        with pytest.raises(ArticleError, match=r"a\.pdf: encrypted"):
            parse(file.getvalue(), "a.pdf")

    def test_too_many_pages_are_refused(self) -> None:
        writer = PdfWriter()
        for _ in range(pdf.MAX_PAGES + 1):
            writer.add_blank_page(100, 100)
        file = BytesIO()
        writer.write(file)
        with pytest.raises(ArticleError, match=r"501 pages \(limit 500 pages\)"):
            parse(file.getvalue(), "a.pdf")


class TestDocuments:
    def test_a_document_is_read_with_title_and_author(self) -> None:
        text = one(making.document(STORY, title="A Heron Comes", author="Ada Example"), "a.docx")
        assert words(text) == STORY
        assert (text.title, text.author) == ("A Heron Comes", "Ada Example")

    def test_labels_name_the_sections(self) -> None:
        text = one(making.document([STORY[0], f"BACKGROUND: {STORY[1]}"]), "a.docx")
        assert words(text) == STORY[:2]
        assert [paragraph.section for paragraph in text.paragraphs] == ["lead", "background"]

    def test_several_articles_are_split_at_their_bylines(self) -> None:
        content = making.document(["By Ada Example", *STORY[:2], "By Ben Sample", *STORY[2:]])
        texts = parse(content, "a.docx")
        assert [text.author for text in texts] == ["Ada Example", "Ben Sample"]
        assert [words(text) for text in texts] == [STORY[:2], STORY[2:]]

    def test_a_declared_entity_is_refused(self) -> None:
        xml = '<!DOCTYPE x [<!ENTITY a "aaaa">]><w:document>&a;</w:document>'
        for content in (xml.encode(), xml.encode("utf-16")):
            with pytest.raises(ArticleError, match="declares entities"):
                parse(making.zipped({"word/document.xml": content}), "a.docx")

    @pytest.mark.usefixtures("brief")
    def test_a_bomb_of_elements_is_refused_before_it_is_read(self) -> None:
        body = "<w:p><w:r><w:t>a</w:t></w:r></w:p>" * 40_000
        bomb = making.zipped({"word/document.xml": f"<w:document>{body}</w:document>"})
        assert len(bomb) < 20_000
        with pytest.raises(ArticleError, match=r"a\.docx: more than 100,000 elements"):
            parse(bomb, "a.docx")

    def test_another_archive_is_none(self) -> None:
        with pytest.raises(ArticleError, match="without a Word document"):
            parse(making.zipped({"a.txt": "A ferry came."}), "a.docx")

    @pytest.mark.usefixtures("brief")
    @pytest.mark.parametrize("suffix", ["docx", "epub"])
    def test_a_bomb_is_refused_before_it_unpacks(self, suffix: str) -> None:
        start = {"mimetype": "application/epub+zip"} if suffix == "epub" else {}
        bomb = making.zipped({**start, "word/document.xml": b"\0" * 120_000_000})
        assert len(bomb) < 1_000_000
        with pytest.raises(ArticleError, match=r"120,000,\d+ bytes \(limit"):
            parse(bomb, f"a.{suffix}")
        many = making.zipped({**start, **{f"{i}": "" for i in range(5_001)}})
        with pytest.raises(ArticleError, match=r"5,00\d files"):
            parse(many, f"a.{suffix}")


class TestBooks:
    def test_each_chapter_is_an_article_in_the_order_of_the_spine(self) -> None:
        chapters = [
            f"<h1>Heron {seed}</h1>" + "".join(f"<p>{text}</p>" for text in making.story(seed))
            for seed in (7, 8)
        ]
        texts = parse(making.book("<h1>Cover</h1>", *chapters, order=(0, 2, 1)), "a.epub")
        assert [words(text) for text in texts] == [making.story(8), making.story(7)]
        assert [text.title for text in texts] == ["Heron 8", "Heron 7"]
        assert {(text.author, text.date, text.url) for text in texts} == {
            ("Ada Example", "2024-05-06", "https://example.org/herons")
        }

    def test_a_single_chapter_bears_the_title_of_the_book(self) -> None:
        text = one(making.book("".join(f"<p>{part}</p>" for part in STORY)), "a.epub")
        assert (text.title, words(text)) == ("A Book of Herons", STORY)

    def test_a_chapter_that_is_named_often_is_read_once(self) -> None:
        chapter = "".join(f"<p>{text}</p>" for text in STORY)
        assert len(parse(making.book(chapter, order=[0] * 400), "a.epub")) == 1

    @pytest.mark.usefixtures("brief")
    def test_chapters_of_too_much_text_are_refused(self) -> None:
        chapters = [f"<p>{'word ' * 1_500_000}</p>" for _ in range(3)]
        with pytest.raises(ArticleError, match=r"chapters of more than 20,000,000 bytes"):
            parse(making.book(*chapters), "a.epub")

    def test_a_path_out_of_the_book_reads_no_file(self, tmp_path: Path) -> None:
        (tmp_path / "secret.xhtml").write_text("<p>hidden words</p>")
        whole = making.book("".join(f"<p>{text}</p>" for text in STORY))
        with ZipFile(BytesIO(whole)) as archive:
            members = {name: archive.read(name) for name in archive.namelist()}
        opf = members["OPS/a.opf"]
        outward = f"../..{tmp_path}/secret.xhtml".encode()
        for href in (outward, b"..%2f..%2f..%2fetc%2fpasswd", b"/etc/passwd"):
            changed = {**members, "OPS/a.opf": opf.replace(b"text/0.xhtml", href)}
            with pytest.raises(ArticleError, match="no text found"):
                parse(making.zipped({**changed}), "a.epub")

    def test_an_entity_in_the_package_reads_no_file(self, tmp_path: Path) -> None:
        secret = tmp_path / "secret.txt"
        secret.write_text("hidden words")
        content = making.zipped(
            {
                "mimetype": "application/epub+zip",
                "META-INF/container.xml": f'<!DOCTYPE c [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
                '<container><rootfile full-path="&x;"/></container>',
            }
        )
        with pytest.raises(ArticleError) as error:
            parse(content, "a.epub")
        assert "hidden" not in str(error.value)


BROKEN: dict[str, Callable[[], bytes]] = {
    "pdf": lambda: making.paper(STORY[:1]),
    "docx": lambda: making.document(STORY[:1]),
    "epub": lambda: making.book(f"<p>{STORY[0]}</p>"),
    "html": lambda: making.article_page("A", STORY[0]).encode(),
}


@pytest.mark.parametrize("suffix", BROKEN)
def test_a_file_cut_short_is_an_error_that_names_it(suffix: str) -> None:
    whole = BROKEN[suffix]()
    for share in (0.1, 0.5, 0.9):
        try:
            texts = parse(whole[: int(share * len(whole))], f"cut.{suffix}")
        except ArticleError as error:
            assert re.fullmatch(rf"cut\.{suffix}: .+", str(error))  # noqa: PT017
        else:
            assert all(text.paragraphs for text in texts)


@pytest.mark.parametrize("suffix", ["pdf", "docx", "epub", "html"])
@given(content=st.binary(max_size=300))
def test_whatever_the_bytes_only_article_errors_come(suffix: str, content: bytes) -> None:
    for start in (b"", b"%PDF-1.7\n", b"PK\x03\x04"):
        try:
            texts = parse(start + content, f"any.{suffix}")
        except ArticleError:
            continue
        assert all(text.paragraphs for text in texts)


def test_what_is_not_what_its_name_says_is_named() -> None:
    for suffix in ("pdf", "docx", "epub"):
        with pytest.raises(ArticleError, match=rf"note\.{suffix}: "):
            parse(b"A ferry came.", f"note.{suffix}")


class TestDates:
    @pytest.mark.parametrize(
        ("said", "expected"),
        [
            ("2025-10-01T00:00:00+02:00", "2025-10-01"),
            ("2025-10", "2025-10"),
            ("1 October 2025", "2025-10-01"),
            ("Published: October 1st, 2025 at noon", "2025-10-01"),
            ("Sept. 2025", "2025-09"),
            ("13/04/2025", "2025-04-13"),
            ("03/04/2025", "2025"),
            ("04.04.2025", "2025-04-04"),
            ("2025-13-45", None),
            ("yesterday", None),
            ("", None),
            ("999999999999999999999999 2025", None),
        ],
    )
    def test_only_what_is_said_is_kept(self, said: str, expected: str | None) -> None:
        assert dates.iso(said) == expected

    @given(st.text())
    def test_no_text_breaks_it(self, said: str) -> None:
        found = dates.iso(said)
        assert found is None or len(found) in (4, 7, 10)

    def test_the_examples_hold(self) -> None:
        assert doctest.testmod(dates).failed == 0
