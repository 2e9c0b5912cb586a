"""Article files in, texts out; and a known article known again."""

import doctest
import json
import os
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from corridors.articles import parsing, recognition
from corridors.articles.merging import merge
from corridors.articles.parsing import MAX_BYTES, parse, read
from corridors.articles.recognition import attach, fingerprint, recognise
from corridors.errors import ArticleError
from corridors.model import Article, Digest, Locator, Passage, Record, Text

ROOT = Path(__file__).parent.parent
REAL = ROOT.parent / "shared" / "articles" / "caci-analyst-2025.txt"
REAL_IDS = ("haider-2025", "avdaliani-2025", "blank-2025", "cornell-2025")

LONG = " The quay was swept at dawn, and again at noon, and nobody in the town could say why." * 2

TWO_ARTICLES = f"""\
By Ada van der Example
A ferry named Heron began to call at Lower Harbour.{LONG}
Credit: A Friend with a Camera
BACKGROUND: Lower Harbour had been closed since the flood.{LONG}
Its cranes stood idle.
IMPLICATIONS: Fish will be cheaper.{LONG}
CONCLUSIONS: The author likes fish.{LONG}
AUTHOR’S BIO: Ada van der Example sells fish. Write to her:
This email address is being protected from spam, says the page.
By Ben O’Sample and Cleo Al-Test
No train has come to Upper Station for years.{LONG}
Its platform is a garden now.
AUTHORS' BIO: Both grow beans.
Feature Articles
|
Sign up for upcoming events in the garden.
"""

WRAPPED = """\
The lighthouse of Far Point was painted
red in spring, and the sailors of the bay
found their way home.

BACKGROUND: It had been white, and
nobody saw it in the snow.

CONCLUSION:
Paint lighthouses red.
"""


def parse_one(text: str, name: str = "sample.txt") -> Text:
    [article] = parse(text.encode(), name)
    return article


def words(text: Text) -> list[str]:
    return [paragraph.text for paragraph in text.paragraphs]


def sections(text: Text) -> list[str]:
    return [paragraph.section for paragraph in text.paragraphs]


class TestSplitting:
    def test_each_byline_starts_an_article(self) -> None:
        first, second = parse(TWO_ARTICLES.encode(), "harbours.txt")
        assert (first.author, second.author) == (
            "Ada van der Example",
            "Ben O’Sample and Cleo Al-Test",
        )
        assert (first.id, second.id) == ("harbours-1", "harbours-2")
        assert (len(first.paragraphs), len(second.paragraphs)) == (5, 2)
        assert first.source == "harbours.txt"

    def test_paragraphs_count_from_one_in_each_article(self) -> None:
        for text in parse(TWO_ARTICLES.encode(), "harbours.txt"):
            numbers = [paragraph.number for paragraph in text.paragraphs]
            assert numbers == list(range(1, len(numbers) + 1))

    @pytest.mark.parametrize("gone", ["sells fish", "Camera", "spam", "beans", "Sign up", "|"])
    def test_notes_credits_and_boilerplate_are_left_out(self, gone: str) -> None:
        texts = parse(TWO_ARTICLES.encode(), "harbours.txt")
        assert not any(gone in paragraph for text in texts for paragraph in words(text))

    @pytest.mark.parametrize(
        "note",
        [
            "AUTHOR'S BIO: Ada sells fish.",
            "AUTHOR’S BIO: Ada sells fish.",
            "AUTHORS' BIO: They sell fish.",
            "AUTHORS’ BIOS: They sell fish.",
            "AUTHOR BIO:\nAda sells fish.",
            "ABOUT THE AUTHOR\n\nAda sells fish.\n\nShe swims.",
            "About the authors: they sell fish.",
            "**About the Author**\nAda sells fish.",
        ],
    )
    def test_a_note_on_the_author_ends_the_article(self, note: str) -> None:
        assert words(parse_one(f"By Ada Example\n\nA ferry came.\n\n{note}\n")) == ["A ferry came."]

    def test_a_sentence_about_an_author_is_no_note(self) -> None:
        text = parse_one("About the author of the raid little is known.\n\nHe fled by boat.\n")
        assert len(text.paragraphs) == 2

    @pytest.mark.parametrize(
        "author",
        [
            "Ada Example",
            "Ada E. Example",
            "J. R. Sample",
            "Ada de la Example",
            "Omar bin Sample al-Testi",
            "Zed Fazl-e-Test",
            "Élodie D’Exemple",
            "E\u0301lodie Exemple",
            "ADA EXAMPLE",
            "Ada Example, Ben Sample and Cleo Test",
            "Ada Example & Ben Sample",
        ],
    )
    def test_names_of_many_shapes_are_bylines(self, author: str) -> None:
        assert parse_one(f"By {author}\nA ferry came.\n").author == author

    @pytest.mark.parametrize(
        "line",
        [
            "By Ada Example.",
            "By Ada",
            "By the River Bank",
            "By Rail and Sea",
            "By 2030 Ada Example",
            "By van der",
            "By One Two Three Four Five Six",
            "By " + "Adaadaadaada" * 4 + " " + "Exampleexample" * 4,
            "Written By Ada Example",
        ],
    )
    def test_other_lines_are_not(self, line: str) -> None:
        text = parse_one(f"{line}\n\nA ferry came.\n")
        assert text.author is None
        assert words(text) == [line, "A ferry came."]

    def test_a_wrapped_sentence_that_opens_like_a_byline_stays(self) -> None:
        text = parse_one("The port froze.\nBy Saint Lucy\nthe ice was a yard thick.\n")
        assert words(text) == ["The port froze.\nBy Saint Lucy\nthe ice was a yard thick."]

    def test_words_above_the_first_byline_are_an_article_of_their_own(self) -> None:
        first, second = parse(b"A note.\n\nIt ends.\n\nBy Ada Example\n\nA ferry came.\n", "a.txt")
        assert (first.author, words(first)) == (None, ["A note.", "It ends."])
        assert second.author == "Ada Example"


