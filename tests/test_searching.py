"""What an atlas answers: searches, pages of links, and a session's own articles above the rest."""

import re
import unicodedata
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread

import making
import pytest
from atlases import HELD, LAYERS, NOT_HELD, RULES, atlas
from hypothesis import given, settings
from hypothesis import strategies as st
from storing import LINKER, Home, told
from test_articles import known
from test_store import put, text, words

from corridors.articles.merging import Fold, merge, sketch
from corridors.atlas import Atlas, Hit, assemble
from corridors.library.disk import load
from corridors.model import Article, Passage, Record, Text
from corridors.store.writing import in_memory

TEXTS = (
    "The Überfahrt was late, said O’Brien: 30 ferries – no more – sailed to Baku.",
    "A ferry sailed; the ferries' crew sang of Çeşme and of Баку.",
    "Nothing happened at the quay.",
)


def tale(*texts: str) -> Atlas:
    passages = tuple(Passage("tale", n, "body", text=words) for n, words in enumerate(texts, 1))
    return assemble(LAYERS, [Article(Record("tale", "A tale"), passages, held=True)], RULES)


def marked(hit: Hit) -> list[str]:
    return [(hit.passage.text or "")[start:end] for start, end in hit.spans]


class TestSearching:
    @pytest.mark.parametrize(
        ("query", "found"),
        [
            ("ferry", {2: ["ferry"]}),
            ("ferr", {1: ["ferries"], 2: ["ferry", "ferries"]}),
            ("ferr ", {}),
            ("uberfahrt", {1: ["Überfahrt"]}),
            ("cesme", {2: ["Çeşme"]}),
            ("БАКУ", {2: ["Баку"]}),
            ("ferries sailed", {1: ["ferries", "sailed"], 2: ["sailed", "ferries"]}),
            ('"no more sailed"', {1: ["no more – sailed"]}),
            ('"sailed more"', {}),
            ("o'brien", {1: ["O’Brien"]}),
            ("nothing sailed", {}),
            ("", {}),
            ("  ", {}),
            ('"', {}),
            ("n", {}),
        ],
    )
    def test_words_phrases_and_beginnings(self, query: str, found: dict[int, list[str]]) -> None:
        hits = tale(*TEXTS).search(query)
        assert {hit.passage.paragraph: marked(hit) for hit in hits.hits} == found
        assert hits.total == len(found)

    @pytest.mark.parametrize(
        "query",
        ["NOT ferry", "text:ferry", "ferry OR nothing", "NEAR(ferry, 2)", "-ferry + nothing*"],
    )
    def test_no_operator_is_read(self, query: str) -> None:
        assert tale(*TEXTS).search(query).total == 0

    @given(st.text() | st.text("\"'*():^-+{}NOTANDOR ferry\0\ud800", max_size=40))
    def test_whatever_is_typed_nothing_fails(self, query: str) -> None:
        for hit in SEARCHED.search(query).hits:
            assert all(0 <= start < end for start, end in hit.spans)

    @given(st.lists(st.sampled_from(["heron", "ferry", "quay", "mole", "lantern"]), min_size=1))
    def test_the_passages_found_are_those_with_all_words(self, query: list[str]) -> None:
        found = {hit.passage.id for hit in SEARCHED.search(" ".join(query) + " ", 1000).hits}
        for article in SEARCHED.articles:
            for passage in article.passages:
                there = set(re.findall(r"\w+", (passage.text or "").casefold()))
                assert (passage.id in found) == (set(query) <= there)

    def test_the_passage_that_says_it_most_comes_first(self) -> None:
        long = "A ferry. " + "Nothing more of it in so many words. " * 20
        hits = tale(long, "Ferry, ferry.", "Nothing.", "At all.", "Ever.").search("ferry")
        assert [hit.passage.paragraph for hit in hits.hits] == [2, 1]

    def test_a_digest_is_found_where_the_words_are_not_at_hand(self) -> None:
        [hit] = atlas(NOT_HELD).search("somebody sings").hits
        assert (hit.passage.id, hit.spans, hit.entry.held) == ("list-2025#1", (), False)

    def test_pages_of_hits_join_to_the_whole(self) -> None:
        whole = SEARCHED.search("ferry", 100)
        parts = [SEARCHED.search("ferry", 4, start) for start in range(0, whole.total, 4)]
        assert tuple(hit for part in parts for hit in part.hits) == whole.hits


