"""The command that searches passages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import click

from corridors.atlas import Atlas, Hit
from corridors.cli.commands import clear, json_option, opened, print_json
from corridors.describe.passages import cite, place

_AROUND = 90  # characters shown on each side of the first word found


@click.command()
@click.argument("words", nargs=-1, required=True)
@click.option("--limit", type=click.IntRange(1, 10_000), default=20, show_default=True)
@click.option("--start", type=click.IntRange(0), default=0, help="How many passages to skip.")
@json_option
@clear
def search(words: tuple[str, ...], limit: int, start: int, as_json: bool) -> None:
    """Find the passages with all WORDS, in their text or their digests, the best first.

    Several words in one argument are a phrase; the last word may be the start of a word. Case,
    accents and punctuation do not count.
    """
    atlas = opened().atlas
    # An argument with spaces is a phrase.
    typed = " ".join(f'"{word}"' if len(word.split()) > 1 else word for word in words)
    results = atlas.search(typed, limit, start)
    if as_json:
        print_json([_row(atlas, hit) for hit in results.hits])
        return
    for hit in results.hits:
        click.echo(f"{hit.passage.id}: {cite(hit.entry.record)}, {place(hit.passage)}")
        click.echo(f"  {_cut(hit)}")
    click.echo(f"{len(results.hits):,} of {results.total:,} passages", err=True)


def _row(atlas: Atlas, hit: Hit) -> Mapping[str, Any]:
    record = hit.entry.record
    return {
        "passage": hit.passage.id,
        "article": record.id,
        "title": record.title,
        "author": record.author,
        "date": record.date,
        "section": hit.passage.section,
        "paragraph": hit.passage.paragraph,
        "features": [link.feature for link in atlas.links_from(hit.passage.id)],
        "digests": [digest.text for digest in hit.passage.digests],
        "text": hit.passage.text,
        "spans": [list(span) for span in hit.spans],
    }


def _cut(hit: Hit) -> str:
    """Return the text around the first hit, or the digests where the hits are in these."""
    if not hit.spans or hit.passage.text is None:
        return " ".join(digest.text for digest in hit.passage.digests)
    text, (start, end) = hit.passage.text, hit.spans[0]
    first, last = max(0, start - _AROUND), end + _AROUND
    excerpt = f"{'…' * (first > 0)}{text[first:last]}{'…' * (last < len(text))}"
    return " ".join(excerpt.split())
