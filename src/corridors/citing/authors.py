"""Authors of a byline, split into family and given names."""

from __future__ import annotations

import re
from dataclasses import dataclass

from corridors.citing.identity import joined, one_line

_BETWEEN = re.compile(r"\s*;\s*|,?\s+(?:and|&)\s+|\s*,\s*", re.IGNORECASE)
_SUFFIX = re.compile(r"(?:[JS]r|II|III|IV)\.?")


@dataclass(frozen=True, slots=True)
class Author:
    """A person's name in its parts; the whole name of a body is its ``family``."""

    family: str
    given: str = ""
    particle: str = ""
    suffix: str = ""

    @property
    def inverted(self) -> str:
        """Family name first, as in a bibliography."""
        return joined((joined((self.particle, self.family), " "), self.suffix, self.given), ", ")

    @property
    def natural(self) -> str:
        """Given name first, as in a note."""
        return joined((self.given, self.particle, self.family, self.suffix), " ")

    @property
    def initials(self) -> str:
        """The given names as initials; a double name keeps its hyphen."""
        return " ".join(
            "-".join(f"{part[0]}." for part in word.split("-") if part)
            for word in self.given.split()
            if word.strip("-")
        )


def authors(byline: str | None) -> tuple[Author, ...]:
    """Split a byline into its authors.

    The last word of a name is the family name, with the lower-case particles before it; a name of
    one word stays whole. A byline gives names in spoken order, the given name first.

    Examples
    --------
    >>> authors("Syed Fazl-e-Haider")
    (Author(family='Fazl-e-Haider', given='Syed', particle='', suffix=''),)
    >>> [author.inverted for author in authors("Ann van den Berg, Bo Lee Jr. and C. Doe")]
    ['van den Berg, Ann', 'Lee, Jr., Bo', 'Doe, C.']
    """
    people: list[Author] = []
    for part in _BETWEEN.split(one_line(byline or "")):
        if people and _SUFFIX.fullmatch(part):
            last = people.pop()
            people.append(Author(last.family, last.given, last.particle, part))
        elif part:
            people.append(_author(part.split()))
    return tuple(people)


def _author(words: list[str]) -> Author:
    suffix = words.pop() if len(words) > 2 and _SUFFIX.fullmatch(words[-1]) else ""
    first = len(words) - 1
    while first > 0 and words[first - 1].islower():
        first -= 1
    return Author(words[-1], " ".join(words[:first]), " ".join(words[first:-1]), suffix)
