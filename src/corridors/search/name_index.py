"""All names of all features, ranked for what a user types."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum

from rapidfuzz import process
from rapidfuzz.distance import OSA

from corridors.model import Feature, Name
from corridors.search.spelling import begins, forgiven, sound, whole, words

_MOST_WORDS = 12  # more are no name, and each costs
_FEW = 5  # a word in the names of so many features says which is meant, whatever the others are
_SURE = 0.2  # of a word's letters wrong, and it still tells which feature is meant
_APART = 0.5  # what fits worse than the best by this, in words, is left out
_LONG = 5  # letters of a word whose beginning may be misspelt too
_SMALL = frozenset({"of", "the", "in", "at", "a", "and", "de", "e"})


class Level(IntEnum):
    """How a name fits what was typed, the best first."""

    EXACT = 0
    PREFIX = 1
    WORDS = 2  # each word typed begins a word of the name
    SOUND = 3
    NEAR = 4


@dataclass(frozen=True, slots=True)
class Found:
    """A feature, and the name of it that fits best; ``sounds`` are the words to mark in it."""

    feature: Feature
    name: str
    level: Level
    sounds: frozenset[str] = frozenset()

    def marks(self, text: str, typed: str) -> tuple[tuple[int, int], ...]:
        """Return the spans of a text of the feature that fit; none where it does not fit."""
        asked = {word.text for word in words(typed)}
        if self.level <= Level.WORDS:
            spans, met = begins(text, asked)
            return tuple(spans) if met == asked else ()
        return tuple(whole(text, self.sounds))


@dataclass(frozen=True, slots=True)
class _Fit:
    level: Level
    wrong: float
    row: int
    sounds: frozenset[str] = frozenset()


class Names:
    """The names of features, made once and asked at each keystroke.

    Parameters
    ----------
    features
        The features in the order of the layers.
    count
        How often a feature is spoken of: among those that fit as well, the most spoken of first.
    """

    def __init__(self, features: Iterable[Feature], count: Callable[[str], int]) -> None:
        self._features = tuple(features)
        self._counts = [count(feature.id) for feature in self._features]
        self._owners: list[int] = []
        self._texts: list[str] = []
        self._weak: list[bool] = []  # a name that means the feature in some contexts only
        self._padded: list[str] = []
        self._sounds: list[str] = []
        self._rows: dict[str, set[int]] = {}  # of each sound of a word, the names that have it
        self._written: dict[str, dict[str, None]] = {}  # and how it is written there
        for owner, feature in enumerate(self._features):
            self._add(owner, feature)
        self._words = list(self._rows)
        self._cut: dict[int, list[str]] = {}

    def _add(self, owner: int, feature: Feature) -> None:
        seen = set()
        own = ((feature.name, False), (feature.label or "", False))
        for text, weak in (*own, *((n.text, n.type == "ambiguous") for n in names_of(feature))):
            found = words(text)
            padded = " " + " ".join(word.text for word in found)
            if not found or padded in seen:
                continue
            seen.add(padded)
            row = len(self._owners)
            self._owners.append(owner)
            self._texts.append(text)
            self._weak.append(weak)
            self._padded.append(padded)
            self._sounds.append("".join(sound(word.text) for word in found))
            for word in found:
                self._rows.setdefault(sound(word.text), set()).add(row)
                written = text[word.origins[0] : word.origins[-1] + 1]
                self._written.setdefault(sound(word.text), {})[written] = None

    def find(self, typed: str) -> list[Found]:
        """Return the features that a name fits, the best first.

        Parameters
        ----------
        typed
            What a user has typed so far. Case, accents and punctuation do not count; slips count
            as little as possible: they are forgiven only where no name fits as it is typed.
        """
        asked = [word.text for word in words(typed)][:_MOST_WORDS]
        if not asked:
            return []
        fits = list(self._plain(asked)) or list(self._near(asked))
        best: dict[int, tuple[tuple[float, ...], _Fit]] = {}
        latin = typed.isascii()
        for fit in fits:
            owner = self._owners[fit.row]
            # Of names that fit as well, the one in the script that the visitor writes.
            other = self._texts[fit.row].isascii() != latin
            key = (fit.level, fit.wrong, self._weak[fit.row], other, fit.row)
            if owner not in best or key < best[owner][0]:
                best[owner] = key, fit
        most = min((fit.wrong for _, fit in best.values()), default=0) + _APART
        ranked = sorted(
            (key[:3], -self._counts[owner], owner)
            for owner, (key, fit) in best.items()
            if fit.wrong < most
        )
        return [self._found(best[owner][1]) for _, _, owner in ranked]

    def _found(self, fit: _Fit) -> Found:
        owner = self._features[self._owners[fit.row]]
        return Found(owner, self._texts[fit.row], fit.level, fit.sounds)

    def corrections(self, word: str) -> list[str]:
        """Return other spellings that a word may stand for, the likeliest first.

        Examples
        --------
        >>> Names((), lambda _: 0).corrections("Aqtau")
        []
        """
        asked = "".join(sound(one.text) for one in words(word))
        close = self._close(asked, forgiven(len(word)), self._words)
        near = sorted(close.items(), key=lambda one: one[1])
        spellings = [text for at, _ in near for text in self._written[self._words[at]]]
        return [text for text in spellings if text.casefold() != word.casefold()]

    def _plain(self, asked: Sequence[str]) -> Iterator[_Fit]:
        typed = " " + " ".join(asked)
        first, *more = (f" {word}" for word in asked)
        for row, padded in enumerate(self._padded):
            if first in padded and all(word in padded for word in more):
                if not padded.startswith(typed):
                    yield _Fit(Level.WORDS, 0, row)
                else:
                    yield _Fit(Level.EXACT if padded == typed else Level.PREFIX, 0, row)
        heard = "".join(map(sound, asked))
        if len(heard) > 2:
            for row, said in enumerate(self._sounds):
                if said == heard:
                    yield _Fit(Level.SOUND, 0, row, self._own(row))

    def _near(self, asked: Sequence[str]) -> Iterator[_Fit]:
        """Names that fit but for slips: as a whole, or word by word."""
        heard = "".join(map(sound, asked))
        for row, wrong in self._close(heard, forgiven(len("".join(asked))), self._sounds).items():
            yield _Fit(Level.NEAR, wrong, row, self._own(row))
        said = [word for word in asked if word not in _SMALL]
        if not said:
            return
        met: dict[int, dict[int, tuple[float, str]]] = {}
        telling = set()
        for number, one in enumerate(said):
            close = self._close_words(one, last=number == len(said) - 1)
            rows = [(row, (close[at], self._words[at])) for at in close for row in self._of(at)]
            sure = min(close.values(), default=1) <= _SURE
            if sure and len({self._owners[row] for row, _ in rows}) <= _FEW:
                telling.add(number)
            for row, found in rows:
                here = met.setdefault(row, {})
                here[number] = min(here.get(number, (2, "")), found)
        for row, fitting in met.items():
            missing = len(said) - len(fitting)
            if missing and (missing * 2 > len(said) or not telling & set(fitting)):
                continue
            beside = max(0, self._padded[row].count(" ") - len(fitting)) * 0.01
            wrong = sum(wrong for wrong, _ in fitting.values()) / len(said) + missing
            sounds = frozenset(text for _, text in fitting.values())
            yield _Fit(Level.NEAR, wrong + beside, row, sounds)

    def _close(self, heard: str, most: int, choices: Sequence[str]) -> dict[int, float]:
        """Return which choices differ by few letters, and by what part of them."""
        if not heard:
            return {}
        found = process.extract(
            heard, choices, scorer=OSA.distance, score_cutoff=most, limit=None, processor=None
        )
        return {at: wrong / len(heard) for _, wrong, at in found}

    def _close_words(self, asked: str, *, last: bool) -> dict[int, float]:
        """Return words like one; of the last, which may not be finished, also the beginning."""
        heard, most = sound(asked), forgiven(len(asked))
        found = self._close(heard, most, self._words)
        size = len(heard)
        if last and size >= _LONG:
            if size not in self._cut:
                self._cut[size] = [word[:size] for word in self._words]
            for at, wrong in self._close(heard, most, self._cut[size]).items():
                found[at] = min(found.get(at, 2), wrong + 0.5 / size)
        return found

    def _of(self, word: int) -> set[int]:
        return self._rows[self._words[word]]

    def _own(self, row: int) -> frozenset[str]:
        return frozenset(map(sound, self._padded[row].split()))


def names_of(feature: Feature) -> Iterator[Name]:
    """Yield the names that mean a feature, the preferred one first."""
    for name in sorted(feature.names, key=lambda name: name.type != "preferred"):
        if name.type != "exclusion":
            yield name
