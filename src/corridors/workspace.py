"""What the user works with: geodata and the texts at hand, read and put together."""

from __future__ import annotations

import hashlib
import threading
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path

from corridors.articles.merging import Fold, Index, sketch
from corridors.atlas import Atlas
from corridors.checking import Fault, FaultError
from corridors.errors import LibraryError
from corridors.folders import Folders, default_folders
from corridors.geodata import dataset
from corridors.geodata.dataset import Geodata
from corridors.geodata.ground import Ground
from corridors.geodata.nearness import Positions
from corridors.library import disk
from corridors.library.intake import Intake
from corridors.library.sources import sources, stamps
from corridors.linking.corrections import Corrections, correct, read_corrections, unmatched
from corridors.linking.lexicon import Lexicon, linker
from corridors.model import Article, Link, Paragraph, Question, Text
from corridors.places import userlayers
from corridors.places.suggesting import Suggestion, suggest
from corridors.places.towns import towns
from corridors.search.known import known_of
from corridors.search.name_index import Names
from corridors.store import cache, writing
from corridors.store.lookups import Store
from corridors.store.syncing import Inputs
from corridors.store.texts import Progress
from corridors.watching import Watch


@dataclass(frozen=True)
class Workspace:
    """An atlas with what it was made of.

    ``known`` are the articles of geodata; ``notices`` say in one line each what could not be
    used, and ``remarks`` what was wrong with the cache; ``version`` changes with the content.
    """

    atlas: Atlas
    folder: Path
    known: tuple[Article, ...]
    countries: Mapping[str, str]
    questions: tuple[Question, ...]
    notices: tuple[str, ...]
    remarks: tuple[str, ...] = ()
    version: str = field(default_factory=lambda: uuid.uuid4().hex)

    @cached_property
    def positions(self) -> Positions:
        """The features on one plane, to measure between them."""
        return Positions(self.atlas.features.values())

    @cached_property
    def ground(self) -> Ground | None:
        """The land of the basemap by country, or None where there is none."""
        try:
            return Ground(self.folder / "basemap" / "land.geojson")
        except FaultError:
            return None

    @cached_property
    def suggestions(self) -> tuple[Suggestion, ...]:
        """New places in the texts at hand, found when first needed."""
        atlas = self.atlas
        names = tuple(self.countries.values())
        return suggest(atlas.articles, atlas.features.values(), towns(), names)

    @cached_property
    def names(self) -> Names:
        """The names of all features, prepared for search when first needed."""
        titles = {layer.id: layer.title for layer in self.atlas.layers}
        known = known_of(self.countries, titles)
        return Names(self.atlas.features.values(), self.atlas.count_to, known)


class Base:
    """What all sessions share: geodata, and the store of the library and the articles' folder."""

    def __init__(
        self,
        folders: Folders,
        data: Geodata,
        store: Store,
        corrections: tuple[Corrections, ...],
        notices: tuple[str, ...],
        remarks: tuple[str, ...],
    ) -> None:
        self.data = data
        self._folders = folders
        self._store = store
        self._corrections = corrections
        self._notices = notices
        self._remarks = remarks
        self._lock = threading.Lock()

    def workspace(self, uploads: Sequence[Text] = ()) -> Workspace:
        """Return the atlas, with a session's own texts above the shared ones.

        Parameters
        ----------
        uploads
            Further texts, which take precedence over those on disk. Only these are linked now.
        """
        data = self.data
        over = writing.in_memory(self._over(uploads)) if uploads else None
        atlas = Atlas(data.layers, self._store, over)
        user_corrections = self._corrections[-1]
        wrong = tuple(map(str, unmatched(user_corrections, atlas)))
        return Workspace(
            atlas,
            self._folders.geodata,
            data.articles,
            data.countries,
            data.questions,
            (*self._notices, *wrong),
            self._remarks,
        )

    @property
    def broken(self) -> bool:
        """Whether the cache turned out to be broken, so that all must be opened again."""
        return self._store.broken

    @cached_property
    def _folded(self) -> Fold:
        with self._lock:
            return self._store.folded(self.data.articles)

    def _over(self, uploads: Sequence[Text]) -> Iterator[tuple[bytes, Article, Sequence[Link]]]:
        """Yield the articles that uploads make or change."""
        fold = Fold(self.data.articles, self._folded)
        # The keys of texts in the store are positive.
        for number, text in enumerate(uploads, start=1):
            fold.add(sketch(text, b"3%09d" % number, -number))
        links = article_linker(self.data, self._corrections)
        for plan in fold.plans(all_known=False):
            words = plan.sketch.words if plan.sketch else 0
            paragraphs: Sequence[Paragraph] = (
                uploads[-words - 1].paragraphs if words < 0 else self._store.paragraphs(plan.id)
            )
            article = plan.article(paragraphs)
            yield plan.place, article, links(article)


