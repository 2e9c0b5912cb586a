"""The user's own articles on disk: the store of imported texts, and folders of article files."""

from __future__ import annotations

import json
import os
import re
import stat
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any, get_args

import platformdirs

from corridors.articles.formats import named
from corridors.articles.parsing import read
from corridors.articles.recognition import ids_after
from corridors.errors import ArticleError, LibraryError
from corridors.model import Paragraph, Section, Text

FORMAT = 2  # 2 added date and url; 1 is still read
_READABLE = (1, FORMAT)
_DATE = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")
_ID = re.compile(r"[a-z0-9][a-z0-9_-]{0,99}")
LINKS = "links.json"  # corrections of links, not a text


def default_folder() -> Path:
    """Return the folder of the library: ``CORRIDORS_LIBRARY``, or the system's place for data."""
    folder = os.environ.get("CORRIDORS_LIBRARY")
    return Path(folder) if folder else platformdirs.user_data_path("corridors") / "articles"


def save(text: Text, folder: Path, *, known: bool = False) -> bool:
    """Store a text as ``<id>.json``, completely or not at all.

    Parameters
    ----------
    text
        The text to store.
    folder
        The library; it is made where it is missing.
    known
        Whether the id is that of a known article, whose stored text a newer one replaces.
        Otherwise another text with the same id is kept, and this one stored with ``-2``, ``-3``
        and so on.

    Returns
    -------
    bool
        False where these words are stored already; nothing is written then.

    Raises
    ------
    LibraryError
        If the id cannot name a file, the text has characters that no file can hold, or the
        folder cannot be written.
    """
    ids = ids_after(text.id)
    while True:
        text_id = next(ids)
        path = _path(folder, text_id)
        if path.name == LINKS:
            continue
        try:
            stored = read_stored(path) if os.path.lexists(path) else None
        except LibraryError:
            stored = Text(text_id, ())  # broken, so it differs from every text
        if stored and _content(stored) == _content(text):
            return False
        if stored is None or known:
            store(replace(text, id=text_id), folder)
            return True


def store(text: Text, folder: Path) -> None:
    """Write a text as ``<id>.json``, in place of what is stored under its id.

    Raises
    ------
    LibraryError
        As `save` raises it; what was stored before is still there.
    """
    write_json(_path(folder, text.id), {"format": FORMAT, **asdict(text)})


def is_stored(text_id: str, folder: Path) -> bool:
    """Tell whether anything, even a broken file, is stored under an id."""
    return os.path.lexists(_path(folder, text_id))


def find(text_id: str, folder: Path) -> Text | None:
    """Read one stored text, or None where there is none.

    Raises
    ------
    LibraryError
        If it cannot be read.
    """
    return read_stored(_path(folder, text_id)) if is_stored(text_id, folder) else None


def load(folder: Path) -> tuple[list[Text], list[LibraryError]]:
    """Read all stored texts, in the order of their ids.

    Returns
    -------
    tuple
        The texts, and an error for each file that could not be read; a folder that does not
        exist is an empty library.
    """
    texts, errors = [], []
    try:
        paths = stored_files(folder)
    except LibraryError as error:
        return [], [error]
    for _, path in paths:
        try:
            texts.append(read_stored(Path(path)))
        except LibraryError as error:
            errors.append(error)
    return texts, errors


def stored_files(folder: Path) -> list[tuple[str, str]]:
    """List the name without ending and the path of each article file in a library, by name.

    Raises
    ------
    LibraryError
        If the folder cannot be read; one that does not exist is an empty library.
    """
    try:
        with os.scandir(folder) as entries:
            stored = [
                (entry.name[:-5], entry.path)
                for entry in entries
                if entry.name.endswith(".json")
                and not entry.name.startswith(".")
                and entry.name != LINKS
            ]
    except FileNotFoundError:
        return []
    except OSError as error:
        raise LibraryError(f"{folder}: cannot be read: {error.strerror}") from error
    return sorted(stored)


def files(paths: Iterable[Path]) -> list[Path]:
    """List the article files that some paths lead to, each once.

    A folder stands for the article files in it and below it, sorted; they are known by the endings
    of their names. Left out are hidden files, links that lead out of the folder, and the folder
    that a browser saves beside a page for its pictures.

    Raises
    ------
    ArticleError
        If a path does not exist or a folder cannot be read.
    """
    articles: list[Path] = []
    for path in paths:
        try:
            articles += _files_below(path) if stat.S_ISDIR(path.stat().st_mode) else [path]
        except (OSError, ValueError) as error:  # ValueError: a NUL in the path
            reason = getattr(error, "strerror", None) or error
            raise ArticleError(f"{path}: cannot be read: {reason}") from error
    return list(dict.fromkeys(articles))