class TestTitles:
    @pytest.mark.parametrize(
        "head",
        [
            "A Ferry Comes\nBy Ada Example\n",
            "A Ferry Comes\n\nBy Ada Example\n",
            "# A Ferry Comes\n\nBy Ada Example\n",
            "# A Ferry Comes #\n\n**By Ada Example**\n",
            "By Ada Example\n\n## A Ferry Comes\n",
        ],
    )
    def test_a_line_above_the_byline_or_a_heading_is_the_title(self, head: str) -> None:
        text = parse_one(f"{head}\nThe ferry came.\n")
        assert (text.title, text.author) == ("A Ferry Comes", "Ada Example")
        assert words(text) == ["The ferry came."]

    def test_the_second_article_has_its_own(self) -> None:
        first, second = parse(
            b"By Ada Example\n\nA ferry came.\n\nIt Left Again\nBy Ben Sample\n\nIt left.\n",
            "a.txt",
        )
        assert words(first) == ["A ferry came."]
        assert (first.title, second.title) == (None, "It Left Again")

    def test_the_last_line_of_a_wrapped_note_is_none(self) -> None:
        note = "AUTHOR'S BIO: Ada Example is the director of the\nInstitute of Herons"
        texts = parse(f"A ferry.\n\n{note}\nBy Ben Sample\n\nIt left.\n".encode(), "a.txt")
        assert [text.title for text in texts] == [None, None]

    def test_a_heading_alone_is_enough(self) -> None:
        assert parse_one("# A Ferry\n\nIt came.\n").title == "A Ferry"

    def test_a_sentence_above_the_byline_is_none(self) -> None:
        first, second = parse(b"A ferry came.\nBy Ada Example\n\nIt left.\n", "a.txt")
        assert (words(first), first.title, second.title) == (["A ferry came."], None, None)

    def test_a_plain_first_line_without_a_byline_is_a_paragraph(self) -> None:
        assert words(parse_one("A Ferry\n\nIt came.\n")) == ["A Ferry", "It came."]


class TestSections:
    def test_labels_name_the_sections_and_go(self) -> None:
        [first, second] = parse(TWO_ARTICLES.encode(), "harbours.txt")
        assert sections(first) == [
            "lead",
            "background",
            "background",
            "implications",
            "conclusions",
        ]
        assert words(first)[3].startswith("Fish will be cheaper.")
        assert sections(second) == ["body", "body"]

    @pytest.mark.parametrize(
        ("label", "section"),
        [
            ("BACKGROUND: ", "background"),
            ("BACKGROUND:\n", "background"),
            ("BACKGROUND\n\n", "background"),
            ("IMPLICATION: ", "implications"),
            ("IMPLICATIONS:\n\n", "implications"),
            ("CONCLUSION: ", "conclusions"),
            ("**CONCLUSIONS:** ", "conclusions"),
            ("## Conclusions\n\n", "conclusions"),
        ],
    )
    def test_a_label_stands_before_its_words_or_alone(self, label: str, section: str) -> None:
        text = parse_one(f"A ferry came.\n\n{label}It was late.\n\nIt left.\n")
        assert sections(text) == ["lead", section, section]
        assert words(text)[1] == "It was late."

    @pytest.mark.parametrize(
        "opening", ["Background: none", "The BACKGROUND: none", "BACKGROUNDS:"]
    )
    def test_what_only_resembles_a_label_stays(self, opening: str) -> None:
        text = parse_one(f"{opening} that we know.\n")
        assert (sections(text), words(text)) == (["body"], [f"{opening} that we know."])