def article_linker(
    data: Geodata, corrections: Sequence[Corrections] | None = None
) -> Callable[[Article], Sequence[Link]]:
    """Return a function that links one article at a time, and stores nothing.

    Parameters
    ----------
    data
        The places and the rules, which are prepared once.
    corrections
        Links to add and to remove; those of geodata where it is None.
    """
    links = linker(_lexicon(data)).article
    used = (data.corrections,) if corrections is None else corrections
    return lambda article: correct(links(article), [article], used)


def open_base(
    progress: Progress = lambda step, done, total: None, folders: Folders | None = None
) -> Base:
    """Read geodata, the user's layers, and the store of their articles; make or update the store.

    Parameters
    ----------
    progress
        Called with what is being done, how much of it is done, and how much there is, while
        articles are read and linked.
    folders
        Where all this is; the default folders where it is None.

    Returns
    -------
    Base
        A broken file is never an error: what cannot be used is left out and reported.
    """
    folders = folders or default_folders()
    data = geodata(folders)
    files, faults = sources(folders.library, folders.articles)
    wrong: list[Fault] = []
    features = {feature.id for layer in data.layers for feature in layer.features}
    user_corrections = read_corrections(folders.library, dataset.schema("links"), features, wrong)
    names = _lexicon(data)
    corrections = (data.corrections, user_corrections)
    inputs = Inputs(data.articles, files, corrections, lambda: linker(names))
    store, remarks = _cache(cache.default_folder()).open(
        _identity(folders), names.digest, inputs, progress
    )
    notices = (*data.faults, *faults, *store.faults(), *wrong)
    return Base(folders, data, store, corrections, tuple(map(str, notices)), tuple(remarks))


def open_workspace(
    uploads: Sequence[Text] = (), progress: Progress = lambda step, done, total: None
) -> Workspace:
    """Open what `open_base` opens, with a session's own texts above it."""
    return open_base(progress).workspace(uploads)


def intake(known: Sequence[Article]) -> Intake:
    """Open the user's library to put articles into it."""
    folders = default_folders()
    files, _ = sources(folders.library)
    remembered = _cache(cache.default_folder()).sketches(_identity(folders), files)
    stored = Index()
    for source in files:
        try:
            text = remembered.get(source.path)
            stored.add(text or sketch(source.texts()[0], source.place))
        except LibraryError:
            continue  # reading the atlas reports it
    return Intake(folders.library, known, stored)


def geodata(folders: Folders | None = None) -> Geodata:
    """Return geodata with the user's layers, read again only where a file of them has changed."""
    folders = folders or default_folders()
    files = (*folders.geodata_files(), *folders.layer_files())
    return _joined(folders, tuple(stamps(files)))


def given(folders: Folders | None = None) -> Geodata:
    """Return geodata without the user's layers, read again only where a file of it has changed."""
    folders = folders or default_folders()
    return _given(folders.geodata, tuple(stamps(folders.geodata_files())))


def stamp() -> str:
    """Return a text that changes whenever a file of the workspace does; see `Watch`."""
    return _watch(default_folders()).stamp()


def _lexicon(data: Geodata) -> Lexicon:
    """Return the names and rules of geodata."""
    return Lexicon(tuple(f for layer in data.layers for f in layer.features), data.rules)


# The state of the files is part of the key, so that changed files are read again.
@lru_cache(maxsize=2)
def _joined(folders: Folders, files: tuple[tuple[str, str], ...]) -> Geodata:
    del files
    return userlayers.joined(given(folders), folders.layers)


@lru_cache(maxsize=2)
def _given(folder: Path, files: tuple[tuple[str, str], ...]) -> Geodata:
    del files
    return dataset.read(folder)


@lru_cache(maxsize=4)
def _cache(folder: Path) -> cache.Cache:
    return cache.Cache(folder)


def _identity(folders: Folders) -> list[str]:
    return [str(folder.resolve()) for folder in folders.all]


@lru_cache(maxsize=4)
def _watch(folders: Folders) -> Watch:
    return Watch(lambda: [*folders.all, folders.layers], lambda: _state(folders))


def _state(folders: Folders) -> str:
    files, faults = sources(folders.library, folders.articles)
    watched = (
        *folders.geodata_files(),
        *folders.layer_files(),
        folders.library / disk.LINKS,
    )
    states = [
        *faults,
        *(f"{source.path} {source.stamp}" for source in files),
        *(f"{path} {state}" for path, state in stamps(watched)),
    ]
    return hashlib.sha256("\n".join(states).encode("utf-8", "surrogateescape")).hexdigest()