def read_folder(folder: Path) -> tuple[list[Text], list[ArticleError]]:
    """Read the article files of a folder; a file that cannot be read gives an error."""
    texts: list[Text] = []
    errors: list[ArticleError] = []
    try:
        paths = files([folder])
    except ArticleError as error:
        return [], [error]
    for path in paths:
        try:
            texts += read(path)
        except ArticleError as error:
            errors.append(error)
    return texts, errors


def _files_below(folder: Path) -> list[Path]:
    def fail(error: OSError) -> None:
        raise error

    root, articles = folder.resolve(), []
    for parent, folders, names in os.walk(folder, onerror=fail):
        beside = {f"{Path(name).stem}_files" for name in names}
        folders[:] = [n for n in folders if not n.startswith(".") and n not in beside]
        articles += [
            path
            for path in (Path(parent, name) for name in names if not name.startswith("."))
            if named(path.name) and path.is_file() and path.resolve().is_relative_to(root)
        ]
    return sorted(articles)


def _path(folder: Path, text_id: str) -> Path:
    if not _ID.fullmatch(text_id):
        raise LibraryError(
            f"{text_id!r} cannot name a file of the library "
            "(expected small letters, digits, '-' and '_')"
        )
    return folder / f"{text_id}.json"


def _content(text: Text) -> tuple[object, ...]:
    return text.title, text.author, text.date, text.url, text.paragraphs


def write_json(path: Path, data: Mapping[str, object]) -> None:
    """Write a file of the library, completely or not at all; make its folder where it is missing.

    Raises
    ------
    LibraryError
        If it cannot be written; what was there before is still there.
    """
    temporary = None
    try:
        content = json.dumps(data, ensure_ascii=False, indent=2).encode() + b"\n"
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(
            dir=path.parent, prefix=".", suffix=".tmp", delete=False
        ) as file:
            temporary = Path(file.name)
            file.write(content)
            file.flush()
            os.fsync(file.fileno())  # else a power cut can leave an empty file with the new name
        temporary.replace(path)
    except UnicodeEncodeError as error:
        raise LibraryError(f"{path.name}: half a surrogate pair cannot be stored") from error
    except OSError as error:
        raise LibraryError(f"{path}: cannot be written: {error.strerror}") from error
    finally:
        if temporary:
            temporary.unlink(missing_ok=True)


def read_stored(path: Path) -> Text:
    """Read one file of the library.

    Raises
    ------
    LibraryError
        If it cannot be read, or is not an article of the library.
    """
    try:
        if not path.is_file():  # reading a pipe may never end
            raise LibraryError(f"{path}: not a file")
        data = json.loads(path.read_bytes())
    except OSError as error:
        raise LibraryError(f"{path}: cannot be read: {error.strerror}") from error
    except (ValueError, RecursionError) as error:
        raise LibraryError(f"{path}: not JSON: {error}") from error
    version = data.get("format") if isinstance(data, dict) else None
    if version not in _READABLE:
        raise LibraryError(f"{path}: format {version!r} (this version reads up to {FORMAT})")
    try:
        text = _text(data)
    except KeyError as error:
        raise LibraryError(f"{path}: field {error} is missing") from error
    except (TypeError, ValueError) as error:
        raise LibraryError(f"{path}: not an article of the library: {error}") from error
    if text.id != path.stem:
        raise LibraryError(f"{path}: holds the article {text.id!r} (expected {path.stem!r})")
    return text


def _text(data: Mapping[str, Any]) -> Text:
    head = {
        key: _string(data[key])
        for key in ("title", "author", "source", "date", "url")
        if data.get(key) is not None
    }
    if "date" in head and not _DATE.fullmatch(head["date"]):
        raise ValueError(f"date {head['date']!r} is not valid")
    paragraphs = []
    for number, row in enumerate(data["paragraphs"], start=1):
        if row["number"] != number or row["section"] not in get_args(Section):
            raise ValueError(
                f"paragraph {number} has number {row['number']!r}, section {row['section']!r}"
            )
        paragraphs.append(Paragraph(number, row["section"], _string(row["text"])))
    return Text(_string(data["id"]), tuple(paragraphs), **head)


def _string(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is not a string")
    value.encode()  # JSON can hold half a surrogate pair, which no page can show
    return value