class TestParagraphs:
    def test_a_wrapped_block_is_one_paragraph_with_its_newlines(self) -> None:
        text = parse_one(WRAPPED)
        assert words(text)[0] == (
            "The lighthouse of Far Point was painted\n"
            "red in spring, and the sailors of the bay\n"
            "found their way home."
        )
        assert sections(text) == ["lead", "background", "conclusions"]
        assert words(text)[2] == "Paint lighthouses red."

    def test_in_a_block_with_a_long_line_each_line_is_one(self) -> None:
        text = parse_one(f"Short.\nLong:{LONG}\nShort again.\n")
        assert words(text) == ["Short.", f"Long:{LONG}", "Short again."]

    @pytest.mark.parametrize("ending", ["\r\n", "\r"])
    def test_line_endings_do_not_matter(self, ending: str) -> None:
        content = WRAPPED.replace("\n", ending).encode()
        assert parse(content, "sample.txt") == parse(WRAPPED.encode(), "sample.txt")

    @pytest.mark.parametrize("separator", ["\u2028", "\x85", "\x0b", "\x1c"])
    def test_rare_separators_stay_inside_a_paragraph(self, separator: str) -> None:
        assert words(parse_one(f"A ferry{separator}came.\n")) == [f"A ferry{separator}came."]

    @pytest.mark.parametrize("line", ["Image Credit: Ada", "Photo: Ada", "credits: Ada", "* * *"])
    def test_a_dropped_line_leaves_no_empty_paragraph(self, line: str) -> None:
        assert words(parse_one(f"A ferry came.\n\n{line}\n\nIt left.\n")) == [
            "A ferry came.",
            "It left.",
        ]

    def test_a_long_paragraph_on_credit_stays(self) -> None:
        assert len(parse_one(f"Credit: it was refused.{LONG}\n").paragraphs) == 1


class TestEncodings:
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
    def test_the_text_is_the_same_in_each(self, encoding: str) -> None:
        [text] = parse("Ein Fährschiff kam nach Öland.".encode(encoding), "a.txt")
        assert words(text) == ["Ein Fährschiff kam nach Öland."]

    @pytest.mark.parametrize(
        ("content", "said"),
        [
            (b"", "no text found"),
            (b" \r\n\t\n", "no text found"),
            (b"--- * ---", "no text found"),
            (b"By Ada Example\n", "no text found"),
            (b"Fine.\nA f\xe4hre came.", "byte 0xe4 at offset 9, line 2"),
            (b"\xff\xfeA", "not UTF-16 text"),
            (b"Fine.\nA\x00B", "binary data in line 2"),
            (b"\x89PNG\r\n\x1a\n\x00\x00", "expected UTF-8"),
            ("A ferry".encode("utf-16-le"), "expected UTF-8"),
            ("A ferry".encode("utf-32"), "expected UTF-8"),
        ],
    )
    def test_what_is_no_text_is_refused_by_name(self, content: bytes, said: str) -> None:
        with pytest.raises(ArticleError, match=said) as error:
            parse(content, "odd.txt")
        assert str(error.value).startswith("odd.txt: ")
        assert "\n" not in str(error.value)

    def test_a_file_too_large_is_refused_with_its_size_and_the_limit(self) -> None:
        with pytest.raises(ArticleError, match=r"1,001 bytes .* \(limit 1,000 bytes\)"):
            parse(b"a" * 1001, "big.txt", limit=1000)


class TestIds:
    @pytest.mark.parametrize(
        ("name", "text_id"),
        [
            ("My Notes (2).txt", "my-notes-2"),
            ("../../etc/passwd", "passwd"),
            (r"C:\docs\Żuraw.txt", "zuraw"),
            ("порт.txt", "article"),
            (".hidden", "hidden"),
            ("..", "article"),
            ("", "article"),
            ("x" * 300 + ".md", "x" * 60),
        ],
    )
    def test_the_id_is_a_slug_of_the_name(self, name: str, text_id: str) -> None:
        text = parse_one("A ferry came.", name)
        assert text.id == text_id
        assert not set(text.source or "") & set("/\\")

    def test_several_ids_keep_within_the_length(self) -> None:
        ids = [text.id for text in parse(TWO_ARTICLES.encode(), "x" * 300)]
        assert ids == ["x" * 58 + "-1", "x" * 58 + "-2"]


