"""Import article files into the library, one after the other; bad ones are skipped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from corridors.articles.parsing import read
from corridors.errors import ArticleError
from corridors.library.imported import ImportRecord, stamp_of
from corridors.library.intake import Intake, Kept


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file: its articles, or why there are none.

    A file that has not changed since its import is not read again, and has neither.
    """

    path: Path
    kept: tuple[Kept, ...] = ()
    error: str | None = None


def import_files(paths: Iterable[Path], intake: Intake) -> Iterator[Outcome]:
    """Import files and yield what became of each.

    What has been yielded is stored: a caller that stops loses nothing, and a second run goes on.

    Raises
    ------
    LibraryError
        If the library cannot be written.
    """
    imported = ImportRecord(intake.folder)
    for path in paths:
        if imported.unchanged(path, intake.__contains__):
            yield Outcome(path)
            continue
        stamp = stamp_of(path)
        try:
            kept = tuple(map(intake.keep, read(path)))
        except ArticleError as error:
            yield Outcome(path, error=str(error))
            continue
        imported.add(path, stamp, [text.id for text in kept])
        yield Outcome(path, kept)
