"""What the user works with: geodata and the texts at hand, read and assembled."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from corridors import geodata, library
from corridors.atlas import Atlas, assemble
from corridors.checking import Fault
from corridors.linking.corrections import read_corrections, strangers
from corridors.model import Article, Text
from corridors.places import userlayers
from corridors.places.suggesting import Suggestion, suggest
from corridors.places.towns import towns
from corridors.recognition import merge
from corridors.search.names import Names
from corridors.shelf import Shelf


@dataclass(frozen=True)
class Workspace:
    """An atlas with what it was made of.

    ``notices`` says in one line each what could not be used; ``version`` is a word for the whole
    content, another for another.
    """

    atlas: Atlas
    folder: Path
    known: tuple[Article, ...]
    countries: Mapping[str, str]
    notices: tuple[str, ...]
    version: str = field(default_factory=lambda: uuid.uuid4().hex)

    @cached_property
    def suggestions(self) -> tuple[Suggestion, ...]:
        """New places in the texts at hand, found when first asked for."""
        atlas = self.atlas
        names = tuple(self.countries.values())
        return suggest(atlas.articles, atlas.features.values(), towns(), names)

    @cached_property
    def names(self) -> Names:
        """The names of all features, made ready for search when first asked for."""
        return Names(self.atlas.features.values(), self.atlas.count_to)


def articles_folder() -> Path | None:
    """Return the folder of article files that ``CORRIDORS_ARTICLES`` names, if it does."""
    named = os.environ.get("CORRIDORS_ARTICLES")
    return Path(named) if named else None


def open_workspace(uploads: Sequence[Text] = ()) -> Workspace:
    """Read geodata, the user's library with its layers and the folder of articles; assemble.

    Parameters
    ----------
    uploads
        Texts besides, which count before those on disk.

    Returns
    -------
    Workspace
        Never fails for a broken file: what cannot be used is left out and named in ``notices``.
    """
    folder = geodata.default_folder()
    data = userlayers.joined(geodata.read(folder))
    texts, errors = library.load(library.default_folder())
    notices = [*map(str, data.faults), *map(str, errors)]
    if (raw := articles_folder()) is not None:
        more, faults = library.read_folder(raw)
        texts += more
        notices += map(str, faults)
    articles = merge(data.articles, [*texts, *uploads])
    features = {feature.id for layer in data.layers for feature in layer.features}
    wrong: list[Fault] = []
    own = read_corrections(library.default_folder(), geodata.schema("links"), features, wrong)
    atlas = assemble(data.layers, articles, data.rules, (data.corrections, own))
    notices += map(str, (*wrong, *strangers(own, atlas)))
    return Workspace(atlas, folder, data.articles, data.countries, tuple(notices))


def shelf(known: Sequence[Article]) -> Shelf:
    """Open the user's library to put articles into it."""
    return Shelf(library.default_folder(), known)


def stamp() -> str:
    """Return a text that changes whenever a file of the workspace does."""
    roots = (geodata.default_folder(), library.default_folder(), articles_folder())
    return "\n".join(_stamps(root for root in roots if root))


def _stamps(roots: Iterable[Path]) -> Iterable[str]:
    for root in roots:
        for path in sorted(root.rglob("*")) if root.is_dir() else ():
            try:
                found = path.stat()
            except OSError:
                continue
            yield f"{path} {found.st_mtime_ns} {found.st_size}"
