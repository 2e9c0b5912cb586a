"""Stores for the tests: a library in a folder, its cache, and the atlas of both."""

from collections.abc import Sequence
from pathlib import Path

from atlases import LAYERS, RULES

from corridors.articles.merging import merge
from corridors.atlas import Atlas, assemble
from corridors.library.disk import load, read_folder
from corridors.library.sources import sources
from corridors.linking.corrections import Corrections
from corridors.linking.find.gazetteer import Gazetteer
from corridors.linking.linker import Linker
from corridors.model import Article
from corridors.store.cache import Cache
from corridors.store.syncing import Inputs

LINKER = Linker(Gazetteer((f for layer in LAYERS for f in layer.features), RULES))


class Home:
    """A library, a folder of articles and a cache below one folder."""

    def __init__(self, root: Path, known: Sequence[Article] = ()) -> None:
        self.library, self.folder, self.cache = root / "library", root / "texts", root / "cache"
        self.known = tuple(known)
        self.corrections = (Corrections(), Corrections())
        self.steps: list[tuple[str, int, int]] = []
        self.remarks: list[str] = []
        for folder in (self.library, self.folder):
            folder.mkdir(parents=True, exist_ok=True)

    def open(self, cache: Path | None = None, rules: str = "rules") -> Atlas:
        """The atlas from the cache, which is made or brought in line."""
        files, faults = sources(self.library, self.folder)
        assert faults == []
        inputs = Inputs(self.known, files, self.corrections, lambda: LINKER)
        self.steps = []
        store, self.remarks = Cache(cache or self.cache).open(
            [str(self.library)], rules, inputs, lambda *step: self.steps.append(step)
        )
        return Atlas(LAYERS, store)

    def linked(self) -> int:
        """How many articles the last opening linked."""
        return sum(what == "Linking" for what, _, _ in self.steps)

    def anew(self) -> Atlas:
        """The atlas as it is made without any store on disk."""
        texts = [*load(self.library)[0], *read_folder(self.folder)[0]]
        return assemble(LAYERS, merge(self.known, texts), RULES, self.corrections)

    def files(self) -> list[Path]:
        """The stores in the cache."""
        return sorted(self.cache.glob("*.sqlite"))


def told(atlas: Atlas) -> tuple[object, ...]:
    """All that an atlas says, to be compared."""
    articles = list(atlas.articles)
    return (
        articles,
        list(atlas.links),
        {key: atlas.count_to(key) for key in atlas.features},
        {key: list(atlas.links_to(key)) for key in atlas.features},
        {p.id: list(atlas.links_from(p.id)) for article in articles for p in article.passages},
        (len(atlas.articles), atlas.texts_held),
        {word: found(atlas, word) for word in ("mole", "song li", '"old mole"', "heron quay")},
    )


def found(atlas: Atlas, words: str) -> set[str]:
    """The ids of the passages that a search finds."""
    return {hit.passage.id for hit in atlas.search(words, limit=10_000).hits}
