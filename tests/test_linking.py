"""Names in a text, and the links that come of them."""

import itertools
import unicodedata
from collections.abc import Iterable
from pathlib import Path

import pytest
from driving import ROOT
from hypothesis import given
from hypothesis import strategies as st
from shapely import Point

from corridors import geodata
from corridors.articles import read
from corridors.folding import normalise
from corridors.gazetteer import Gazetteer
from corridors.linking import Linker
from corridors.model import Digest, Feature, Link, Name, Passage, Precision, Source
from corridors.recognition import merge
from corridors.rules import rules_of

ARTICLE = ROOT.parent / "shared" / "articles" / "caci-analyst-2025.txt"
RULES = rules_of({"generic": ["port", "quay"]}, {"harbour": {"words": ["port", "ferry"]}})


def feature(key: str, *names: Name) -> Feature:
    return Feature(
        key,
        "ports",
        "port",
        names[0].text,
        names,
        ("AZ",),
        "operating",
        "Made up.",
        Point(50, 40),
        Precision("exact"),
        (Source("nowhere"),),
    )


MOLE = feature(
    "port-mole",
    Name("Port of Mole", "preferred"),
    Name("Mole", "ambiguous", "harbour"),
    Name("Mole–Ceyhan", "exclusion"),
)
SONGS = feature("corridor-songs", Name("SONG", "acronym"), Name("Song Line", "alias"))
OLD = feature("port-old", Name("Ōld Quay", "preferred"), Name("Old", "alias"))
LINKER = Linker(Gazetteer([MOLE, SONGS, OLD], RULES))
SPELLINGS = {normalise(n.text)[0] for f in (MOLE, SONGS, OLD) for n in f.names}


def passage(text: str | None, *digests: Digest, differs: bool = False) -> Passage:
    return Passage("tale", 1, "body", None, digests, text, differs)


def linked(text: str | None, *digests: Digest, differs: bool = False) -> dict[str, Link]:
    found = LINKER.passage(passage(text, *digests, differs=differs))
    return {link.feature: link for link in found}


def words(links: Iterable[Link]) -> list[str]:
    return [mention.text for link in links for mention in link.mentions]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The Port of Mole.", ["Port of Mole"]),
        ("the Port\nof  Mole,", ["Port\nof  Mole"]),
        ("a song in the songbook, SONGS", []),
        ("SONG, and the Song Line", ["SONG", "Song Line"]),
        ("Song–Line and Song-Line", ["Song–Line", "Song-Line"]),
        ("at Old Quay, at O\u0304ld Quay", ["Old Quay", "O\u0304ld Quay"]),
        ("the old quay", []),
        ("So\u00adng Line", ["So\u00adng Line"]),
        ("Olden, Old_Quay", []),
        ("Old’s", ["Old"]),
    ],
)
def test_names_are_found_as_whole_words_the_longest_first(text: str, found: list[str]) -> None:
    assert words(linked(text).values()) == found


def test_ambiguous_name_counts_only_with_a_word_of_its_context_in_the_sentence() -> None:
    assert linked("Mole signed the treaty. A ferry left elsewhere.") == {}
    link = linked("The ferry left Mole at noon. Mole signed.")["port-mole"]
    assert link.basis == "context"
    assert "ferry" in (link.reason or "")
    assert words([link]) == ["Mole"]


def test_longer_name_that_means_something_else_hides_the_name_in_it() -> None:
    assert linked("The ferry follows the Mole-Ceyhan pipeline.") == {}


def test_without_the_text_the_digests_carry_the_links() -> None:
    said = Digest("corridor-songs", "named", "It is long.")
    links = linked(None, said)
    assert links["corridor-songs"].basis == "named"
    assert links["corridor-songs"].mentions == ()


def test_with_the_text_only_what_is_named_or_described_counts() -> None:
    named = Digest("corridor-songs", "named", "It is long.")
    described = Digest("port-old", "described", "It is old.", "speaks of a quay")
    links = linked("At the Port of Mole.", named, described)
    assert set(links) == {"port-mole", "port-old"}
    assert links["port-old"].reason == "speaks of a quay"


