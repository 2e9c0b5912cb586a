"""Reads a set of sentences whose links are known, in any of several simple shapes."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from corridors.errors import CorridorsError
from corridors.model import Feature

_TEXT = ("text", "sentence", "passage", "content", "body", "input")
_LINKS = ("links", "features", "mentions", "expected", "entities", "annotations", "gold", "labels")
_FEATURE = ("feature", "feature_id", "id", "label", "target", "link", "entity")
_MENTION = ("mention", "text", "surface", "name", "quote", "span_text", "exact")
_LISTS = ("entries", "sentences", "passages", "items", "cases", "examples", "data", "set")


class EvaluationError(CorridorsError):
    """A set of sentences cannot be read."""


@dataclass(frozen=True, slots=True)
class Known:
    """A link of a set; a mention if the set gives its position."""

    feature: str
    start: int | None = None
    end: int | None = None
    basis: str | None = None
    nested: bool = False
    demonym: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """A text of a set, with all its links; ``spans`` says whether these have positions."""

    id: str
    text: str
    links: tuple[Known, ...]
    trap: bool
    spans: bool


def read_set(path: Path, features: Mapping[str, Feature]) -> tuple[list[Entry], list[str]]:
    """Read a set.

    Parameters
    ----------
    path
        JSON, or JSON Lines.
    features
        All features by id; a set may name one by its id or its full name.

    Returns
    -------
    tuple
        The entries, and the features that the set names but do not exist.

    Raises
    ------
    EvaluationError
        If it cannot be read; the message names file, entry and field.
    """
    names = {feature.name.casefold(): feature.id for feature in features.values()}
    unknown: dict[str, None] = {}
    entries = []
    for number, row in enumerate(_rows(path), start=1):
        reader = _Reader(path, number, names, features, unknown)
        entries.append(reader.entry(row))
    if not entries:
        raise EvaluationError(f"{path}: found no entry, expected one JSON object a line")
    return entries, list(unknown)


def _rows(path: Path) -> list[Any]:
    try:
        content = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise EvaluationError(f"{path}: found no readable text ({error})") from error
    try:
        value = json.loads(content)
    except json.JSONDecodeError:
        return list(_lines(path, content))
    if isinstance(value, dict) and not _first(value, _TEXT):
        value = _first(value, _LISTS)
    if isinstance(value, dict):
        value = [value]
    if not isinstance(value, list):
        raise EvaluationError(
            f"{path}: found {type(value).__name__}, expected a list of entries or one a line"
        )
    return value


def _lines(path: Path, content: str) -> Iterator[Any]:
    for number, line in enumerate(content.splitlines(), start=1):
        if line.strip():
            try:
                yield json.loads(line)
            except json.JSONDecodeError as error:
                raise EvaluationError(
                    f"{path}: line {number}: found {error.msg.lower()} at column {error.colno}, "
                    "expected a JSON object a line"
                ) from error


def _first(row: Mapping[str, Any], keys: tuple[str, ...]) -> Any:  # noqa: ANN401
    return next((row[key] for key in keys if row.get(key) is not None), None)


@dataclass(slots=True)
class _Reader:
    """Reads an entry, and knows its position for error messages."""

    path: Path
    number: int
    names: Mapping[str, str]
    features: Mapping[str, Feature]
    unknown: dict[str, None]

    def entry(self, row: object) -> Entry:
        if isinstance(row, list) and row and isinstance(row[0], str):  # [text, links]
            row = {"text": row[0], "links": row[1] if len(row) > 1 else []}
        if not isinstance(row, dict):
            self._fail("", row, "an object with a text and links")
        text = _first(row, _TEXT)
        if not isinstance(text, str):
            self._fail("text", text, f"a text (under {', '.join(_TEXT)})")
        links: list[Known] = []
        for field in _LINKS:
            if row.get(field) is not None:
                links += self._links(row[field], field, text)
        if isinstance(row.get("feature"), str):
            links += self._links([row], "feature", text)
        return Entry(
            str(row.get("id") or self.number),
            text,
            tuple(dict.fromkeys(links)),
            bool(row.get("trap")) or not links,
            all(link.start is not None for link in links),
        )

    def _links(self, value: object, field: str, text: str) -> Iterator[Known]:
        if isinstance(value, str):
            value = [value]
        if isinstance(value, dict):  # {feature: mentions}
            value = [{"feature": key, "mentions": mentions} for key, mentions in value.items()]
        if not isinstance(value, list):
            self._fail(field, value, "a list of links")
        used: dict[tuple[str, str], int] = {}
        for at, item in enumerate(value):
            yield from self._link(item, f"{field}[{at}]", text, used)

    def _link(
        self, item: object, field: str, text: str, used: dict[tuple[str, str], int]
    ) -> Iterator[Known]:
        if isinstance(item, list) and len(item) == 3:  # [start, end, feature]
            item = {"start": item[0], "end": item[1], "feature": item[2]}
        if isinstance(item, str):
            item = {"feature": item}
        if not isinstance(item, dict):
            self._fail(field, item, "the id of a feature, or an object with it")
        name = _first(item, _FEATURE)
        if not isinstance(name, str):
            self._fail(f"{field}.feature", name, "the id of a feature")
        feature = name if name in self.features else self.names.get(name.casefold())
        if feature is None:
            self.unknown[name] = None
            return
        inner = item.get("mentions")
        if isinstance(inner, list) and inner:
            for at, mention in enumerate(inner):
                part = mention if isinstance(mention, dict) else {"mention": mention}
                common = {key: item[key] for key in ("basis", "nested", "demonym") if key in item}
                yield self._known(feature, common | part, f"{field}.mentions[{at}]", text, used)
        else:
            yield self._known(feature, item, field, text, used)

    def _known(
        self,
        feature: str,
        item: Mapping[str, Any],
        field: str,
        text: str,
        used: dict[tuple[str, str], int],
    ) -> Known:
        start, end = item.get("start"), item.get("end")
        span = item.get("span")
        if isinstance(span, list) and len(span) == 2:
            start, end = span
        words = _first(item, _MENTION)
        if isinstance(words, str) and not (isinstance(start, int) and isinstance(end, int)):
            start = text.find(words, used.get((feature, words), 0))
            if start < 0:
                self._fail(f"{field}.mention", words, "words of the text")
            end = start + len(words)
            used[feature, words] = end
        if start is not None and not (
            isinstance(start, int) and isinstance(end, int) and 0 <= start < end <= len(text)
        ):
            self._fail(f"{field}.start", [start, end], "offsets within the text")
        return Known(
            feature,
            start,
            end,
            item.get("basis"),
            bool(item.get("nested")),
            bool(item.get("demonym")),
        )

    def _fail(self, field: str, value: object, expected: str) -> NoReturn:
        shown = json.dumps(value, ensure_ascii=False)[:80]
        where = f"{self.path}: entry {self.number}" + (f": {field}" if field else "")
        raise EvaluationError(f"{where}: found {shown}, expected {expected}")