def test_what_is_not_there_is_said() -> None:
    whole = atlas(HELD)
    for missing in ("tale-2025#9", "nothing#1", "tale-2025", "tale-2025#²", "a#" + "9" * 30, "#"):
        assert missing not in whole
        with pytest.raises(KeyError):
            whole.passage(missing)
        assert list(whole.links_from(missing)) == []
    with pytest.raises(KeyError):
        whole.articles["nothing"]
    assert "nothing" not in whole.articles
    assert whole.count_to("nothing") == 0


def many(count: int) -> list[Article]:
    return list(merge([], [text(f"story-{n}", words(n, 4)) for n in range(count)]))


SEARCHED = assemble(LAYERS, many(12), RULES)

UPLOADS = st.lists(
    st.tuples(st.sampled_from(["new", "copy", "longer", "known"]), st.integers(0, 5)), max_size=4
)


def upload(number: int, what: str, seed: int) -> Text:
    if what == "new":
        return text(f"story-{seed}", words(20 + number, 3), "New")
    if what == "known":
        return text(f"up-{number}", making.story(1)[seed % 4 :], "Known")
    more = ["And on to Mole Harbour it went, with all hands."] if what == "longer" else []
    return text(f"up-{number}", [*words(seed, 4), *more], "Copy")


@settings(max_examples=40)
@given(UPLOADS, st.integers(0, 12), st.integers(0, 12))
def test_uploads_above_the_store_are_as_if_they_were_in_it(
    uploads: list[tuple[str, int]], start: int, count: int
) -> None:
    texts = [upload(number, *one) for number, one in enumerate(uploads)]
    with TemporaryDirectory() as folder:
        home = Home(Path(folder), [known(making.story(1))])
        for seed in range(4):
            put(home, text(f"story-{seed}", words(seed, 4)))
        base = home.open()._stores[0]
        fold = Fold(home.known, base.folded(home.known))
        for number, one in enumerate(texts, 1):
            fold.add(sketch(one, b"3%09d" % number, -number))
        placed = []
        for plan in fold.plans(all_known=False):
            key = plan.sketch.words if plan.sketch else 0
            made = plan.article(texts[-key - 1].paragraphs if key < 0 else base.paragraphs(plan.id))
            placed.append((plan.place, made, LINKER.article(made)))
        above = Atlas(LAYERS, base, in_memory(placed) if placed else None)
        whole = assemble(LAYERS, merge(home.known, [*load(home.library)[0], *texts]), RULES)
        assert told(above) == told(whole)
        for feature in above.features:
            part = above.links_to(feature, start, count)
            assert list(part) == list(whole.links_to(feature))[start : start + count]


def test_many_threads_read_one_atlas(tmp_path: Path) -> None:
    home = Home(tmp_path)
    for seed in range(6):
        put(home, text(f"story-{seed}", words(seed, 4)))
    whole = home.open()
    answers: list[object] = []
    threads = [Thread(target=lambda: answers.append(told(whole))) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [told(whole)] * 16


def test_spans_are_of_the_text_as_it_stands() -> None:
    decomposed = unicodedata.normalize("NFD", "Die Überfahrt – nach Čierna.")
    [hit] = tale(decomposed).search("uberfahrt cierna").hits
    assert [unicodedata.normalize("NFC", word) for word in marked(hit)] == ["Überfahrt", "Čierna"]
