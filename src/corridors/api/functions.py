"""What `corridors` offers as functions: open an atlas, link a text, read a file."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable
from dataclasses import replace
from os import PathLike
from pathlib import Path

import pandas as pd

from corridors import workspace
from corridors.api import frames
from corridors.api.open_atlas import OpenAtlas
from corridors.articles import parsing
from corridors.articles.recognition import unknown
from corridors.errors import NotFoundError
from corridors.folders import default_folders
from corridors.model import BODY, Paragraph, Text

_LANGUAGES = ("en",)
_NAMELESS = ["passage", "article", "digest", "differs"]  # a text that is no article has none
_Path = str | PathLike[str]


def open(  # noqa: A001 - reads as corridors.open
    geodata: _Path | None = None, library: _Path | None = None, articles: _Path | None = None
) -> OpenAtlas:
    """Open the map with all that the articles at hand say of it.

    What was read and linked is kept in the cache that the page and the command line use too.

    Parameters
    ----------
    geodata
        A folder of layers and digests; default: ``CORRIDORS_GEODATA``, or what is shipped.
    library
        Your own articles, layers and corrections; default: ``CORRIDORS_LIBRARY``, or the
        system's place for data. Nothing is written there.
    articles
        A folder of article files besides; default: ``CORRIDORS_ARTICLES``, or none.

    Returns
    -------
    OpenAtlas
        What could not be used of the files is left out; a warning says so, and ``notices``.

    Raises
    ------
    NotFoundError
        If a folder that is named is not there.

    Examples
    --------
    >>> import corridors
    >>> atlas = corridors.open()
    >>> atlas.features.loc["port-baku", "countries"]
    'AZ'
    """
    named = {"geodata": geodata, "library": library, "articles": articles}
    folders = {what: Path(path).expanduser() for what, path in named.items() if path is not None}
    for what, folder in folders.items():
        if not folder.is_dir():
            raise NotFoundError(f"{what}: no folder {folder}")
    atlas = OpenAtlas(workspace.open_base(folders=default_folders(**folders)).workspace())
    for notice in atlas.notices:
        warnings.warn(notice, stacklevel=2)
    return atlas


def link(text: str | Text | Iterable[str | Paragraph], language: str | None = None) -> pd.DataFrame:
    """Find the places of the map, and of your own layers, in a text; nothing is stored.

    Parameters
    ----------
    text
        A text, whose paragraphs are parted by empty lines; or its paragraphs in their order; or
        an article that `read` returns. What one paragraph names, the next may refer to.
    language
        The language as a BCP 47 tag. There are rules for English, ``"en"``, which are used too
        where none is given.

    Returns
    -------
    pandas.DataFrame
        One row a paragraph and feature: ``paragraph`` (from 1), ``section``, ``feature`` (its
        id), ``basis`` and ``reason`` (why there is a link), ``mentions`` (as
        `corridors.model.Mention`; offsets count characters of ``text``), ``text`` (the paragraph).

    Raises
    ------
    NotFoundError
        If there are no rules for the language.

    Examples
    --------
    >>> import corridors
    >>> links = corridors.link("The ferry called at the Port of Aktau. Songs were sung.")
    >>> links[["paragraph", "feature", "basis"]].values.tolist()
    [[1, 'port-aktau', 'named']]
    >>> links["mentions"][0][0].text
    'Port of Aktau'
    """
    if language is not None and language.partition("-")[0].lower() not in _LANGUAGES:
        known = ", ".join(_LANGUAGES)
        raise NotFoundError(f"language: no rules for {language!r} (there are: {known})")
    article = unknown(text if isinstance(text, Text) else Text("text", _paragraphs(text)))
    passages = {passage.id: passage for passage in article.passages}
    links = workspace.article_linker(workspace.geodata())(article)
    return frames.links_frame((passages[k.passage], k) for k in links).drop(columns=_NAMELESS)


def read(file: _Path) -> list[Text]:
    """Read the articles of a file: plain text, Markdown, HTML, PDF, DOCX or EPUB.

    Parameters
    ----------
    file
        Where it is.

    Returns
    -------
    list of corridors.model.Text
        At least one, with its ``paragraphs``, and ``title``, ``author``, ``date`` and ``url``
        where the file tells them.

    Raises
    ------
    ArticleError
        If the file cannot be read, or holds no words.

    Examples
    --------
    >>> import corridors
    >>> corridors.read("missing.txt")
    Traceback (most recent call last):
    ...
    corridors.errors.ArticleError: missing.txt: cannot be read: No such file or directory
    """
    return parsing.read(Path(file).expanduser())


def _paragraphs(text: str | Iterable[str | Paragraph]) -> tuple[Paragraph, ...]:
    parts = re.split(r"\n[^\S\n]*\n", text) if isinstance(text, str) else text
    given = (part if isinstance(part, Paragraph) else Paragraph(0, BODY, part) for part in parts)
    kept = (paragraph for paragraph in given if paragraph.text.strip())
    return tuple(replace(paragraph, number=number) for number, paragraph in enumerate(kept, 1))