class TestReading:
    def test_a_file_is_read_from_disk(self, tmp_path: Path) -> None:
        path = tmp_path / "ferry.txt"
        path.write_text("A ferry came.")
        assert [text.id for text in read(path)] == ["ferry"]

    def test_a_large_file_is_refused_unread(self, tmp_path: Path) -> None:
        path = tmp_path / "huge.txt"
        with path.open("wb") as file:
            file.truncate(10 * MAX_BYTES)
        with pytest.raises(ArticleError, match="200,000,000 bytes"):
            read(path)

    def test_a_missing_file_is_named(self, tmp_path: Path) -> None:
        with pytest.raises(ArticleError, match=r"none\.txt: cannot be read: No such file"):
            read(tmp_path / "none.txt")

    def test_a_folder_is_no_file(self, tmp_path: Path) -> None:
        with pytest.raises(ArticleError, match="a folder"):
            read(tmp_path)

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes on this system")
    def test_a_pipe_is_no_file(self, tmp_path: Path) -> None:
        os.mkfifo(tmp_path / "pipe.txt")
        with pytest.raises(ArticleError, match="not a regular file"):
            read(tmp_path / "pipe.txt")

    def test_a_name_that_cannot_be_is_an_article_error(self) -> None:
        with pytest.raises(ArticleError):
            read(Path("a\0b"))


LINES = (
    *("By Ada Example", "A Title", "# Head", "BACKGROUND:", "CONCLUSION: x", "Credit: y"),
    *("ABOUT THE AUTHOR", "Words.", "", " ", "\r", "\r\n", "word " * 30, "\u2028", "\x1d"),
)


@given(st.one_of(st.text(), st.lists(st.sampled_from(LINES) | st.text(max_size=9)).map("\n".join)))
@example("\ufeffA")
@example("A\r\r\nB \n C")
def test_whatever_the_text_each_paragraph_stands_in_it(text: str) -> None:
    try:
        texts = parse(text.encode(), "any.txt")
    except ArticleError:
        return
    whole = text.replace("\r\n", "\n").replace("\r", "\n")
    assert texts
    for article in texts:
        assert article.paragraphs
        assert 0 < len(article.id) <= 60
        for paragraph in article.paragraphs:
            assert paragraph.text in whole
            assert paragraph.text == paragraph.text.strip() != ""


@given(st.binary(), st.text())
@example(b"\xff\xfe\x00\xd8", "a")
@example(b"\xfe\xff", "a")
def test_whatever_the_bytes_and_the_name_only_article_errors_come(
    content: bytes, name: str
) -> None:
    try:
        texts = parse(content, name)
    except ArticleError:
        return
    assert all(text.id.isascii() for text in texts)


@pytest.mark.parametrize("module", [parsing, recognition])
def test_the_examples_in_the_docstrings_hold(module: ModuleType) -> None:
    failed, attempted = doctest.testmod(module)
    assert (failed, attempted > 0) == (0, True)


class TestFingerprints:
    @pytest.mark.parametrize(
        "same",
        [
            "a ferry came to Öland",
            "  A\nFERRY — “came” to\u00a0O\u0308land!  ",
            "Ａ ferry came to Öland",
        ],
    )
    def test_only_the_words_count(self, same: str) -> None:
        assert fingerprint(same) == fingerprint("A ferry came to Öland.")

    def test_other_words_have_another(self) -> None:
        assert fingerprint("A ferry came.") != fingerprint("A ferry left.")

    @given(st.text(st.characters(exclude_categories=())))
    def test_every_text_has_one(self, text: str) -> None:
        assert len(fingerprint(text)) == 16


STORY = ["A heron stood.", "It looked.", "It flew.", "The reeds moved.", "Night fell."]


def known(story: list[str], text_id: str = "heron-2001") -> Article:
    """An article as geodata describes it: locators and digests, no words."""
    return Article(
        Record(text_id, "A Heron"),
        tuple(
            Passage(
                text_id,
                number,
                "body",
                Locator("body", number, fingerprint(text), text.split()[0]),
                (Digest("port-x", "named", f"Digest {number}"),),
            )
            for number, text in enumerate(story, 1)
        ),
    )