def test_text_that_differs_leaves_all_digests_standing() -> None:
    named = Digest("corridor-songs", "named", "It is long.")
    assert set(linked("At the Port of Mole.", named, differs=True)) == {
        "port-mole",
        "corridor-songs",
    }


TEXTS = st.lists(
    st.text(max_size=12)
    | st.sampled_from(
        ["Mole", "Port of Mole", "SONG", "Song Line", "Old", "port", ". ", " ", "\u0301", "\u200b"]
    ),
    max_size=12,
).map("".join)


@given(TEXTS)
def test_offsets_are_true_in_any_text(text: str) -> None:
    taken: list[tuple[int, int]] = []
    for link in LINKER.passage(passage(text)):
        for mention in link.mentions:
            assert text[mention.start : mention.end] == mention.text
            assert normalise(mention.text)[0] in SPELLINGS
            taken.append((mention.start, mention.end))
    taken.sort()
    assert all(a_end <= b_start for (_, a_end), (b_start, _) in itertools.pairwise(taken))


SEPARATORS = st.text(
    st.characters(categories=["Po", "Zs", "Ps", "Pe"], exclude_characters="_’‘'"), min_size=1
)


@given(SEPARATORS, SEPARATORS, st.sampled_from(["Port of Mole", "SONG", "Old"]))
def test_name_between_separators_is_found_where_it_stands(
    before: str, after: str, name: str
) -> None:
    (link,) = LINKER.passage(passage(f"{before}{name}{after}"))
    assert [(m.start, m.text) for m in link.mentions] == [(len(before), name)]


@given(st.text())
def test_normalised_text_knows_where_it_comes_from(text: str) -> None:
    plain, origins = normalise(text)
    assert len(plain) == len(origins)
    assert origins == sorted(origins)
    assert all(0 <= at < len(text) for at in origins)
    again, _ = normalise(unicodedata.normalize("NFC", plain))
    assert again == normalise(plain)[0]


def test_no_names_find_nothing() -> None:
    assert Gazetteer([]).hits("Port of Mole") == []


@pytest.mark.skipif(not ARTICLE.is_file(), reason="the articles are not at hand")
class TestRealArticles:
    """The four articles that the digests speak of."""

    @pytest.fixture(scope="class")
    @staticmethod
    def links() -> dict[tuple[str, str], Link]:
        data = geodata.read(ROOT / "geodata")
        articles = merge(data.articles, list(read(Path(ARTICLE))))
        linker = Linker(Gazetteer((f for layer in data.layers for f in layer.features), data.rules))
        assert [len(article.passages) for article in articles] == [16, 12, 9, 14]
        assert all(article.held for article in articles)
        assert not any(p.differs for article in articles for p in article.passages)
        found = [link for article in articles for link in linker.article(article)]
        return {(link.passage, link.feature): link for link in found}

    def test_every_link_has_a_digest_and_every_digest_a_link(
        self, links: dict[tuple[str, str], Link]
    ) -> None:
        data = geodata.read(ROOT / "geodata")
        digests = {
            (p.id, digest.feature): digest.basis
            for article in data.articles
            for p in article.passages
            for digest in p.digests
        }
        assert {key: link.basis for key, link in links.items()} == digests

    def test_capital_that_stands_for_a_government_is_no_port(
        self, links: dict[tuple[str, str], Link]
    ) -> None:
        text = ARTICLE.read_text(encoding="utf-8")
        assert "Washington, Baku, and Yerevan" in text
        assert ("blank-2025#2", "port-baku") not in links

    def test_name_stands_where_the_link_says(self, links: dict[tuple[str, str], Link]) -> None:
        (mention,) = links["blank-2025#3", "port-ochamchire"].mentions
        assert mention.text == "Ochamchire"
