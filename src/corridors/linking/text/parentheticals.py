"""What a text says beside its point: “…, which is in Russia, …”, “Unlike Sukhumi, …”, “POTI –”."""

from __future__ import annotations

import re
from functools import lru_cache

_LAST = 16  # texts kept: each is asked for once for every word in it that may refer

_CLAUSE = r",\s(?:which|who|whose|whom|where)\b"
_MEDIAL = re.compile(rf"{_CLAUSE}(?:[^,.;:!?]|[,.](?=\d))*(?=,\s)")
_FINAL = re.compile(
    rf"(?:{_CLAUSE}|,\s(?:while|though|although|whereas|against)\b)(?:[^.;:!?]|\.(?=\d))*(?=[.;:!?])"
)
# What is said of somebody before what they say: “an observer, fresh from Norway, said”.
_SPEAKER = re.compile(
    r",\s[^,.;:!?]*(?=,\s(?:says?|said|argues?|argued|warn(?:s|ed)|told|tells|reckons?|thinks?|thought"
    r"|notes?|noted|adds?|added|insists?|insisted|believes?|believed|complains?|complained|calls?"
    r"|called|explains?|explained|wrote|writes|admits?|admitted|hopes?|hoped|expects?|expected)\b)"
)
# What something is larger than, leads around, or is set against.
_THAN = re.compile(
    r"\b(?:than|instead of|alternatives? to|rivals? to|compared? (?:with|to)|similar to"
    r"|compet(?:e|es|ed|ing) with|(?:avoid|bypass|circumvent)ing"
    r"|(?:that|which|to) (?:avoids?|bypass(?:es)?|circumvents?))\b[^,.;:!?]*"
)
# A comparison with something else, before what is compared.
_COMPARED = re.compile(
    r"\b(?i:unlike|compared (?:with|to)|in contrast to|as opposed to|apart from|rather than"
    r"|instead of)\b"
    r"[^.;:!?]*?,\s*(?=(?:the|this|that|both)\b|[^\W\d_a-z])"
)

_CONCEDED = re.compile(r"(?:(?<=[.!?] )|^)(?:With|While|Whereas|Although|Though)\b[^,.;:!?]*,\s")
# The place with which a report begins: “AKTAU, July 16 (Reuters) – Landing craft …”.
DATELINE = re.compile(
    r"\A\s*[^\W\d_a-z]{3}(?:[^\W\d_a-z]|[’' -]){0,40}(?:,[^.!?–—]{2,40}?)?(?:\s\([^)]{2,20}\))?"
    r"\s*(?:[–—]|\s--?)\s+(?=[\"“‘]?(?:[^\W\d_a-z]?[a-z]|A\s|\d))"
)


@lru_cache(_LAST)
def without_asides(text: str) -> str:
    """Return a text of the same length with its dateline and what it says aside blanked.

    Such are relative clauses, contrasts and concessions.

    Examples
    --------
    >>> without_asides("Iran, which has drills of its own, sent none. Unlike Poti, the port is.")
    'Iran                             , sent none.              the port is.'
    >>> without_asides("While Nurek works, Rogun rises.")
    '                   Rogun rises.'
    """
    for aside in (DATELINE, _MEDIAL, _SPEAKER, _COMPARED, _CONCEDED):
        text = _blanked(text, aside)
    return text


@lru_cache(_LAST)
def without_comparisons(text: str) -> str:
    """Return a text of the same length with asides blanked, and what something is compared with.

    Examples
    --------
    >>> without_comparisons("Poti is larger than Sukhumi. The port grows.")
    'Poti is larger             . The port grows.'
    """
    return _blanked(without_asides(text), _THAN)


@lru_cache(_LAST)
def without_last_clauses(text: str) -> str:
    """Return a text of the same length with the relative clauses blanked that end a sentence.

    Examples
    --------
    >>> without_last_clauses("Ships left for Olya, which is in Russia.")
    'Ships left for Olya                    .'
    """
    return _blanked(text, _FINAL)


def _blanked(text: str, pattern: re.Pattern[str]) -> str:
    return pattern.sub(lambda match: " " * len(match[0]), text)