def shown(article: Article) -> list[str | None]:
    return [passage.text for passage in article.passages]


def differing(article: Article) -> list[int]:
    return [passage.paragraph for passage in article.passages if passage.differs]


class TestRecognition:
    def test_a_copy_gives_each_passage_its_words(self) -> None:
        article = attach(parse_one("\n\n".join(STORY)), [known(["Other."], "other"), known(STORY)])
        assert article.record.id == "heron-2001"
        assert article.held
        assert shown(article) == STORY
        assert differing(article) == []
        assert all(passage.digests for passage in article.passages)

    def test_a_wrapped_copy_is_known_again(self) -> None:
        text = parse_one("\n\n".join(STORY).replace(" ", "\n"))
        assert differing(attach(text, [known(STORY)])) == []

    def test_an_edited_paragraph_is_shown_and_said_to_differ(self) -> None:
        edited = [*STORY[:2], "It did not fly.", *STORY[3:]]
        article = attach(parse_one("\n\n".join(edited)), [known(STORY)])
        assert shown(article) == edited
        assert differing(article) == [3]

    def test_a_missing_paragraph_leaves_its_passage_without_words(self) -> None:
        article = attach(parse_one("\n\n".join([*STORY[:2], *STORY[3:]])), [known(STORY)])
        assert shown(article) == [*STORY[:2], None, *STORY[3:]]
        assert differing(article) == []

    def test_a_paragraph_more_follows_after_the_last_without_digests(self) -> None:
        longer = [STORY[0], "Rain began.", *STORY[1:]]
        article = attach(parse_one("\n\n".join(longer)), [known(STORY)])
        assert shown(article) == [*STORY, "Rain began."]
        last = article.passages[-1]
        assert (last.id, last.locator, last.digests) == ("heron-2001#6", None, ())

    def test_a_split_paragraph_is_not_shown_at_a_neighbour(self) -> None:
        split = [*STORY[:2], "It", "flew.", *STORY[3:]]
        article = attach(parse_one("\n\n".join(split)), [known(STORY)])
        assert shown(article) == [*STORY[:2], None, *STORY[3:], "It", "flew."]

    @pytest.mark.parametrize("story", [STORY[:1], STORY[:2]])
    def test_a_very_short_article_is_known_again(self, story: list[str]) -> None:
        assert attach(parse_one("\n\n".join(story)), [known(story)]).record.id == "heron-2001"

    def test_half_of_a_short_article_is_enough(self) -> None:
        article = attach(parse_one(f"{STORY[0]}\n\nIt slept."), [known(STORY[:2])])
        assert differing(article) == [2]

    def test_of_two_versions_the_closer_one_is_taken(self) -> None:
        versions = [known([*STORY[:3], "One.", "Two."], "old"), known(STORY), known(STORY, "twin")]
        article = recognise(parse_one("\n\n".join(STORY)), versions)
        assert article
        assert article.record.id == "heron-2001"

    def test_an_excerpt_is_known_again(self) -> None:
        article = attach(parse_one(STORY[3]), [known(STORY)])
        assert shown(article) == [None, None, None, STORY[3], None]

    def test_less_than_half_is_another_article(self) -> None:
        text = parse_one("\n\n".join([*STORY[:2], "One.", "Two.", "Three."]))
        assert recognise(text, [known(STORY)]) is None

    def test_an_unknown_article_stands_for_itself(self) -> None:
        text = parse_one("By Ada Example\n\nA ferry came.\n", "ferry.txt")
        article = attach(text, [known(STORY)])
        assert article.record == Record("ferry", "[Article by Ada Example]", author="Ada Example")
        assert [passage.id for passage in article.passages] == ["ferry#1"]
        assert attach(parse_one("A ferry.", "ferry.txt"), []).record.title == "[ferry.txt]"

    @given(st.lists(st.sampled_from([*STORY, "New.", "Newer."]), min_size=1))
    def test_whatever_was_edited_no_passage_shows_other_words_in_silence(
        self, story: list[str]
    ) -> None:
        article = attach(parse_one("\n\n".join(story)), [known(STORY)])
        assert sorted(text for text in shown(article) if text) == sorted(story)
        for passage in article.passages:
            if passage.locator and passage.text:
                same = fingerprint(passage.text) == passage.locator.fingerprint
                assert passage.differs is not same


