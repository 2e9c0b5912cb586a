"""All names of all features, ranked for what a user types."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum

from rapidfuzz import process
from rapidfuzz.distance import OSA

from corridors.model import Feature, Name
from corridors.search.spelling import begins, forgiven, sound, whole, words

_MOST_WORDS = 12  # no name has more, and each takes time
_FEW = 5  # a word in the names of at most so many features tells which is meant by itself
_SURE = 0.2  # the share of wrong letters up to which a word still tells which feature is meant
_APART = 0.5  # names that fit worse than the best by this many words are left out
_LONG = 5  # letters from which on the beginning of a word may be misspelt too
_FAINT = 3  # up to so many sounds, few may be wrong
_SMALL = frozenset({"of", "the", "in", "at", "a", "and", "de", "e"})


class Level(IntEnum):
    """How a name fits what was typed, the best first."""

    EXACT = 0
    PREFIX = 1
    WORDS = 2  # each word typed begins a word of the name
    DESCRIBED = 3  # or of the facts about the feature: its kind, years, countries, actors
    SOUND = 4
    NEAR = 5


@dataclass(frozen=True, slots=True)
class Found:
    """A feature and its name that fits best; ``sounds`` are the words to mark in the name."""

    feature: Feature
    name: str
    level: Level
    sounds: frozenset[str] = frozenset()

    def marks(self, text: str, typed: str) -> tuple[tuple[int, int], ...]:
        """Return the spans that fit in a text of the feature; none where it does not fit."""
        typed_words = {word.text for word in words(typed)}
        if self.level <= Level.WORDS:
            spans, matched = begins(text, typed_words)
            return tuple(spans) if matched == typed_words else ()
        if self.level == Level.DESCRIBED:
            return tuple(begins(text, typed_words)[0])
        return tuple(whole(text, self.sounds))


@dataclass(frozen=True, slots=True)
class _Fit:
    level: Level
    wrong: float
    row: int
    sounds: frozenset[str] = frozenset()


class Names:
    """The names of features, indexed once and searched at each keystroke.

    Parameters
    ----------
    features
        The features in the order of the layers.
    count
        How often a feature is mentioned: of equally good matches, the most mentioned comes first.
    known
        Other facts about a feature, in words: its kind, its years, its countries, its actors.
    """

    def __init__(
        self,
        features: Iterable[Feature],
        count: Callable[[str], int],
        known: Callable[[Feature], Iterable[str]] = lambda _: (),
    ) -> None:
        self._features = tuple(features)
        self._counts = [count(feature.id) for feature in self._features]
        self._owners: list[int] = []
        self._texts: list[str] = []
        self._weak: list[bool] = []  # a name that means the feature in some contexts only
        self._padded: list[str] = []
        self._sounds: list[str] = []
        self._rows: dict[str, set[int]] = {}  # for each sound of a word, the names that have it
        self._written: dict[str, dict[str, None]] = {}  # and its spellings there
        self._known: list[str] = []
        for owner, feature in enumerate(self._features):
            self._known.append(_padded(" ".join(known(feature))))
            self._add(owner, feature)
        self._words = list(self._rows)
        self._cut: dict[int, list[str]] = {}

    def _add(self, owner: int, feature: Feature) -> None:
        seen = set()
        own = ((feature.name, False), (feature.label or "", False))
        for text, weak in (*own, *((n.text, n.type == "ambiguous") for n in names_of(feature))):
            name_words = words(text)
            padded = " " + " ".join(word.text for word in name_words)
            if not name_words or padded in seen:
                continue
            seen.add(padded)
            row = len(self._owners)
            self._owners.append(owner)
            self._texts.append(text)
            self._weak.append(weak)
            self._padded.append(padded)
            self._sounds.append("".join(sound(word.text) for word in name_words))
            for word in name_words:
                self._rows.setdefault(sound(word.text), set()).add(row)
                written = text[word.origins[0] : word.origins[-1] + 1]
                self._written.setdefault(sound(word.text), {})[written] = None

    def find(self, typed: str) -> list[Found]:
        """Return the features that a name fits, the best first.

        Parameters
        ----------
        typed
            What a user has typed so far. Case, accents and punctuation do not count; spelling
            mistakes are forgiven only where no name fits as typed.
        """
        typed_words = [word.text for word in words(typed)][:_MOST_WORDS]
        if not typed_words:
            return []
        as_typed = [*self._plain(typed_words), *self._described(typed_words)]
        fits = as_typed or list(self._near(typed_words))
        best: dict[int, tuple[tuple[float, ...], _Fit]] = {}
        latin = typed.isascii()
        for fit in fits:
            owner = self._owners[fit.row]
            # Of equally good names, prefer the one in the visitor's script.
            other_script = self._texts[fit.row].isascii() != latin
            key = (fit.level, fit.wrong, self._weak[fit.row], other_script, fit.row)
            if owner not in best or key < best[owner][0]:
                best[owner] = key, fit
        most = min((fit.wrong for _, fit in best.values()), default=0) + _APART
        ranked = sorted(
            (key[:3], -self._counts[owner], owner)
            for owner, (key, fit) in best.items()
            if fit.wrong < most
        )
        return [self._match(best[owner][1]) for _, _, owner in ranked]

    def _match(self, fit: _Fit) -> Found:
        owner = self._features[self._owners[fit.row]]
        return Found(owner, self._texts[fit.row], fit.level, fit.sounds)

    def corrections(self, word: str) -> list[str]:
        """Return other spellings that a word may stand for, the likeliest first.

        Examples
        --------
        >>> Names((), lambda _: 0).corrections("Aqtau")
        []
        """
        heard = "".join(sound(part.text) for part in words(word))
        close = self._close(heard, forgiven(len(word)), self._words)
        near = sorted(close.items(), key=lambda item: item[1])
        spellings = [text for at, _ in near for text in self._written[self._words[at]]]
        return [text for text in spellings if text.casefold() != word.casefold()]

    def _plain(self, typed_words: Sequence[str]) -> Iterator[_Fit]:
        typed = " " + " ".join(typed_words)
        first, *more = (f" {word}" for word in typed_words)
        for row, padded in enumerate(self._padded):
            if first in padded and all(word in padded for word in more):
                if not padded.startswith(typed):
                    yield _Fit(Level.WORDS, 0, row)
                else:
                    yield _Fit(Level.EXACT if padded == typed else Level.PREFIX, 0, row)
        heard = "".join(map(sound, typed_words))
        if len(heard) > 2:
            for row, name_sounds in enumerate(self._sounds):
                if name_sounds == heard:
                    yield _Fit(Level.SOUND, 0, row, self._own(row))

    def _described(self, typed_words: Sequence[str]) -> Iterator[_Fit]:
        """Features where each word typed begins a word of a name or of the facts about them."""
        starts = [f" {word}" for word in typed_words]
        names_by_owner: dict[int, list[str]] = {}
        for row, owner in enumerate(self._owners):
            if any(start in self._known[owner] for start in starts):
                names_by_owner.setdefault(owner, []).append(self._padded[row])
        for owner, names in names_by_owner.items():
            text = self._known[owner] + "".join(names)
            if all(start in text for start in starts):
                yield _Fit(Level.DESCRIBED, 0, self._owners.index(owner))

    def _near(self, typed_words: Sequence[str]) -> Iterator[_Fit]:
        """Names that fit except for spelling mistakes: as a whole, or word by word."""
        heard = "".join(map(sound, typed_words))
        most = forgiven(len("".join(typed_words)))
        for row, wrong in self._close(heard, most, self._sounds).items():
            yield _Fit(Level.NEAR, wrong, row, self._own(row))
        main_words = [word for word in typed_words if word not in _SMALL]
        if not main_words:
            return
        fitting_by_row: dict[int, dict[int, tuple[float, str]]] = {}
        telling = set()
        for number, word in enumerate(main_words):
            close = self._close_words(word, last=number == len(main_words) - 1)
            rows = [(row, (close[at], self._words[at])) for at in close for row in self._of(at)]
            sure = min(close.values(), default=1) <= _SURE
            if sure and len({self._owners[row] for row, _ in rows}) <= _FEW:
                telling.add(number)
            for row, candidate in rows:
                fitting = fitting_by_row.setdefault(row, {})
                fitting[number] = min(fitting.get(number, (2, "")), candidate)
        for row, fitting in fitting_by_row.items():
            missing = len(main_words) - len(fitting)
            if missing and (missing * 2 > len(main_words) or not telling & set(fitting)):
                continue
            extra = max(0, self._padded[row].count(" ") - len(fitting)) * 0.01
            wrong = sum(wrong for wrong, _ in fitting.values()) / len(main_words) + missing
            sounds = frozenset(text for _, text in fitting.values())
            yield _Fit(Level.NEAR, wrong + extra, row, sounds)

    def _close(self, heard: str, most: int, choices: Sequence[str]) -> dict[int, float]:
        """Return the choices that differ by few letters, with the share of letters that differ."""
        if not heard:
            return {}
        if len(heard) <= _FAINT:  # of two sounds none may be wrong: “zzzzqq” is not “Ak”
            most = min(most, len(heard) // _FAINT)
        matches = process.extract(
            heard, choices, scorer=OSA.distance, score_cutoff=most, limit=None, processor=None
        )
        return {at: wrong / len(heard) for _, wrong, at in matches}

    def _close_words(self, word: str, *, last: bool) -> dict[int, float]:
        """Return words like one; the last word typed may be unfinished and match a beginning."""
        heard, most = sound(word), forgiven(len(word))
        matches = self._close(heard, most, self._words)
        size = len(heard)
        if last and size >= _LONG:
            if size not in self._cut:
                self._cut[size] = [known[:size] for known in self._words]
            for at, wrong in self._close(heard, most, self._cut[size]).items():
                matches[at] = min(matches.get(at, 2), wrong + 0.5 / size)
        return matches

    def _of(self, word: int) -> set[int]:
        return self._rows[self._words[word]]

    def _own(self, row: int) -> frozenset[str]:
        return frozenset(map(sound, self._padded[row].split()))


def _padded(text: str) -> str:
    """Return the folded words of a text, each with a space before it."""
    return "".join(f" {word.text}" for word in words(text))


def names_of(feature: Feature) -> Iterator[Name]:
    """Yield the names that mean a feature, the preferred one first."""
    for name in sorted(feature.names, key=lambda name: name.type != "preferred"):
        if name.type != "exclusion":
            yield name
