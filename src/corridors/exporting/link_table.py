"""Passages as a table in CSV: one row for each link.

UTF-8 without a byte order mark; lines end in CR LF (RFC 4180). A cell that a spreadsheet would
take for a formula is prefixed with an apostrophe: one whose first character, spaces aside, is one
of ``= + - @`` or their full-width forms, or a tab or line break.
"""

from __future__ import annotations

import csv as csv_
import io
from collections.abc import Iterator

import pandas as pd

from corridors.articles.recognition import fingerprint
from corridors.atlas import Atlas
from corridors.citing.identity import address, digest_of
from corridors.describe.passages import cite
from corridors.exporting.by_article import Linked, walk
from corridors.exporting.export_format import ExportFormat

_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
_BREAK = ("\t", "\r", "\n")
COLUMNS = (
    "passage",
    "article",
    "title",
    "author",
    "publication",
    "date",
    "date_text",
    "section",
    "paragraph",
    "fingerprint",
    "feature",
    "feature_name",
    "layer",
    "basis",
    "reason",
    "digest",
    "mentions",
    "quote",
    "held",
    "citation",
    "address",
    "address_is_list",
)


def table(atlas: Atlas) -> pd.DataFrame:
    """Return the links of an atlas as a table.

    Returns
    -------
    pandas.DataFrame
        One row for each link, in the order of the articles; unknown values are missing.
        ``mentions`` and ``quote`` (the passage's words) are given only where the text is at hand;
        ``held`` is ``yes``, ``no``, or ``differs`` where the text at hand is not the one described.
    """
    # As objects: pandas' own strings refuse lone surrogates.
    rows = [_row(atlas, linked) for linked in walk(atlas)]
    return pd.DataFrame(rows, columns=list(COLUMNS), dtype=object)


def csv(atlas: Atlas, *, texts: bool = True) -> Iterator[str]:
    """Write the links of an atlas as CSV, safe to open in a spreadsheet, row by row.

    Without `texts` the words of the articles are left out: mentions and quotes.
    """
    left_out = () if texts else ("mentions", "quote")
    line = io.StringIO()
    writer = csv_.DictWriter(line, COLUMNS, lineterminator="\r\n")
    writer.writeheader()
    for linked in walk(atlas):
        row = _row(atlas, linked)
        writer.writerow({k: None if k in left_out else safe(cell) for k, cell in row.items()})
        yield line.getvalue()
        line.seek(0)
        line.truncate()
    yield line.getvalue()


def _row(atlas: Atlas, linked: Linked) -> dict[str, object]:
    link, passage, record = linked
    feature = atlas.features[link.feature]
    digest = digest_of(passage, link)
    text = passage.text
    described = passage.locator.fingerprint if passage.locator else None
    return {
        "passage": passage.id,
        "article": record.id,
        "title": record.title,
        "author": record.author,
        "publication": record.publication,
        "date": record.date,
        "date_text": record.date_text,
        "section": passage.section,
        "paragraph": passage.paragraph,
        "fingerprint": described if text is None else fingerprint(text),
        "feature": feature.id,
        "feature_name": feature.name,
        "layer": feature.layer,
        "basis": link.basis,
        "reason": link.reason,
        "digest": digest.text if digest else None,
        "mentions": "; ".join(dict.fromkeys(m.text for m in link.mentions)) or None,
        "quote": text,
        "held": "no" if text is None else "differs" if passage.differs else "yes",
        "citation": cite(record),
        "address": address(record.url),
        "address_is_list": record.url_is_list if record.url else None,
    }


def safe(cell: object) -> object:
    """Keep a spreadsheet from taking a cell for a formula."""
    if isinstance(cell, str) and (cell.lstrip(" ").startswith(_FORMULA) or cell[:1] in _BREAK):
        return f"'{cell}"
    return cell


LINKS_CSV = ExportFormat(
    name="csv",
    title="Passages as a table, one row a link (CSV)",
    holds="links",
    convention="CSV",
    file="corridors-passages.csv",
    mime="text/csv; charset=utf-8",
    write=lambda atlas, setting: csv(atlas, texts=setting.texts),
    options=frozenset({"texts"}),
    texts_by_default=True,
)