class TestAddresses:
    LISTED = "https://www.example.org/tag/Herons.html"

    @pytest.mark.parametrize(
        ("url", "expected", "is_list"),
        [
            (
                "https://example.org/item/7-heron.html",
                "https://example.org/item/7-heron.html",
                False,
            ),
            ("https://elsewhere.example/copy.html", LISTED, True),
            (LISTED, LISTED, True),
            (None, LISTED, True),
        ],
    )
    def test_only_the_publishers_own_page_takes_the_place_of_a_list(
        self, url: str | None, expected: str, is_list: bool
    ) -> None:
        listed = replace(
            known(STORY), record=Record("heron-2001", "A Heron", url=self.LISTED, url_is_list=True)
        )
        text = replace(parse_one("\n\n".join(STORY)), url=url)
        record = attach(text, [listed]).record
        assert (record.url, record.url_is_list) == (expected, is_list)


class TestMerging:
    def test_known_articles_come_first_in_their_order_then_the_unknown(self) -> None:
        other = known(["Other."], "other")
        texts = [parse_one("A ferry came.", "ferry.txt"), parse_one("\n\n".join(STORY))]
        merged = merge([other, known(STORY)], texts)
        assert [article.record.id for article in merged] == ["other", "heron-2001", "ferry"]
        assert [article.held for article in merged] == [False, True, True]

    def test_the_later_copy_counts(self) -> None:
        texts = [parse_one("\n\n".join(STORY)), parse_one("\n\n".join(STORY[:4]))]
        [article] = merge([known(STORY)], texts)
        assert shown(article)[4] is None

    def test_the_same_words_come_once(self) -> None:
        texts = [parse_one("A ferry came.", "ferry.txt"), parse_one("A ferry came.", "copy.txt")]
        assert [article.record.id for article in merge([], texts)] == ["ferry"]

    def test_other_words_under_one_id_are_told_apart(self) -> None:
        texts = [parse_one(f"Ferry {word}.", "a.txt") for word in ("one", "two", "three")]
        merged = merge([], texts)
        assert [article.record.id for article in merged] == ["a", "a-2", "a-3"]
        assert merged[1].passages[0].id == "a-2#1"

    def test_of_two_copies_of_an_unknown_article_the_fuller_is_shown(self) -> None:
        words = [f"{LONG.strip()} {number}" for number in range(5)]
        part = replace(parse_one("\n\n".join(words[:4]), "part.txt"), title="A Quay")
        whole = replace(parse_one("\n\n".join(words), "whole.txt"), date="2025-09")
        [article] = merge([], [part, whole])
        assert article.record == Record("part", "A Quay", date="2025-09")
        assert shown(article) == words

    def test_a_notice_in_common_makes_no_copies(self) -> None:
        texts = [
            parse_one(f"The press is {word}.\n\nAll rights reserved by the Herons.", f"{word}.txt")
            for word in ("free", "late")
        ]
        assert len(merge([], texts)) == 2

    def test_an_unknown_text_never_takes_a_known_id(self) -> None:
        stranger = replace(parse_one("A ferry came."), id="heron-2001")
        merged = merge([known(STORY)], [stranger])
        assert [article.record.id for article in merged] == ["heron-2001", "heron-2001-2"]
        assert not merged[0].held


@pytest.mark.skipif(not REAL.exists(), reason="the real articles are not at hand")
class TestTheRealFile:
    def test_it_comes_out_as_four_articles(self) -> None:
        texts = read(REAL)
        assert [len(text.paragraphs) for text in texts] == [16, 12, 9, 14]
        assert all(text.author and text.title is None for text in texts)

    def test_every_locator_finds_its_paragraph(self) -> None:
        rows = json.loads((ROOT / "geodata" / "digests.json").read_text(encoding="utf-8"))
        found = [
            (text_id, paragraph.section, paragraph.number, fingerprint(paragraph.text))
            for text_id, text in zip(REAL_IDS, read(REAL), strict=True)
            for paragraph in text.paragraphs
        ]
        keys = ("article", "section", "paragraph", "fingerprint")
        assert [tuple(row[key] for key in keys) for row in rows] == found

    def test_every_locator_quotes_its_paragraphs_first_words(self) -> None:
        rows = json.loads((ROOT / "geodata" / "digests.json").read_text(encoding="utf-8"))
        paragraphs = [paragraph for text in read(REAL) for paragraph in text.paragraphs]
        for row, paragraph in zip(rows, paragraphs, strict=True):
            assert paragraph.text.startswith(row["start"])
            assert len(row["start"].split()) <= 4
