"""A passage as it is quoted: the sentence that mentions a place, with its neighbours."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from corridors.linking.find.segmentation import sentence_spans
from corridors.model import Mention

LONG = 700  # characters; in a longer quotation the sentence stands without its neighbours


def quotation(text: str, mentions: Sequence[Mention]) -> list[dict[str, Any]]:
    """Cut a passage at the ends of the quotation and at its mentions.

    Parameters
    ----------
    text
        The words of the passage.
    mentions
        Where it mentions the place, in order; none where it only describes the place.

    Returns
    -------
    list of dict
        Spans that make up the text: ``text``, whether it is a ``mention``, and its ``part``:
        ``quoted`` is the sentence of the first mention with one before and one after, or the first
        three where there is no mention; the rest is ``before`` or ``after``.

    Examples
    --------
    >>> text = "Rain fell. A ship came. It saw Poti at noon. Nobody came. The ship left."
    >>> spans = quotation(text, [Mention(31, 35, "Poti")])
    >>> [span["text"] for span in spans if span["part"] == "quoted"]
    ['A ship came. It saw ', 'Poti', ' at noon. Nobody came.']
    """
    first, last = _quoted(text, mentions)
    cuts = sorted({0, len(text), first, last, *(at for m in mentions for at in m[:2])})
    return [
        {
            "text": text[start:end],
            "mention": any(mention.start <= start < mention.end for mention in mentions),
            "part": "before" if end <= first else "after" if start >= last else "quoted",
        }
        for start, end in pairwise(cuts)
    ]


def _quoted(text: str, mentions: Sequence[Mention]) -> tuple[int, int]:
    sentences = sentence_spans(text)
    starts = [start for start, _ in sentences]
    number = bisect_right(starts, mentions[0].start) - 1 if mentions else 1
    near = sentences[max(0, number - 1) : number + 2]
    if near[-1][1] - near[0][0] > LONG:
        near = sentences[number : number + 1] or near[:1]
    end = near[0][0] + len(text[near[0][0] : near[-1][1]].rstrip())
    # A mention stays whole even if a sentence seems to end in it, after an abbreviation.
    return near[0][0], max([end, *(m.end for m in mentions if m.start < end <= m.end)])
