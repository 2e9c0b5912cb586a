"""The functions of `corridors`: open an atlas, link a text, read a file."""

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
# Only the passages of an article have these columns.
_OF_ARTICLES = ["passage", "article", "digest", "differs"]
_Path = str | PathLike[str]


def open(  # noqa: A001 - reads as corridors.open
    geodata: _Path | None = None, library: _Path | None = None, articles: _Path | None = None
) -> OpenAtlas:
    """Open the map with all that the articles at hand say about it.

    Articles that were read and linked are kept in the cache of the page and the command line.

    Parameters
    ----------
    geodata
        A folder of layers and digests; default: ``CORRIDORS_GEODATA``, or the one installed.
    library
        Your own articles, layers and corrections; default: ``CORRIDORS_LIBRARY``, or the
        system's place for data. Nothing is written there.
    articles
        A folder of more article files; default: ``CORRIDORS_ARTICLES``, or none.

    Returns
    -------
    OpenAtlas
        What could not be used is left out, with a warning, and listed in ``notices``.

    Raises
    ------
    NotFoundError
        If a given folder does not exist.

    Examples
    --------
    >>> import corridors
    >>> atlas = corridors.open()
    >>> atlas.features.loc["port-baku", "countries"]
    'AZ'
    """
    paths = {"geodata": geodata, "library": library, "articles": articles}
    folders = {role: Path(path).expanduser() for role, path in paths.items() if path is not None}
    for role, folder in folders.items():
        if not folder.is_dir():
            raise NotFoundError(f"{role}: no folder {folder}")
    atlas = OpenAtlas(workspace.open_base(folders=default_folders(**folders)).workspace())
    for notice in atlas.notices:
        warnings.warn(notice, stacklevel=2)
    return atlas


def link(text: str | Text | Iterable[str | Paragraph], language: str | None = None) -> pd.DataFrame:
    """Find the places of the map, and of your own layers, in a text; nothing is stored.

    Parameters
    ----------
    text
        A text whose paragraphs are separated by empty lines; or its paragraphs in order; or an
        article that `read` returns. A paragraph may refer to a place that an earlier one names.
    language
        The language as a BCP 47 tag. There are rules for English, ``"en"``, which are also used
        where no language is given.

    Returns
    -------
    pandas.DataFrame
        One row for each paragraph and feature: ``paragraph`` (from 1), ``section``, ``feature``
        (its id), ``basis`` and ``reason`` (why there is a link), ``mentions`` (as
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
        languages = ", ".join(_LANGUAGES)
        raise NotFoundError(f"language: no rules for {language!r} (there are: {languages})")
    article = unknown(text if isinstance(text, Text) else Text("text", _paragraphs(text)))
    passages = {passage.id: passage for passage in article.passages}
    links = workspace.article_linker(workspace.geodata())(article)
    return frames.links_frame((passages[k.passage], k) for k in links).drop(columns=_OF_ARTICLES)


def read(file: _Path) -> list[Text]:
    """Read the articles of a file: plain text, Markdown, HTML, PDF, DOCX or EPUB.

    Parameters
    ----------
    file
        Its path.

    Returns
    -------
    list of corridors.model.Text
        At least one, with its ``paragraphs``, and ``title``, ``author``, ``date`` and ``url``
        where the file gives them.

    Raises
    ------
    ArticleError
        If the file cannot be read, or contains no words.

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
    paragraphs = (p if isinstance(p, Paragraph) else Paragraph(0, BODY, p) for p in parts)
    filled = (paragraph for paragraph in paragraphs if paragraph.text.strip())
    return tuple(replace(paragraph, number=number) for number, paragraph in enumerate(filled, 1))
